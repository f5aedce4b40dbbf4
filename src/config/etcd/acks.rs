//! Who has applied what, as keys that end with their leases.

use super::Etcd;
use crate::backend::etcd::{Entry, If, Op, Range, Txn};
use crate::base::error::Result;
use crate::config::watch::ack::{ACK_TTL, Ack};

/// Says how far somebody has come, for as long as [`ACK_TTL`].
pub fn put(etcd: &mut Etcd<'_>, ack: &Ack) -> Result<()> {
    let key = etcd.keys.ack(&ack.id);
    let json = etcd.json(&key, ack)?;
    let found = etcd.read(&[Range::key(key.clone())])?.found.into_iter().flatten().next();
    // The lease that the key has already: a new one with every sign of life would leave one after the other to run
    // out, and a server keeps all of them in memory.
    let known = found.map(|entry| entry.lease).filter(|lease| *lease != 0);
    if let Some(lease) = known {
        let (is_kept, _) = etcd.line.write(async |session| session.keep_alive(lease).await)?;
        // Only while the key is there: between the renewal and this the lease may have run out and taken it along,
        // and a put under a lease that is over is an error, not an answer.
        let txn = Txn {
            when: vec![If::Exists(key.clone())],
            then: vec![Op::Lend(key.clone(), json.clone(), lease)],
            otherwise: Vec::new(),
        };
        if is_kept && etcd.commit(&txn)?.0.is_none() {
            return Ok(());
        }
    }
    let ((lease, _), _) = etcd.line.write(async |session| session.grant(ACK_TTL).await)?;
    etcd.commit(&Txn { then: vec![Op::Lend(key, json, lease)], ..Txn::default() }).map(drop)
}

/// What was said so; or why one of them cannot be read.
pub fn list(etcd: &mut Etcd<'_>) -> Result<Vec<std::result::Result<Ack, String>>> {
    let found = etcd.read(&[etcd.keys.acks()])?.found.into_iter().flatten();
    let read = |entry: Entry<Vec<u8>>| {
        serde_json::from_slice(&entry.value)
            .map_err(|error| etcd.odd(&entry.key, &error.to_string()).message().to_owned())
    };
    Ok(found.map(read).collect())
}
