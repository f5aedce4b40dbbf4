//! Looking at the servers of a space, and at what this user may do there.

use std::collections::BTreeSet;

use super::Etcd;
use crate::backend::etcd::health::{Status, each};
use crate::backend::etcd::{If, Op, Range, Reading, Txn};
use crate::backend::remote::all_endpoints;
use crate::base::duration::micros;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::config::doctor::Finding;
use crate::config::doctor::members::{self, Facts, Member};
use crate::config::watch::state::Position;

impl Etcd<'_> {
    pub(super) fn look_over(&mut self, bookmark: Option<&Position>, findings: &mut Vec<Finding>) -> Result<String> {
        let mut all = each(self.url, self.call)?;
        let members: Vec<Member> = all.iter().map(|(endpoint, said)| member(endpoint, said)).collect();
        findings.extend(members::findings(&members));
        let cluster = members.iter().find_map(|one| Some(one.said.as_ref().ok()?.cluster));
        let Some(cluster) = cluster else {
            let last = all.pop().and_then(|(_, said)| said.err());
            let nobody = || Error::new(Exit::Internal, format!("{} names no server", self.url));
            return Err(last.unwrap_or_else(nobody));
        };
        if self.look_at_access(findings)? {
            self.look_at_memory(bookmark, findings)?;
            self.look_at_pieces(findings)?;
        }
        Ok(format!("{cluster:016x}"))
    }

    /// Whether both folders may be read.
    fn look_at_access(&mut self, findings: &mut Vec<Finding>) -> Result<bool> {
        let mut may_read = true;
        let folders = self.keys.folders().map(str::to_owned);
        for folder in &folders {
            let range = Range::below(folder);
            let read = self.line.read(async |session| session.first(&range).await.map(|_| session.has_user()));
            let found = match read {
                Ok(has_user) => {
                    // Only an answered question tells whether the server cares who asks, and one line about it will do.
                    if *folder == folders[0] {
                        findings.push(self.login(has_user));
                    }
                    self.writing(folder)?
                }
                Err(error) if error.exit() == Exit::Denied => {
                    may_read = false;
                    denied(folder, "may not read", &error)
                }
                Err(error) => return Err(error),
            };
            findings.push(found);
        }
        Ok(may_read)
    }

    fn login(&self, has_user: bool) -> Finding {
        let credentials = &self.call.credentials;
        let found = |about: String| Finding::ok("login", all_endpoints(self.url), about);
        match &credentials.user {
            Some(user) if has_user => found(format!("the server knows the user {user}")),
            Some(user) => found(format!("the server knows no users: {user} is whoever connects"))
                .note("etcdctl auth enable, once there are users, keeps others out"),
            None if credentials.identity.is_some() => found("by certificate".to_owned()),
            None => found("everybody who can connect may read and write".to_owned())
                .note("etcdctl user add, role grant-permission and auth enable keep others out"),
        }
    }

    /// Whether a folder may be written, by a transaction that never does.
    fn writing(&mut self, folder: &str) -> Result<Finding> {
        let put = Op::Put(folder.into(), Vec::new());
        // The rights to all of a transaction are checked before its conditions are.
        let txn = Txn { when: vec![If::Never(folder.into())], then: vec![put], ..Txn::default() };
        match self.line.read(async |session| session.commit(&txn).await) {
            Ok(_) => Ok(Finding::ok("access", folder, "may be read and written")),
            Err(error) if error.exit() == Exit::Denied => {
                Ok(denied(folder, "may be read, and may not be written", &error))
            }
            Err(error) => Err(error),
        }
    }

    fn look_at_memory(&mut self, bookmark: Option<&Position>, findings: &mut Vec<Finding>) -> Result<()> {
        let head = self.keys.head();
        let (now, oldest) = self.line.read(async |session| session.memory(&head).await)?;
        let about = match oldest {
            1 => format!("nothing is compacted, of {now} revisions"),
            _ => format!("up to revision {oldest}, {} before the last one", now - oldest),
        };
        findings.push(Finding::ok("compaction", all_endpoints(self.url), about));
        let Some(position) = bookmark else { return Ok(()) };
        let revision = i64::try_from(position.revision).unwrap_or(i64::MAX);
        let found = |about: String| Finding::ok("compaction", "the bookmark", about);
        findings.push(if revision < oldest {
            found(format!("at revision {revision}, which has been compacted"))
                .problem("the watcher begins by comparing states: writes past gosys since are told collapsed")
        } else if revision > now {
            found(format!("at revision {revision}, and the last one is {now}"))
                .problem("was the cluster restored from a backup? the watcher begins by comparing states")
        } else {
            found(format!("at revision {revision}, which can still be read"))
        });
        Ok(())
    }

    /// Whether a release is half made, and what is left of others that came to nothing.
    fn look_at_pieces(&mut self, findings: &mut Vec<Finding>) -> Result<()> {
        let ranges = [Range::key(self.keys.head()), self.keys.pieces_of(""), self.keys.releases()];
        let Reading { found, .. } = self.read(&ranges)?;
        let [head, pieces, releases] = super::three(found);
        let pending = self.head(&head)?.0.and_then(|head| head.pending);
        let found = |check, about: String| Finding::ok(check, all_endpoints(self.url), about);
        findings.push(match &pending {
            Some(_) => found("pending", "a release is half made".to_owned())
                .note("whoever comes next finishes it, such as gosys config log"),
            None => found("pending", "no release is half made".to_owned()),
        });
        let mut owners: BTreeSet<String> =
            releases.iter().filter_map(|entry| super::record::op(&entry.value)).collect();
        owners.extend(pending.map(|pending| pending.op));
        // Those under a lease end with it, an hour after they were written.
        let kept = pieces.iter().filter(|entry| entry.lease == 0);
        let is_owned = |key: &[u8]| self.keys.piece_owner(key).is_some_and(|owner| owners.contains(owner));
        let lost = kept.filter(|entry| !is_owned(&entry.key)).count();
        let found = found("pieces", format!("{lost} pieces of records belong to no release"));
        let folder = self.keys.pieces_of("");
        findings.push(if lost == 0 {
            found
        } else {
            found.note(format!("etcdctl del --prefix {} takes them away, while nobody publishes", text(&folder.from)))
        });
        Ok(())
    }
}

fn text(key: &[u8]) -> String {
    String::from_utf8_lossy(key).into_owned()
}

fn denied(folder: &str, what: &str, error: &Error) -> Finding {
    let hint = if error.message().ends_with("permission denied") {
        format!("etcdctl role grant-permission ROLE readwrite {folder} --prefix")
    } else {
        error.hint_text().unwrap_or_default().to_owned()
    };
    Finding::ok("access", folder, format!("{what}: {}", error.message())).problem(hint)
}

fn member(endpoint: &str, said: &Result<Status>) -> Member {
    let facts = |status: &Status| Facts {
        took_us: micros(status.took),
        version: status.version.clone(),
        cluster: status.cluster,
        id: status.member,
        leader: status.leader,
        is_learner: status.is_learner,
        index: status.raft_index,
        applied: status.raft_applied,
        size: status.size,
        used: status.used,
        quota: status.quota,
        faults: status.faults.clone(),
    };
    let why = |error: &Error| (error.message().to_owned(), error.hint_text().unwrap_or_default().to_owned());
    Member { endpoint: endpoint.to_owned(), said: said.as_ref().map(facts).map_err(why) }
}
