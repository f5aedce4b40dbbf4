//! What is repeated until its mean is known: one number each time.

use std::array;

use crate::base::random::{Purpose, Stream};
use crate::lb::clients::Setup;
use crate::lb::policy::still::Still;
use crate::lb::policy::{Options, Policy, Request, Servers};
use crate::lb::shuffle;
use crate::lb::subset::{self, Plan};

use super::named;

/// The number of one repetition of a seed.
pub type Trial = Box<dyn Fn(u64, u64) -> Result<f64, String> + Send + Sync>;

/// So many that the limit of infinitely many is off by less than a tenth of a cell's standard error.
pub const BINS: usize = 5_000;
/// Keys and picks of a repetition.
pub const KEYS: usize = 2_000;
const PICKS: u32 = 1_000;
/// Places of a circle that are looked at, for each server: so many that what lies between them does not count.
const LOOKS: u64 = 1_600;
/// Weights of which the ring gives the first a hundred points and the second 220: 160 on average.
const WEIGHTS: [f64; 2] = [5.0, 11.0];
/// Those points.
pub const POINTS: [f64; 2] = [100.0, 220.0];
/// Items of the book whose shuffle this is about, and shuffles of a repetition.
pub const ITEMS: usize = 7;
const SHUFFLES: u32 = 1_000;

/// A policy, and requests that it is asked about.
struct Asked {
    policy: Box<dyn Policy>,
    fleet: Still,
    keys: Stream,
    random: Stream,
}

impl Asked {
    fn new(policy: &str, servers: &Servers, options: &Options, (seed, trial): (u64, u64)) -> Result<Self, String> {
        Ok(Self {
            policy: (named(policy)?.make)(servers, options)?,
            fleet: Still::of(servers),
            keys: Stream::new(seed, Purpose::Requests, trial),
            random: Stream::new(seed, Purpose::Policy(0), trial),
        })
    }

    fn pick(&mut self) -> Result<usize, String> {
        let key = self.keys.bits();
        self.home(key)
    }

    /// The server that gets a key.
    fn home(&mut self, key: u64) -> Result<usize, String> {
        let picked = self.policy.pick(&Request { key }, &mut self.fleet, &mut self.random);
        picked.ok_or_else(|| "nobody was picked".to_owned())
    }

    /// Gives so many keys away, and counts those of each server.
    fn spread(&mut self, keys: usize) -> Result<&[u32], String> {
        for _ in 0..keys {
            let server = self.pick()?;
            self.fleet.in_flight[server] += 1;
        }
        Ok(&self.fleet.in_flight)
    }
}

/// As many balls as bins, each into the emptiest of a few: the share of bins with at least `level`.
pub fn bins(choices: usize, level: u32) -> Trial {
    Box::new(move |seed, trial| {
        let options = Options { choices, ..Options::default() };
        // Nobody goes by their names, which would take longer to make than the balls to throw.
        let bins = Servers { names: vec![String::new(); BINS], weights: vec![1.0; BINS] };
        let mut asked = Asked::new("power-of-d", &bins, &options, (seed, trial))?;
        Ok(share(asked.spread(BINS)?.iter().map(|count| *count >= level)))
    })
}

/// How often the server with the least of all is among those drawn, each by itself.
pub fn least(servers: usize, choices: usize) -> Trial {
    Box::new(move |seed, trial| {
        let options = Options { choices, distinct: false, ..Options::default() };
        let mut asked = Asked::new("power-of-d", &Servers::equal(servers), &options, (seed, trial))?;
        asked.fleet.in_flight = (0..servers as u32).collect();
        let picks: Vec<usize> = (0..PICKS).map(|_| asked.pick()).collect::<Result<_, _>>()?;
        Ok(share(picks.into_iter().map(|server| server == 0)))
    })
}

/// Servers with other names in each trial: one circle has one spread, which is not the mean of all.
fn strangers(weights: Vec<f64>, (seed, trial): (u64, u64)) -> Servers {
    Servers { names: (0..weights.len()).map(|server| format!("{seed:x}-{trial:x}-{server}")).collect(), weights }
}

/// The mean square of how far these are from 1.
pub fn uneven(parts: &[f64]) -> f64 {
    parts.iter().map(|part| (part - 1.0).powi(2)).sum::<f64>() / parts.len() as f64
}

/// The mean square of how far servers' keys are from the mean, as a share of that.
pub fn unevenness(policy: &'static str, servers: usize) -> Trial {
    Box::new(move |seed, trial| {
        let fleet = strangers(vec![1.0; servers], (seed, trial));
        let mut asked = Asked::new(policy, &fleet, &Options::default(), (seed, trial))?;
        let mean = KEYS as f64 / servers as f64;
        Ok(uneven(&asked.spread(KEYS)?.iter().map(|count| f64::from(*count) / mean).collect::<Vec<_>>()))
    })
}

/// The deviation of hosts' keys, as a share of their mean, on the ring where each host has several names.
pub fn deviation(hosts: usize, names: usize, keys: usize) -> Trial {
    Box::new(move |seed, trial| {
        let fleet = strangers(vec![1.0; hosts * names], (seed, trial));
        let mut asked = Asked::new("ring", &fleet, &Options::default(), (seed, trial))?;
        let mean = keys as f64 / hosts as f64;
        let of_host = |counts: &[u32]| f64::from(counts.iter().sum::<u32>()) / mean;
        Ok(uneven(&asked.spread(keys)?.chunks(names).map(of_host).collect::<Vec<_>>()).sqrt())
    })
}

/// What is told of the parts of a circle that servers with a hundred points have, each as times its fair part. As many
/// others have more points.
pub fn parts(pairs: usize, told: fn(&[f64]) -> f64) -> Trial {
    Box::new(move |seed, trial| {
        let fleet = strangers(WEIGHTS.repeat(pairs), (seed, trial));
        let mut asked = Asked::new("ring", &fleet, &Options::default(), (seed, trial))?;
        let looks = LOOKS * 2 * pairs as u64;
        let mut counts = vec![0.0; 2 * pairs];
        for look in 0..looks {
            // Evenly over the circle, as keys drawn by chance would spread by themselves.
            counts[asked.home((look << 32) / looks)?] += 1.0;
        }
        let fair = looks as f64 * POINTS[0] / (POINTS[0] + POINTS[1]) / pairs as f64;
        Ok(told(&counts.iter().step_by(2).map(|count| count / fair).collect::<Vec<_>>()))
    })
}

/// The slots of a server in the table of two, of weight 1 and 2.
pub fn slots(server: usize) -> Result<f64, String> {
    let fleet = Servers { names: ["a", "b"].map(str::to_owned).into(), weights: vec![1.0, 2.0] };
    let mut asked = Asked::new("maglev", &fleet, &Options::default(), (0, 0))?;
    let owners = (0..65_537).map(|slot| asked.home(slot)).collect::<Result<Vec<_>, _>>()?;
    Ok(owners.into_iter().filter(|owner| *owner == server).count() as f64)
}

/// How many of the first seven turns of weights 5, 1 and 1 are those in print.
pub fn turns() -> Result<f64, String> {
    let fleet = Servers { weights: vec![5.0, 1.0, 1.0], ..Servers::equal(3) };
    let mut asked = Asked::new("smooth-weighted-round-robin", &fleet, &Options::default(), (0, 0))?;
    let turns = (0..7).map(|_| asked.pick()).collect::<Result<Vec<_>, _>>()?;
    Ok(turns.iter().zip([0, 0, 1, 0, 2, 0, 0]).filter(|(turn, printed)| *turn == printed).count() as f64)
}

/// The share of clients on the fullest node.
pub fn crowd(setup: Setup) -> Trial {
    Box::new(move |seed, trial| Ok(setup.run(seed, trial).worst))
}

/// What is told of subsets that clients draw: of the clients that each backend has.
pub fn subsets(algorithm: &'static str, plan: Plan, told: fn(&[u32]) -> f64) -> Trial {
    Box::new(move |seed, trial| {
        let algorithm = subset::find(algorithm).ok_or_else(|| format!("there is no subset `{algorithm}`"))?;
        let plan = Plan { seed: Stream::new(seed, Purpose::Shuffle, trial).bits(), ..plan };
        let (all, mut clients): (Vec<u32>, _) = ((0..plan.backends).collect(), vec![0; plan.backends as usize]);
        for client in 0..plan.clients {
            (algorithm.choose)(&plan, client, &all).into_iter().for_each(|backend| clients[backend as usize] += 1);
        }
        Ok(told(&clients))
    })
}

/// The share of shuffles that put this item first.
pub fn first(algorithm: &'static str, item: u32) -> Trial {
    Box::new(move |seed, trial| {
        let algorithm = shuffle::by_name(algorithm).ok_or_else(|| format!("there is no shuffle `{algorithm}`"))?;
        let mut random = Stream::new(seed, Purpose::Shuffle, trial);
        // Not by a tally, which looks at all 5,040 orders in the end.
        let heads = (0..SHUFFLES).map(|_| {
            let mut items: [u32; ITEMS] = array::from_fn(|item| item as u32);
            (algorithm.shuffle)(&mut items, &[1.0; ITEMS], &mut random);
            items[0]
        });
        Ok(share(heads.map(|head| head == item)))
    })
}

/// The share that is true.
pub fn share(all: impl ExactSizeIterator<Item = bool>) -> f64 {
    let count = all.len() as f64;
    all.filter(|is| *is).count() as f64 / count
}
