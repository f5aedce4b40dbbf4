//! A space in a folder: an SQLite database that any number of processes on a host share.
//!
//! One folder is one space. SQLite makes a publication whole or not at all, and its write-ahead log lets readers see a
//! moment of their own; that writers come in order, and none waits long, is a lock in front of it.

mod acks;
mod doctor;
mod feed;
mod queue;

use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, Transaction, TransactionBehavior, params};

use self::queue::{Queue, Turn};
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
use crate::backend::patience::Patience;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

/// The folder of the space in the local folder.
const GROUP: &str = "config";
const DATABASE: &str = "space.sqlite";
/// When what is in the log is moved to where it belongs, in pages of 4 KiB.
const LOG_PAGES: i64 = 200;

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
    queue: Queue,
    /// Taken for the next write.
    turn: Option<Turn>,
    path: PathBuf,
}

impl Local {
    /// Opens the space, which is made where it does not exist. Others are waited for as long as `patience` says.
    pub fn open(folder: &Folder, patience: Patience) -> Result<Self> {
        // Made by our own hands first: SQLite would give it the umask's mode.
        let (_, path) = folder.open(GROUP, DATABASE, b"")?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let database = Connection::open_with_flags(&path, flags).map_err(|error| told(&path, &error))?;
        let mut local = Self { database, queue: Queue::new(folder, patience), turn: None, path };
        let form = local.prepare(patience).map_err(|error| told(&local.path, &error))?;
        let form = if form == 0 { local.make()? } else { form };
        local.check_form(form)?;
        Ok(local)
    }

    /// The form of its tables; 0 where there are none yet.
    fn prepare(&mut self, patience: Patience) -> rusqlite::Result<i64> {
        // For a reader that recovers the log after a crash; writers wait in the queue.
        self.database.busy_timeout(patience.left())?;
        // FULL: a release that was acknowledged outlives a power cut, also in the log.
        self.database.pragma_update(None, "synchronous", "FULL")?;
        self.keep_log()?;
        self.form()
    }

    /// Leaves the log to the next one, instead of emptying and removing it at the end of each process.
    fn keep_log(&self) -> rusqlite::Result<()> {
        // In a sticky folder the kernel may refuse another user's log to SQLite, which opens it as if it were new.
        let is_sticky =
            self.path.parent().and_then(|dir| dir.metadata().ok()).is_none_or(|dir| dir.mode() & 0o1000 != 0);
        if !is_sticky {
            self.database.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        }
        // It is read by the first one who comes after a while, so it stays short.
        self.database.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)
    }

    fn make(&mut self) -> Result<i64> {
        let _turn = self.queue.turn()?;
        let made = self.make_tables().and_then(|()| self.form());
        made.map_err(|error| told(&self.path, &error))
    }

    fn make_tables(&mut self) -> rusqlite::Result<()> {
        self.database.pragma_update(None, "journal_mode", "WAL")?;
        let making = self.database.transaction_with_behavior(TransactionBehavior::Immediate)?;
        making.execute_batch(TABLES)?;
        making.pragma_update(None, "user_version", FORM)?;
        making.commit()
    }

    fn form(&self) -> rusqlite::Result<i64> {
        self.database.pragma_query_value(None, "user_version", |row| row.get(0))
    }

    fn check_form(&self, form: i64) -> Result<()> {
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
        let turn = self.turn.take().map_or_else(|| self.queue.turn(), Ok)?;
        let path = &self.path;
        let begun = self.database.transaction_with_behavior(TransactionBehavior::Immediate);
        let transaction = begun.map_err(|error| told(path, &error))?;
        let written = write(&transaction).map_err(|fault| fault.told(path))?;
        transaction.commit().map_err(|error| told(path, &error))?;
        feed::ring(turn.file());
        Ok(written)
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
    let mut row = transaction.prepare_cached("SELECT value FROM about WHERE name = ?")?;
    row.query_row([name], |row| row.get(0)).optional()
}

fn head(transaction: &Transaction<'_>) -> Answer<Option<Head>> {
    let read =
        |json: Vec<u8>| serde_json::from_slice(&json).map_err(|error| Fault::Record(format!("the head: {error}")));
    about(transaction, HEAD)?.map(read).transpose()
}

fn put_release(transaction: &Transaction<'_>, release: &Release) -> Answer<()> {
    let record = release.to_json().map_err(Fault::Record)?;
    let mut row = transaction.prepare_cached("INSERT OR REPLACE INTO release VALUES (?, ?)")?;
    row.execute(params![release.number.cast_signed(), record])?;
    Ok(())
}

fn entry(row: &Row<'_>) -> rusqlite::Result<(Key, Entry)> {
    let value: Vec<u8> = row.get(1)?;
    Ok((Key::found(row.get::<_, String>(0)?), Entry { value: value.into(), version: row.get(2)?, lease: 0 }))
}

impl Store for Local {
    fn snapshot(&mut self) -> Result<Snapshot> {
        self.read(|transaction| {
            let mut rows = transaction.prepare_cached("SELECT key, value, version FROM entry")?;
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
            let mut version_of = transaction.prepare_cached("SELECT version FROM entry WHERE key = ?")?;
            for write in &draft.writes {
                let found = version_of.query_row([write.key.as_str()], |row| row.get(0)).optional()?;
                if found.unwrap_or(0) != write.seen {
                    return Ok(Verdict::Overtaken);
                }
            }
            let mut put = transaction.prepare_cached("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)")?;
            let mut delete = transaction.prepare_cached("DELETE FROM entry WHERE key = ?")?;
            let version = draft.release.number.cast_signed();
            for write in &draft.writes {
                match &write.to {
                    Some(value) => put.execute(params![write.key.as_str(), value.bytes(), version])?,
                    None => delete.execute([write.key.as_str()])?,
                };
            }
            put_release(transaction, &draft.release)?;
            let head = serde_json::to_vec(&draft.head()).map_err(|error| Fault::Record(error.to_string()))?;
            let mut row = transaction.prepare_cached("INSERT OR REPLACE INTO about VALUES (?, ?)")?;
            row.execute(params![HEAD, head])?;
            Ok(Verdict::Published)
        })
    }

    fn hold_off(&mut self) -> Result<()> {
        if self.turn.is_none() {
            self.turn = Some(self.queue.turn()?);
        }
        Ok(())
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
