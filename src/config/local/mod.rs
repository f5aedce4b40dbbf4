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
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, ToSql, Transaction, TransactionBehavior, params};

use self::queue::{Queue, Turn};
use super::doctor::Finding;
use super::draft::Draft;
use super::history::{History, Tags, has_new_tag, not_kept};
use super::key::Key;
use super::reference::Tag;
use super::release::{Head, Release, with_tree};
use super::value::Value;
use super::watch::ack::Ack;
use super::watch::state::Position;
use super::watch::{Depth, Feed};
use super::{Entry, Snapshot, Store, Verdict};
use crate::backend::local::folder::Folder;
use crate::backend::patience::Patience;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::hash::stable_hash;

/// The folder of the space in the local folder.
const GROUP: &str = "config";
const DATABASE: &str = "space.sqlite";
/// When what is in the log is moved to where it belongs, in pages of 4 KiB.
const LOG_PAGES: i64 = 200;

/// How large the index of the log is at least.
const LOG_INDEX: u64 = 32 << 10;

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
        let (path, access) = match folder.open(GROUP, DATABASE, b"") {
            Ok((_, path)) => (path, OpenFlags::SQLITE_OPEN_READ_WRITE),
            // Who may not write may read, and fails where something is to be written.
            Err(error) => match folder.find_to_read(GROUP, DATABASE) {
                Some(path) => (path, OpenFlags::SQLITE_OPEN_READ_ONLY),
                None => return Err(error),
            },
        };
        let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
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
    use rusqlite::ErrorCode::{
        CannotOpen, DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, NotADatabase, SystemIoFailure,
    };
    let exit = match error.sqlite_error_code() {
        Some(DatabaseBusy | DatabaseLocked) => Exit::Busy,
        Some(DatabaseCorrupt | NotADatabase) => Exit::Data,
        Some(code) if code == DiskFull || (code == SystemIoFailure && is_full(path)) => {
            return Error::new(Exit::Io, format!("{}: no space left on device", path.display()))
                .hint("nothing was changed; it goes on as soon as there is room");
        }
        // Without them SQLite cannot know whether somebody is writing at this moment, and reads nothing.
        Some(CannotOpen) if path.exists() => {
            let (path, log) = (path.display(), format!("{}-wal", path.display()));
            return Error::new(Exit::Io, format!("{path} may only be read, and {log} cannot be read or made"))
                .hint("copy the folder to where it may be written, and name the copy by --backend local:DIR");
        }
        _ => Exit::Io,
    };
    Error::new(exit, format!("{}: {}", path.display(), crate::base::error::lower_first(&error.to_string())))
        .hint("the folder of the local backend is named by gosys backends")
}

/// Whether there is not even room for the index of the log: SQLite says of that only that it failed.
fn is_full(path: &std::path::Path) -> bool {
    rustix::fs::statvfs(path).is_ok_and(|found| found.f_bavail.saturating_mul(found.f_frsize) < LOG_INDEX)
}

fn about(transaction: &Transaction<'_>, name: &str) -> rusqlite::Result<Option<Vec<u8>>> {
    let mut row = transaction.prepare_cached("SELECT value FROM about WHERE name = ?")?;
    row.query_row([name], |row| bytes(row, 0)).optional()
}

fn head(transaction: &Transaction<'_>) -> Answer<Option<Head>> {
    let read =
        |json: Vec<u8>| serde_json::from_slice(&json).map_err(|error| Fault::Record(format!("the head: {error}")));
    about(transaction, HEAD)?.map(read).transpose()
}

/// What changes with a schema, by what it says: one that comes back is the same.
fn version_of(schema: Option<&[u8]>) -> i64 {
    schema.map_or(0, |schema| stable_hash(&[schema]).cast_signed() | 1)
}

/// The releases for which this holds, in their order.
fn releases(transaction: &Transaction<'_>, condition: &str, params: &[&dyn ToSql]) -> Answer<Vec<Release>> {
    let mut rows = transaction.prepare_cached(&format!("SELECT number, record FROM release {condition}"))?;
    let mut rows = rows.query(params)?;
    let mut releases = Vec::new();
    while let Some(row) = rows.next()? {
        let number = row.get::<_, i64>(0)?.cast_unsigned();
        let release = Release::from_json(&bytes(row, 1)?).and_then(|release| release.expect(number));
        releases.push(release.map_err(|why| Fault::Record(format!("release {number}: {why}")))?);
    }
    Ok(releases)
}

/// What stands there, whatever its type: what is no record is for whoever reads it to say.
fn bytes(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<u8>> {
    Ok(match row.get_ref(column)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.to_vec(),
        _ => Vec::new(),
    })
}

fn put_release(transaction: &Transaction<'_>, release: &Release) -> Answer<()> {
    let record = release.to_json().map_err(Fault::Record)?;
    let mut row = transaction.prepare_cached("INSERT OR REPLACE INTO release VALUES (?, ?)")?;
    row.execute(params![release.number.cast_signed(), record])?;
    Ok(())
}

/// Puts the tree into what is stored of a release, if somebody else has not forgotten it.
fn rewrite_with_tree(transaction: &Transaction<'_>, release: &Release) -> Answer<()> {
    let number = release.number.cast_signed();
    let mut row = transaction.prepare_cached("SELECT record FROM release WHERE number = ?")?;
    let stored = row.query_row([number], |row| bytes(row, 0)).optional()?;
    let (Some(stored), Some(tree)) = (stored, &release.tree) else { return Ok(()) };
    let record = with_tree(&stored, tree).map_err(Fault::Record)?;
    transaction.execute("UPDATE release SET record = ? WHERE number = ?", params![record, number])?;
    Ok(())
}

fn is_kept(transaction: &Transaction<'_>, number: u64) -> rusqlite::Result<bool> {
    transaction.prepare_cached("SELECT 1 FROM release WHERE number = ?")?.exists([number.cast_signed()])
}

fn tags(transaction: &Transaction<'_>) -> rusqlite::Result<Tags> {
    let mut rows = transaction.prepare("SELECT name, number FROM tag")?;
    rows.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned())))?.collect()
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
            let schema = about(transaction, SCHEMA)?;
            let schema_version = version_of(schema.as_deref());
            Ok(Snapshot { entries, head, head_version, schema, schema_version, odd: 0 })
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
            let releases = releases(transaction, "ORDER BY number", params![])?;
            let head = head(transaction)?.map_or(0, |head| head.release);
            Ok(History { releases, tags: tags(transaction)?, head })
        })
    }

    fn publish(&mut self, draft: &Draft) -> Result<Verdict> {
        self.write(|transaction| {
            let seen = head(transaction)?.map_or(0, |head| head.release.cast_signed());
            if seen != draft.head || version_of(about(transaction, SCHEMA)?.as_deref()) != draft.schema {
                return Ok(Verdict::Overtaken);
            }
            let mut version = transaction.prepare_cached("SELECT version FROM entry WHERE key = ?")?;
            for write in &draft.writes {
                let found = version.query_row([write.key.as_str()], |row| row.get(0)).optional()?;
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

    fn rest(&mut self, span: Duration) {
        self.queue.rest(span);
    }

    fn tag(&mut self, name: &Tag, number: u64, set: bool) -> Result<bool> {
        let statement = if set {
            "INSERT OR IGNORE INTO tag VALUES (?, ?)"
        } else {
            "DELETE FROM tag WHERE name = ? AND number = ?"
        };
        let changed = self.write(|transaction| {
            // In the same moment: a tag on what somebody forgets meanwhile would mean nothing.
            if set && !is_kept(transaction, number)? {
                return Ok(None);
            }
            Ok(Some(transaction.execute(statement, params![name.as_str(), number.cast_signed()])? > 0))
        })?;
        changed.ok_or_else(|| not_kept(number))
    }

    fn keep_schema(&mut self, schema: &[u8], seen: i64) -> Result<Verdict> {
        self.write(|transaction| {
            if head(transaction)?.map_or(0, |head| head.release.cast_signed()) != seen {
                return Ok(Verdict::Overtaken);
            }
            transaction.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", params![SCHEMA, schema])?;
            Ok(Verdict::Published)
        })
    }

    fn forget_schema(&mut self) -> Result<()> {
        self.write(|transaction| Ok(transaction.execute("DELETE FROM about WHERE name = ?", [SCHEMA])?)).map(drop)
    }

    fn forget(&mut self, rewrite: &[Release], forget: &[u64], seen: &Tags) -> Result<Verdict> {
        self.write(|transaction| {
            if has_new_tag(&tags(transaction)?, forget, seen) {
                return Ok(Verdict::Overtaken);
            }
            for release in rewrite {
                rewrite_with_tree(transaction, release)?;
            }
            for number in forget {
                transaction.execute("DELETE FROM release WHERE number = ?", [number.cast_signed()])?;
                transaction.execute("DELETE FROM tag WHERE number = ?", [number.cast_signed()])?;
            }
            Ok(Verdict::Published)
        })
    }

    fn follow(&mut self, from: Option<Position>, _: Depth) -> Result<Box<dyn Feed + '_>> {
        Ok(Box::new(feed::Following::begin(self, from)?))
    }

    fn acknowledge(&mut self, ack: &Ack) -> Result<()> {
        acks::put(self, ack)
    }

    fn acks(&mut self) -> Result<Vec<std::result::Result<Ack, String>>> {
        acks::list(self)
    }

    fn examine(&mut self, _: Option<&Position>, findings: &mut Vec<Finding>) -> Result<String> {
        self.look_over(findings)
    }
}
