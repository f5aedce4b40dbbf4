//! What a server says of itself, and of how far back it remembers.

use std::rc::Rc;
use std::time::Duration;

use etcd_client::{ResponseHeader, WatchOptions};

use super::session::Session;
use super::txn::Range;
use super::{Login, Server, connect};
use crate::backend::Call;
use crate::backend::patience::Patience;
use crate::backend::remote::{Runtime, endpoint, together, within};
use crate::backend::url::Url;
use crate::base::clock;
use crate::base::error::Result;

/// How long a server has.
const ANSWER: Duration = Duration::from_secs(2);

/// What a server says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// How long the question and the answer took, without connecting.
    pub took: Duration,
    pub version: String,
    pub cluster: u64,
    pub member: u64,
    /// 0 if there is none.
    pub leader: u64,
    pub is_learner: bool,
    pub raft_index: u64,
    pub raft_applied: u64,
    /// Of the database, in bytes; the quota is 0 where the server does not tell.
    pub size: u64,
    pub used: u64,
    pub quota: u64,
    /// Alarms among them.
    pub faults: Vec<String>,
}

/// Asks every server of the URL at once, by the name that messages have for it.
pub fn each(url: &Url, call: &Call<'_>) -> Result<Vec<(String, Result<Status>)>> {
    let login = Rc::new(Login::of(url, call)?);
    // Half of it is for the questions that come after.
    let share = call.patience.share(2);
    let patience = if share.left() < ANSWER { share } else { Patience::of(ANSWER) };
    let ask = async |host| {
        let server = Server { url, host, call, login: Rc::clone(&login) };
        let name = endpoint(url, host);
        let said = within(&name, &patience, async { connect(server).await?.health().await }).await;
        (name, said)
    };
    Runtime::new()?.block_on(async { Ok(together(url.hosts().iter().map(&ask)).await) })
}

impl Session<'_> {
    async fn health(&mut self) -> Result<Status> {
        // The first question waits for the connection.
        self.answers().await?;
        self.server.trace("status");
        let since = clock::instant();
        let status = self.client.status().await;
        let took = since.elapsed();
        let status = self.server.told(status).await?;
        let header = |of: fn(&ResponseHeader) -> u64| status.header().map_or(0, of);
        let size = |bytes: i64| u64::try_from(bytes).unwrap_or(0);
        Ok(Status {
            took,
            version: status.version().to_owned(),
            cluster: header(ResponseHeader::cluster_id),
            member: header(ResponseHeader::member_id),
            leader: status.leader(),
            is_learner: status.is_learner(),
            raft_index: status.raft_index(),
            raft_applied: status.raft_applied_index(),
            size: size(status.db_size()),
            used: size(status.raft_used_db_size()),
            quota: size(status.db_size_quota()),
            faults: status.errors().to_vec(),
        })
    }

    /// Whether the server has taken a user's word for who this is. Known once something was asked.
    pub fn has_user(&self) -> bool {
        self.server.login.user.as_ref().is_some_and(|user| user.pass.is_known())
    }

    /// The last revision, and the first one that can still be read. By a key that may be read.
    pub async fn memory(&mut self, key: &[u8]) -> Result<(i64, i64)> {
        let range = Range::key(key);
        let now = self.read(std::slice::from_ref(&range)).await?.revision;
        if self.read_as_of(&range, 1).await?.is_some() {
            return Ok((now, 1));
        }
        // Only a watch is told the number.
        self.server.trace(&format!("watch {range} from 1 on"));
        let opened = self.client.watch(key, Some(WatchOptions::new().with_start_revision(1))).await;
        let mut stream = self.server.told(opened).await?;
        loop {
            let message = stream.message().await;
            let message = self.server.told(message).await?.ok_or_else(|| self.server.ended("no more changes"))?;
            if message.canceled() {
                return Ok((now, message.compact_revision()));
            }
        }
    }
}
