//! How a queue stands, as the scripts say it.

use std::collections::BTreeMap;
use std::time::Duration;

use redis::{FromRedisValue, ParsingError, Value};
use serde::{Deserialize, Serialize};

use crate::base::error::{Error, Result};
use crate::lock::queue::{self, Mode};
use crate::lock::session::Standing;
use crate::lock::token::Token;
use crate::lock::{About, Bid, Contender, Left};

/// What a script answers.
pub struct Answered {
    pub done: bool,
    now_ms: u64,
    records: BTreeMap<String, String>,
    deadlines: BTreeMap<String, u64>,
}

impl FromRedisValue for Answered {
    fn from_redis_value(value: Value) -> Result<Self, ParsingError> {
        let (done, now_ms, records, deadlines) = redis::from_redis_value(value)?;
        Ok(Self { done, now_ms, records, deadlines })
    }
}

/// What is stored of a contender. The script puts `seq` in front, and looks for `ttl_ms`, so this order stays.
#[derive(Serialize, Deserialize)]
struct Record {
    #[serde(skip_serializing)]
    seq: u64,
    ttl_ms: u64,
    mode: String,
    #[serde(flatten)]
    about: About,
}

/// The record of a contender, as the script wants it.
pub fn record(bid: &Bid, ttl_ms: u64) -> Result<String> {
    let record = Record { seq: 0, ttl_ms, mode: bid.mode.to_string(), about: bid.about.clone() };
    serde_json::to_string(&record).map_err(Error::unwritable)
}

/// A queue at one moment of the server.
pub struct Standings {
    /// In the order in which they came.
    places: Vec<Place>,
    modes: Vec<Mode>,
}

/// One contender's place.
pub struct Place {
    pub token: String,
    pub fence: u64,
    pub ttl: Duration,
    pub left: Duration,
    about: About,
}

impl Standings {
    /// `queue` is what messages call it.
    pub fn of(answered: &Answered, queue: &str) -> Result<Self> {
        let mut places = Vec::new();
        for (token, text) in &answered.records {
            // Without a deadline it is what somebody left behind who took the deadlines away.
            let Some(deadline) = answered.deadlines.get(token) else { continue };
            let refused = |why: String| {
                Error::data(format!("{queue} holds what is no record of a contender: {why}"))
                    .hint("somebody else wrote it; gosys lock break or redis-cli hdel takes it away")
            };
            let record: Record = serde_json::from_str(text).map_err(|error| refused(error.to_string()))?;
            // A mode of a later gosys: who holds cannot be told, so nobody may.
            let mode: Mode = record.mode.parse().map_err(refused)?;
            let left = Duration::from_millis(deadline.saturating_sub(answered.now_ms));
            let ttl = Duration::from_millis(record.ttl_ms);
            let place = Place { token: token.clone(), fence: record.seq, ttl, left, about: record.about };
            places.push((place, mode));
        }
        // A hash has no order of its own.
        places.sort_by_key(|(place, _)| place.fence);
        let (places, modes) = places.into_iter().unzip();
        Ok(Self { places, modes })
    }

    pub fn place(&self, token: &Token) -> Option<&Place> {
        self.at(token).map(|at| &self.places[at])
    }

    fn at(&self, token: &Token) -> Option<usize> {
        self.places.iter().position(|place| place.token == token.reveal())
    }

    pub fn standing(&self, token: &Token) -> Option<Standing> {
        let at = self.at(token)?;
        let holds = queue::holds(&self.modes, at);
        Some(if holds { Standing::Holds(Some(self.places[at].fence)) } else { Standing::Waits })
    }

    /// Of whom one has to go before this contender can hold.
    pub fn in_the_way(&self, token: &Token) -> Vec<&Place> {
        let way = self.at(token).map(|at| queue::in_the_way(&self.modes, at)).unwrap_or_default();
        way.into_iter().map(|at| &self.places[at]).collect()
    }

    /// How long this can last at least until somebody's time is over.
    pub fn lasts_for_all(&self) -> Option<Duration> {
        self.places.iter().map(|place| place.left).min()
    }

    /// The token that a list shows as this.
    pub fn token(&self, id: &str) -> Option<&str> {
        self.places.iter().map(|place| &*place.token).find(|token| public(token) == id)
    }

    pub fn contenders(self) -> Vec<Contender> {
        let held: Vec<bool> = (0..self.modes.len()).map(|at| queue::holds(&self.modes, at)).collect();
        let each = self.places.into_iter().zip(self.modes).zip(held);
        each.map(|((place, mode), holds)| Contender {
            id: public(&place.token),
            mode,
            holds,
            fence: Some(place.fence),
            about: place.about,
            left: Some(Left::For(place.left)),
        })
        .collect()
    }
}

/// What lists show of a token, or of what others put in its place.
pub fn public(text: &str) -> String {
    text.parse::<Token>().map_or_else(|_| text.chars().take(16).collect(), |token| token.id().to_owned())
}
