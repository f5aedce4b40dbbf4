//! How a run is cut into pieces, whatever number of threads will do them.

/// Batches of a round: enough to find out how long a batch has to be.
const BATCHES: u64 = 1024;
/// More pieces would serve more cores than machines have.
const PIECES_MAX: u64 = 256;
/// A piece is at least so many times as long as the warm-up in front of it.
const WORTH: f64 = 16.0;
/// Relaxation times until the empty beginning is forgotten: 1 % of it is left.
const RELAXATIONS: f64 = 5.0;

/// A piece of a run: its requests are its own, and so are its queues, which are empty at the beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    pub seed: u64,
    pub number: u64,
    /// Requests before the first that counts.
    pub warm_up: u64,
    pub requests: u64,
    pub batches: u64,
}

/// A run of as many requests, and as many again in each further round.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    seed: u64,
    warm_up: u64,
    /// What it would have to be for queues of this load.
    needed: u64,
    /// Whether it is less although nobody said so.
    is_cut: bool,
    round: u64,
    requests: u64,
    pieces: u64,
    /// Pieces of all rounds so far.
    done: u64,
}

impl Plan {
    /// The first round of requests that come at this rate and make up this load; without a `warm_up` it is as long as
    /// queues of this load need.
    pub fn new((load, rate): (f64, f64), seed: u64, requests: u64, warm_up: Option<u64>) -> Self {
        let wanted = needed(load) * rate;
        // Each piece begins empty: where that is not to be forgotten there is one beginning only.
        let is_whole = warm_up.is_some_and(|warm_up| warm_up < wanted as u64);
        let warmed = warm_up.map_or(wanted, |warm_up| warm_up as f64).max(1.0);
        let worth = if is_whole { 1.0 } else { requests as f64 / (WORTH * warmed) };
        // Who asks for a few requests does not want to wait for millions.
        let needed = wanted as u64;
        let is_cut = warm_up.is_none() && requests < needed;
        let warm_up = warm_up.unwrap_or(needed.min(requests));
        Self { seed, warm_up, needed, is_cut, round: 0, requests, pieces: 1, done: 0 }.cut(worth as u64)
    }

    /// Whether the warm-up is as long as queues of this load may need to fill.
    pub fn settled(&self) -> bool {
        self.warm_up >= self.needed
    }

    /// How long it would have to be, where it is shorter only because few requests were asked for.
    pub fn cut_short(&self) -> Option<u64> {
        self.is_cut.then_some(self.needed)
    }

    /// The same in one piece, for what has a beginning.
    #[must_use]
    pub fn whole(self) -> Self {
        self.cut(1)
    }

    /// The same in about so many pieces, for whoever knows that the warm-up is long enough for each.
    #[must_use]
    pub fn cut(self, pieces: u64) -> Self {
        let pieces = pieces.clamp(1, PIECES_MAX.min(self.requests.max(1)));
        // A power of two, so that two, four or eight threads have as much to do each.
        Self { pieces: 1 << pieces.ilog2(), ..self }
    }

    /// The pieces of this round.
    pub fn pieces(&self) -> Vec<Piece> {
        let begin = |piece: u64| (u128::from(piece) * u128::from(self.requests) / u128::from(self.pieces)) as u64;
        (0..self.pieces)
            .map(|piece| {
                let requests = begin(piece + 1) - begin(piece);
                let batches = (BATCHES / self.pieces).min(requests);
                Piece { seed: self.seed, number: self.done + piece, warm_up: self.warm_up, requests, batches }
            })
            .collect()
    }

    /// Requests of this round, those of warm-ups as well.
    pub fn work(&self) -> u64 {
        self.requests.saturating_add(self.pieces.saturating_mul(self.warm_up))
    }

    /// The next round: as many requests as all rounds before. True where its batches are twice as long as theirs.
    pub fn double(&mut self) -> bool {
        self.done += self.pieces;
        self.round += 1;
        // The second round is as long as the first.
        let longer = self.round > 1;
        if longer {
            self.requests *= 2;
        }
        longer
    }
}

/// How long the queue of a server needs to forget its beginning. Any policy that looks at the servers forgets sooner
/// than one that does not, which has the relaxation time of M/M/1.
pub fn needed(load: f64) -> f64 {
    RELAXATIONS / (1.0 - load.sqrt()).powi(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(requests: u64, pieces: u64) -> Plan {
        Plan { seed: 1, warm_up: 10, needed: 10, is_cut: false, round: 0, requests, pieces, done: 0 }
    }

    #[test]
    fn pieces_make_up_the_whole() {
        for (requests, pieces) in [(1_000_000, 8), (1_001, 4), (3, 1), (7, 4)] {
            let all = plan(requests, pieces).pieces();
            assert_eq!(all.len() as u64, pieces);
            assert_eq!(all.iter().map(|piece| piece.requests).sum::<u64>(), requests);
            assert!(all.iter().all(|piece| piece.batches >= 1 && piece.batches <= piece.requests));
            assert!(all.iter().map(|piece| piece.number).eq(0..pieces));
        }
    }

    #[test]
    fn rounds_double_and_their_pieces_go_on() {
        let mut plan = plan(1000, 4);
        let mut batches = Vec::new();
        let mut done = 0;
        for round in 0..4 {
            let pieces = plan.pieces();
            assert_eq!(pieces[0].number, 4 * round);
            let requests: u64 = pieces.iter().map(|piece| piece.requests).sum();
            assert_eq!(requests, if done == 0 { 1000 } else { done });
            done += requests;
            batches.push(plan.double());
        }
        assert_eq!(batches, [false, true, true, true]);
    }

    #[test]
    fn a_warm_up_that_is_cut_short_says_so() {
        // At a load of 0.5 each of 50 requests in a unit of time: 5 relaxation times of 11.66.
        let plan = |requests, warm_up| Plan::new((0.5, 50.0), 1, requests, warm_up);
        let says = |plan: Plan| (plan.settled(), plan.cut_short());
        assert_eq!([says(plan(2914, None)), says(plan(2913, None))], [(true, None), (false, Some(2914))]);
        // Whoever says how long it is knows that.
        assert_eq!([says(plan(100, Some(2914))), says(plan(100, Some(50)))], [(true, None), (false, None)]);
    }

    #[test]
    fn who_wants_to_see_the_beginning_sees_one() {
        let pieces = |warm_up| Plan::new((0.5, 50.0), 1, 10_000_000, warm_up).pieces().len();
        assert_eq!([pieces(None), pieces(Some(100_000))], [128, 4]);
        // 256 empty beginnings would make the mean far too small.
        assert_eq!([pieces(Some(0)), pieces(Some(100))], [1, 1]);
    }
}
