//! A space in a folder: an SQLite database that any number of processes on a host share.
//!
//! One folder is one space. SQLite makes a publication whole or not at all, and its write-ahead log lets readers see a
//! moment of their own; that writers come in order, and none waits long, is a lock in front of it.

mod acks;
mod doctor;
mod feed;

use std::fs::File;
use std::path::PathBuf;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, Transaction, TransactionBehavior, params};

use super::doctor::Finding;
use super::draft::Draft;
use super::history::{History, Tags};
use super::key::Key;
use super::reference::Tag;
use super::release::{Head, Release};
use super::value::Value;
use super::watch::ack::Ack;
use super::watch::state::Position;
use super::watch::{Depth, Feed};
use super::{Entry, Snapshot, Store, Verdict};
use crate::backend::local::folder::Folder;
use crate::backend::local::{Share, lock_as};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

/// The folder of the space in the local folder.
const GROUP: &str = "config";
const DATABASE: &str = "space.sqlite";
/// The queue of those who write: SQLite's own waiting is by sleeping, and so neither fair nor fast.
const QUEUE: &str = "space.queue";

/// How long SQLite waits for a reader that recovers the log after a crash; writers wait in the queue.
const BUSY: Duration = Duration::from_secs(10);

/// The form of the tables. A database of another one is left alone.
const FORM: i64 = 1;

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS entry (key TEXT PRIMARY KEY, value BLOB NOT NULL, version INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS release (number INTEGER PRIMARY KEY, record TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS tag (name TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (name, number)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS ack (id TEXT PRIMARY KEY, record TEXT NOT NULL, boot INTEGER NOT NULL, until_ms INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
";

/// What `about` calls the head and the schema.
const HEAD: &str = "head";
const SCHEMA: &str = "schema";

/// The space of a folder.
pub struct Local {
    database: Connection,
    queue: File,
    path: PathBuf,
}

impl Local {
    /// Opens the space, which is made where it does not exist.
    pub fn open(folder: &Folder) -> Result<Self> {
        // Made by our own hands first: SQLite would give it the umask's mode.
        let (_, path) = folder.open(GROUP, DATABASE, b"")?;
        let (queue, _) = folder.open(GROUP, QUEUE, b"")?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let database = Connection::open_with_flags(&path, flags).map_err(|error| told(&path, &error))?;
        let mut local = Self { database, queue, path };
        local.prepare().map_err(|error| told(&local.path, &error))?;
        local.check_form()?;
        Ok(local)
    }

    fn prepare(&mut self) -> rusqlite::Result<()> {
        self.database.busy_timeout(BUSY)?;
        // FULL: a release that was acknowledged outlives a power cut, also in the log.
        self.database.pragma_update(None, "synchronous", "FULL")?;
        if self.form()? == 0 {
            let _turn = Turn::of(&self.queue);
            self.database.pragma_update(None, "journal_mode", "WAL")?;
            let making = self.database.transaction_with_behavior(TransactionBehavior::Immediate)?;
            making.execute_batch(TABLES)?;
            making.pragma_update(None, "user_version", FORM)?;
            making.commit()?;
        }
        Ok(())
    }

    fn form(&self) -> rusqlite::Result<i64> {
        self.database.pragma_query_value(None, "user_version", |row| row.get(0))
    }

    fn check_form(&self) -> Result<()> {
        let form = self.form().map_err(|error| told(&self.path, &error))?;
        if form == FORM {
            return Ok(());
        }
        Err(Error::data(format!("{} has the form {form}, and this gosys knows {FORM}", self.path.display()))
            .hint("it belongs to another version of gosys, or to another program"))
    }

    /// Reads with all that is seen being of one moment.
    fn read<T>(&mut self, read: impl FnOnce(&Transaction<'_>) -> Answer<T>) -> Result<T> {
        let path = &self.path;
        let transaction = self.database.transaction().map_err(|error| told(path, &error))?;
        read(&transaction).map_err(|fault| fault.told(path))
    }

    /// Writes all or nothing, after those who came before.
    fn write<T>(&mut self, write: impl FnOnce(&Transaction<'_>) -> Answer<T>) -> Result<T> {
        let path = &self.path;
        let _turn = Turn::of(&self.queue);
        let begun = self.database.transaction_with_behavior(TransactionBehavior::Immediate);
        let transaction = begun.map_err(|error| told(path, &error))?;
        let written = write(&transaction).map_err(|fault| fault.told(path))?;
        transaction.commit().map_err(|error| told(path, &error))?;
        feed::ring(&self.queue);
        Ok(written)
    }
}

/// A turn at the queue, over when it is dropped.
struct Turn<'a>(&'a File);

impl<'a> Turn<'a> {
    fn of(queue: &'a File) -> Self {
        // Where there is no queue to be had, SQLite's own waiting remains, and it is what keeps writers apart.
        let _ = lock_as(queue, Share::Alone);
        Self(queue)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        crate::backend::local::unlock(self.0);
    }
}

/// What reading or writing gives.
type Answer<T> = std::result::Result<T, Fault>;

/// Why there is no answer.
enum Fault {
    Sqlite(rusqlite::Error),
    /// A record that cannot be read.
    Record(String),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl Fault {
    fn told(self, path: &std::path::Path) -> Error {
        match self {
            Self::Sqlite(error) => told(path, &error),
            Self::Record(why) => {
                Error::data(format!("{}: {why}", path.display())).hint("was it written by another program?")
            }
        }
    }
}

fn told(path: &std::path::Path, error: &rusqlite::Error) -> Error {
    use rusqlite::ErrorCode::{DatabaseBusy, DatabaseCorrupt, DatabaseLocked, NotADatabase};
    let exit = match error.sqlite_error_code() {
        Some(DatabaseBusy | DatabaseLocked) => Exit::Busy,
        Some(DatabaseCorrupt | NotADatabase) => Exit::Data,
        _ => Exit::Io,
    };
    Error::new(exit, format!("{}: {}", path.display(), crate::base::error::lower_first(&error.to_string())))
        .hint("the folder of the local backend is named by gosys backends")
}

fn about(transaction: &Transaction<'_>, name: &str) -> rusqlite::Result<Option<Vec<u8>>> {
    transaction.query_row("SELECT value FROM about WHERE name = ?", [name], |row| row.get(0)).optional()
}

fn head(transaction: &Transaction<'_>) -> Answer<Option<Head>> {
    let read =
        |json: Vec<u8>| serde_json::from_slice(&json).map_err(|error| Fault::Record(format!("the head: {error}")));
    about(transaction, HEAD)?.map(read).transpose()
}

fn put_release(transaction: &Transaction<'_>, release: &Release) -> Answer<()> {
    let record = release.to_json().map_err(Fault::Record)?;
    transaction
        .execute("INSERT OR REPLACE INTO release VALUES (?, ?)", params![release.number.cast_signed(), record])?;
    Ok(())
}

fn entry(row: &Row<'_>) -> rusqlite::Result<(Key, Entry)> {
    let value: Vec<u8> = row.get(1)?;
    Ok((Key::found(row.get::<_, String>(0)?), Entry { value: value.into(), version: row.get(2)?, lease: 0 }))
}

impl Store for Local {
    fn snapshot(&mut self) -> Result<Snapshot> {
        self.read(|transaction| {
            let mut rows = transaction.prepare("SELECT key, value, version FROM entry")?;
            let entries = rows.query_map([], entry)?.collect::<rusqlite::Result<_>>()?;
            let head = head(transaction)?;
            let head_version = head.as_ref().map_or(0, |head| head.release.cast_signed());
            Ok(Snapshot { entries, head, head_version, schema: about(transaction, SCHEMA)?, odd: 0 })
        })
    }

    fn value(&mut self, key: &Key) -> Result<Option<Value>> {
        self.read(|transaction| {
            let found =
                transaction.query_row("SELECT value FROM entry WHERE key = ?", [key.as_str()], |row| row.get(0));
            Ok(found.optional()?.map(|bytes: Vec<u8>| bytes.into()))
        })
    }

    fn history(&mut self) -> Result<History> {
        self.read(|transaction| {
            let mut rows = transaction.prepare("SELECT record FROM release ORDER BY number")?;
            let records = rows.query_map([], |row| row.get::<_, String>(0))?;
            let read = |record: rusqlite::Result<String>| Release::from_json(record?.as_bytes()).map_err(Fault::Record);
            let releases = records.map(read).collect::<Answer<_>>()?;
            let mut rows = transaction.prepare("SELECT name, number FROM tag")?;
            let tags = rows.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned())))?;
            Ok(History { releases, tags: tags.collect::<rusqlite::Result<Tags>>()? })
        })
    }

    fn publish(&mut self, draft: &Draft) -> Result<Verdict> {
        self.write(|transaction| {
            let seen = head(transaction)?.map_or(0, |head| head.release.cast_signed());
            if seen != draft.head {
                return Ok(Verdict::Overtaken);
            }
            for write in &draft.writes {
                let found = transaction
                    .query_row("SELECT version FROM entry WHERE key = ?", [write.key.as_str()], |row| row.get(0))
                    .optional()?;
                if found.unwrap_or(0) != write.seen {
                    return Ok(Verdict::Overtaken);
                }
            }
            let version = draft.release.number.cast_signed();
            for write in &draft.writes {
                match &write.to {
                    Some(value) => transaction.execute(
                        "INSERT OR REPLACE INTO entry VALUES (?, ?, ?)",
                        params![write.key.as_str(), value.bytes(), version],
                    )?,
                    None => transaction.execute("DELETE FROM entry WHERE key = ?", [write.key.as_str()])?,
                };
            }
            put_release(transaction, &draft.release)?;
            let head = serde_json::to_vec(&draft.head()).map_err(|error| Fault::Record(error.to_string()))?;
            transaction.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", params![HEAD, head])?;
            Ok(Verdict::Published)
        })
    }

    fn tag(&mut self, name: &Tag, number: u64, set: bool) -> Result<bool> {
        let statement = if set {
            "INSERT OR IGNORE INTO tag VALUES (?, ?)"
        } else {
            "DELETE FROM tag WHERE name = ? AND number = ?"
        };
        self.write(|transaction| Ok(transaction.execute(statement, params![name.as_str(), number.cast_signed()])? > 0))
    }

    fn set_schema(&mut self, schema: Option<&[u8]>) -> Result<()> {
        self.write(|transaction| {
            match schema {
                Some(schema) => {
                    transaction.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", params![SCHEMA, schema])?
                }
                None => transaction.execute("DELETE FROM about WHERE name = ?", [SCHEMA])?,
            };
            Ok(())
        })
    }

    fn forget(&mut self, rewrite: &[Release], forget: &[u64]) -> Result<()> {
        self.write(|transaction| {
            rewrite.iter().try_for_each(|release| put_release(transaction, release))?;
            for number in forget {
                transaction.execute("DELETE FROM release WHERE number = ?", [number.cast_signed()])?;
                transaction.execute("DELETE FROM tag WHERE number = ?", [number.cast_signed()])?;
            }
            Ok(())
        })
    }

    fn follow(&mut self, from: Option<Position>, _: Depth) -> Result<Box<dyn Feed + '_>> {
        Ok(Box::new(feed::Following::begin(self, from)?))
    }

    fn acknowledge(&mut self, ack: &Ack) -> Result<()> {
        acks::put(self, ack)
    }

    fn acks(&mut self) -> Result<Vec<Ack>> {
        acks::list(self)
    }

    fn examine(&mut self, _: Option<&Position>, findings: &mut Vec<Finding>) -> Result<String> {
        self.look_over(findings)
    }
}
