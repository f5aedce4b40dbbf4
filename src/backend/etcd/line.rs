//! A line to whichever server answers, kept between calls: for those who ask and write one after the other.

use std::rc::Rc;
use std::time::Duration;

use tokio::time::sleep;

use super::session::Session;
use super::{Login, Server, connect};
use crate::backend::Call;
use crate::backend::patience::Patience;
use crate::backend::remote::{Runtime, endpoint, hedged, within};
use crate::backend::url::{Host, Url};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

/// Between two attempts to reach anybody.
const PAUSE: Duration = Duration::from_millis(100);

/// The servers of a URL, and a connection to the one that answered last.
pub struct Line<'a> {
    url: &'a Url,
    call: &'a Call<'a>,
    patience: Patience,
    login: Rc<Login>,
    session: Option<Session<'a>>,
    // Below the session, which lives in it.
    runtime: Runtime,
}

/// Whom to ask.
enum Candidate<'a> {
    Kept(Box<Session<'a>>),
    New(&'a Host),
}

impl<'a> Line<'a> {
    /// Connects when something is first asked.
    pub fn new(url: &'a Url, call: &'a Call<'a>) -> Result<Self> {
        let login = Rc::new(Login::of(url, call)?);
        Ok(Self { url, call, patience: call.patience, login, session: None, runtime: Runtime::new()? })
    }

    /// Which server of the URL has answered last; the first where none has.
    pub fn at(&self) -> usize {
        let is_kept = |host: &Host| self.session.as_ref().is_some_and(|kept| std::ptr::eq(host, kept.server.host));
        self.url.hosts().iter().position(is_kept).unwrap_or(0)
    }

    /// For this long nobody has asked here, and that is not the servers' fault.
    pub fn rest(&mut self, span: Duration) {
        self.patience = self.patience.rested(span);
    }

    /// Asks what changes nothing: of several servers, where one is silent. Whoever answers is asked next time too.
    pub fn read<T>(&mut self, question: impl AsyncFn(&mut Session<'a>) -> Result<T>) -> Result<T> {
        let (kept, runtime) = (self.session.take(), &self.runtime);
        let (session, answer) = runtime.block_on(self.ask(kept, &question))?;
        self.session = Some(session);
        Ok(answer)
    }

    /// Asks for what may be asked for twice, of one server at a time: where the answer is lost, of the next one, or of
    /// the same once more. With the answer, whether that was so: then an earlier one may have been another.
    pub fn write<T>(&mut self, request: impl AsyncFn(&mut Session<'a>) -> Result<T>) -> Result<(T, bool)> {
        let (kept, runtime) = (self.session.take(), &self.runtime);
        let (session, answer) = runtime.block_on(self.insist(kept, &request))?;
        self.session = Some(session);
        Ok(answer)
    }

    async fn ask<T>(
        &self,
        kept: Option<Session<'a>>,
        question: &impl AsyncFn(&mut Session<'a>) -> Result<T>,
    ) -> Result<(Session<'a>, T)> {
        let attempt = async |candidate| self.attempt(candidate, question).await;
        if let Some(session) = kept {
            // By address: a URL may name one server twice, and then both are tried as the user wrote it.
            let is_other = |host: &&'a Host| !std::ptr::eq(*host, session.server.host);
            let others: Vec<&Host> = self.url.hosts().iter().filter(is_other).collect();
            let candidates = [Candidate::Kept(Box::new(session))].into_iter();
            match hedged(self.url, candidates.chain(others.into_iter().map(Candidate::New)), attempt).await {
                // The connection may have ended long ago, and its server be well.
                Err(error) if error.exit() == Exit::Unavailable && !self.patience.left().is_zero() => {}
                outcome => return outcome,
            }
        }
        hedged(self.url, self.url.hosts().iter().map(Candidate::New), attempt).await
    }

    async fn attempt<T>(
        &self,
        candidate: Candidate<'a>,
        question: &impl AsyncFn(&mut Session<'a>) -> Result<T>,
    ) -> Result<(Session<'a>, T)> {
        let host = match &candidate {
            Candidate::Kept(session) => session.server.host,
            Candidate::New(host) => host,
        };
        within(&endpoint(self.url, host), &self.patience, async {
            let mut session = match candidate {
                Candidate::Kept(session) => *session,
                Candidate::New(host) => self.connect(host).await?,
            };
            let answer = question(&mut session).await?;
            Ok((session, answer))
        })
        .await
    }

    async fn connect(&self, host: &'a Host) -> Result<Session<'a>> {
        connect(Server { url: self.url, host, call: self.call, login: Rc::clone(&self.login) }).await
    }

    async fn insist<T>(
        &self,
        mut kept: Option<Session<'a>>,
        request: &impl AsyncFn(&mut Session<'a>) -> Result<T>,
    ) -> Result<(Session<'a>, (T, bool))> {
        let (url, patience) = (self.url, &self.patience);
        // What was asked before and may have been done.
        let mut unknown: Option<Error> = None;
        loop {
            let session = match kept.take() {
                Some(session) => Ok(session),
                None => {
                    // A server that has just answered something: a write that is sent to a silent one costs a share
                    // of the time, and leaves its outcome unknown.
                    self.ask(None, &async |session: &mut Session<'a>| session.answers().await).await.map(|(s, ())| s)
                }
            };
            let outcome = match session {
                Ok(mut session) => {
                    let share = patience.share(url.hosts().len());
                    let answer = within(&endpoint(url, session.server.host), &share, request(&mut session)).await;
                    answer.map(|answer| (session, (answer, unknown.is_some())))
                }
                // Nothing was sent yet, so nothing is lost by giving up.
                Err(error) if unknown.is_none() => return Err(error),
                Err(error) => Err(error),
            };
            match outcome {
                Err(error) if error.exit() == Exit::Unavailable => {
                    if patience.left() <= PAUSE {
                        return Err(unanswered(unknown.unwrap_or(error)));
                    }
                    unknown = Some(error);
                    // A server that is about to restart refuses in microseconds: without a pause this would spin
                    // until it is back.
                    sleep(PAUSE).await;
                }
                outcome => return outcome,
            }
        }
    }
}

fn unanswered(error: Error) -> Error {
    Error::new(Exit::Unavailable, format!("{}; whether it did what it was asked for is not known", error.message()))
        .hint("ask again when it is back: nothing is done twice")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_was_lost_is_told_as_that() {
        let error = unanswered(Error::new(Exit::Unavailable, "h closed the connection"));
        assert_eq!(error.exit(), Exit::Unavailable);
        assert_eq!(error.message(), "h closed the connection; whether it did what it was asked for is not known");
    }
}
