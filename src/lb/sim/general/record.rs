//! Counting what the general engine does, from the end of the warm-up on.

use super::server::Server;
use crate::lb::sim::plan::Piece;
use crate::lb::sim::tally::{Counts, Tally};
use crate::lb::sim::{Stopped, little};

/// The findings of a piece while it runs.
pub struct Record {
    piece: Piece,
    tally: Tally,
    finished: u64,
    /// When counting began.
    begun: Option<f64>,
    /// Work that servers had done then.
    busy: f64,
    /// Of the batch that is not full yet.
    sum: f64,
    count: u64,
    /// Requests present, added up over time; and the same from their side.
    present: f64,
    spent: f64,
}

impl Record {
    pub fn new(piece: &Piece, servers: usize) -> Self {
        let tally = Tally { warm_up: piece.warm_up, per_server: vec![0; servers], ..Tally::default() };
        let (busy, sum, count, present, spent) = (0.0, 0.0, 0, 0.0, 0.0);
        Self { piece: *piece, tally, finished: 0, begun: None, busy, sum, count, present, spent }
    }

    /// Requests that are over, those of the warm-up as well.
    pub fn finished(&self) -> u64 {
        self.finished
    }

    /// Whether as many requests were counted as the piece has.
    pub fn is_full(&self) -> bool {
        self.tally.requests() >= self.piece.requests
    }

    /// What went another way, to be added to.
    pub fn counts(&mut self) -> &mut Counts {
        &mut self.tally.counts
    }

    /// So much time passes with so many requests present.
    pub fn pass(&mut self, span: f64, open: usize) {
        if self.begun.is_some() {
            self.present += open as f64 * span;
        }
    }

    /// Begins to count, once the warm-up is over.
    pub fn open(&mut self, now: f64, servers: &mut [Server]) {
        if self.begun.is_none() && self.finished >= self.piece.warm_up {
            self.begun = Some(now);
            // What was begun before and ends later counts from now on, on both sides of Little's law.
            self.busy = busy(servers, now);
            self.tally.counts = Counts::default();
        }
    }

    /// An attempt went to this server.
    pub fn sent(&mut self, server: usize) {
        // Attempts and not requests: a retry is work for its server like any other.
        self.tally.per_server[server] += u64::from(self.begun.is_some());
    }

    /// A request is over that came at `arrived`.
    pub fn finish(&mut self, arrived: f64, now: f64, succeeded: bool) {
        self.finished += 1;
        let Some(begun) = self.begun else { return };
        let time = now - arrived;
        self.spent += now - arrived.max(begun);
        self.tally.times += time;
        self.tally.histogram.add(time);
        self.tally.counts.failed += u64::from(!succeeded);
        (self.sum, self.count) = (self.sum + time, self.count + 1);
        // The last batch may stay open, where requests are no multiple: means of unequal length are not alike.
        if self.count >= self.piece.requests / self.piece.batches {
            self.tally.batches.push(self.sum / self.count as f64);
            (self.sum, self.count) = (0.0, 0);
        }
    }

    /// The end, with the arrivals of requests that are not over.
    pub fn close(
        &mut self,
        now: f64,
        open: impl Iterator<Item = f64>,
        servers: &mut [Server],
    ) -> Result<Tally, Stopped> {
        let begun = self.begun.unwrap_or(now);
        self.spent += open.map(|arrived| now - arrived.max(begun)).sum::<f64>();
        if self.begun.is_some() {
            little(self.present, self.spent)?;
        }
        self.tally.span = now - begun;
        self.tally.idle = self.tally.span * servers.len() as f64 - (busy(servers, now) - self.busy);
        Ok(std::mem::take(&mut self.tally))
    }
}

fn busy(servers: &mut [Server], now: f64) -> f64 {
    let busy = |server: &mut Server| {
        server.advance(now);
        server.busy
    };
    servers.iter_mut().map(busy).sum()
}
