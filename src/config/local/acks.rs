//! Who has applied what, as rows with a deadline.

use rusqlite::params;

use super::{Fault, Local, bytes};
use crate::backend::local::boot;
use crate::base::clock::since_boot;
use crate::base::error::Result;
use crate::config::watch::ack::{ACK_TTL, Ack};

/// A moment of CLOCK_BOOTTIME, which nobody sets; it means something until the machine starts again.
fn now_ms() -> i64 {
    i64::try_from(since_boot().as_millis()).unwrap_or(i64::MAX)
}

/// Says how far somebody has come, for as long as [`ACK_TTL`].
pub fn put(local: &mut Local, ack: &Ack) -> Result<()> {
    let boot = boot()?.cast_signed();
    let until = now_ms().saturating_add(i64::try_from(ACK_TTL.as_millis()).unwrap_or(0));
    local.write(|transaction| {
        // Whoever writes tidies up, so the rows stay few.
        transaction.execute("DELETE FROM ack WHERE boot <> ? OR until_ms < ?", params![boot, now_ms()])?;
        let record = serde_json::to_string(ack).map_err(|error| Fault::Record(error.to_string()))?;
        transaction.execute("INSERT OR REPLACE INTO ack VALUES (?, ?, ?, ?)", params![ack.id, record, boot, until])?;
        Ok(())
    })
}

/// What was said so; or why one of them cannot be read.
pub fn list(local: &mut Local) -> Result<Vec<std::result::Result<Ack, String>>> {
    let boot = boot()?.cast_signed();
    let path = local.path.display().to_string();
    local.read(|transaction| {
        let mut rows =
            transaction.prepare("SELECT id, record FROM ack WHERE boot = ? AND until_ms >= ? ORDER BY id")?;
        let records = rows.query_map(params![boot, now_ms()], |row| Ok((row.get::<_, String>(0)?, bytes(row, 1)?)))?;
        let read = |(id, record): (String, Vec<u8>)| {
            serde_json::from_slice(&record).map_err(|error| format!("{path}: the acknowledgement of {id}: {error}"))
        };
        Ok(records.map(|row| row.map(read)).collect::<rusqlite::Result<_>>()?)
    })
}
