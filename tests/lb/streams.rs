//! Common random numbers: whatever a policy does, the requests that it meets are the same, to the last bit.

use std::sync::Mutex;

use gosys::base::random::Stream;
use gosys::lb::policy::{Fleet, Kind, Options, POLICIES, Policy, Request, Servers, find};
use gosys::lb::sim::general::model::{Arrivals, Model};
use gosys::lb::sim::general::{run, server::Traits};
use gosys::lb::sim::law::{ARRIVALS, SERVICES, Spec};
use gosys::lb::sim::plan::{Piece, Plan};
use gosys::lb::sim::tally::Tally;
use gosys::lb::sim::{Setup, fast};

/// Sends in turn, whatever it draws before that.
struct Greedy {
    draws: u32,
    next: usize,
}

impl Policy for Greedy {
    fn pick(&mut self, _: &Request, fleet: &mut dyn Fleet, random: &mut Stream) -> Option<usize> {
        (0..self.draws).for_each(|_| {
            random.bits();
        });
        self.next = (self.next + 1) % fleet.len();
        Some(self.next)
    }
}

fn kind(draws: u32) -> &'static Kind {
    const NONE: Kind = greedy(|_: &Servers, _: &Options| Ok(Box::new(Greedy { draws: 0, next: 0 })));
    const MANY: Kind = greedy(|_: &Servers, _: &Options| Ok(Box::new(Greedy { draws: 7, next: 0 })));
    static KINDS: [Kind; 2] = [NONE, MANY];
    &KINDS[usize::from(draws > 0)]
}

const fn greedy(make: gosys::lb::policy::Make) -> Kind {
    Kind {
        name: "greedy",
        about: "",
        source: "",
        by_key: false,
        weighs: false,
        by_load: false,
        takes: &[],
        hash: |_| 0,
        make,
    }
}

fn setup(policy: &'static Kind, arrivals: &str, service: &str) -> Setup {
    Setup {
        policy,
        options: Options::default(),
        servers: Servers::equal(5),
        load: 0.8,
        arrivals: Spec::parse(ARRIVALS, arrivals).unwrap(),
        service: Spec::parse(SERVICES, service).unwrap(),
    }
}

fn piece() -> Piece {
    Plan::new((0.8, 4.0), 11, 4000, Some(500)).whole().pieces()[0]
}

fn general(model: &Model) -> Tally {
    run(model, &piece(), &mut |_| true).unwrap()
}

/// All that a run is made of, without rounding.
fn bits(tally: &Tally) -> (u64, u64, Vec<u64>, Vec<u64>) {
    let batches = tally.batches.iter().map(|batch| batch.to_bits()).collect();
    (tally.times.to_bits(), tally.span.to_bits(), tally.per_server.clone(), batches)
}

#[test]
fn what_a_policy_draws_is_not_taken_from_the_requests() {
    for arrivals in ["poisson", "bursty:length=20"] {
        for service in ["exponential", "lognormal:cv=2", "bimodal"] {
            let of = |draws: u32| setup(kind(draws), arrivals, service);
            let quick = |draws: u32| bits(&fast::run(&of(draws), &piece(), &mut |_| true).unwrap());
            assert_eq!(quick(0), quick(7), "{arrivals}, {service}");
            let slow = |draws: u32| bits(&general(&Model::of(&of(draws))));
            assert_eq!(slow(0), slow(7), "{arrivals}, {service}");
        }
    }
}

/// The moments at which requests came, and their keys.
static MET: Mutex<Vec<(u64, u64)>> = Mutex::new(Vec::new());

/// Looks at what another policy meets.
struct Witness(Box<dyn Policy>);

impl Policy for Witness {
    fn pick(&mut self, request: &Request, fleet: &mut dyn Fleet, random: &mut Stream) -> Option<usize> {
        MET.lock().unwrap().push((fleet.now().to_bits(), request.key));
        self.0.pick(request, fleet, random)
    }

    fn ended(&mut self, end: &gosys::lb::policy::End, now: f64) {
        self.0.ended(end, now);
    }
}

#[test]
fn every_policy_meets_the_same_moments_and_keys() {
    static INSIDE: Mutex<&str> = Mutex::new("random");
    static WITNESS: Kind = greedy(|servers: &Servers, options: &Options| {
        let inside = find(*INSIDE.lock().unwrap()).unwrap();
        Ok(Box::new(Witness((inside.make)(servers, options)?)))
    });
    let met = |name: &'static str| {
        *INSIDE.lock().unwrap() = name;
        general(&Model::of(&setup(&WITNESS, "poisson", "exponential")));
        // Which requests are the last to be counted depends on when they end.
        let mut met = std::mem::take(&mut *MET.lock().unwrap());
        met.truncate(4400);
        met
    };
    let wanted = met("random");
    assert_eq!(wanted.len(), 4400);
    for kind in POLICIES {
        assert_eq!(met(kind.name), wanted, "{}", kind.name);
    }
}

#[test]
fn a_request_takes_as_long_wherever_it_goes() {
    // So many servers that nobody waits: the times are the work, in the order in which requests end.
    let alone = |name: &str| {
        let arrivals = Arrivals::Open { law: Spec::parse(ARRIVALS, "deterministic").unwrap(), rate: 0.1 };
        let service = Spec::parse(SERVICES, "bimodal").unwrap();
        let options = Options { choices: 1, ..Options::default() };
        let server = Traits { concurrency: 100, ..Traits::default() };
        general(&Model::plain((find(name).unwrap(), options), arrivals, service, vec![server; 4]))
    };
    let wanted = alone("round-robin");
    for kind in POLICIES {
        let found = alone(kind.name);
        assert_eq!((found.times, found.batches), (wanted.times, wanted.batches.clone()), "{}", kind.name);
    }
}

/// What policies drew, and the keys that they met.
static DRAWN: Mutex<Vec<(u64, u64)>> = Mutex::new(Vec::new());

/// Draws once for each request, and sends it to the first server.
struct Recorder;

impl Policy for Recorder {
    fn pick(&mut self, request: &Request, _: &mut dyn Fleet, random: &mut Stream) -> Option<usize> {
        DRAWN.lock().unwrap().push((random.bits(), request.key));
        Some(0)
    }
}

#[test]
fn no_two_streams_are_the_same_numbers() {
    static RECORDER: Kind = Kind { by_key: true, ..greedy(|_: &Servers, _: &Options| Ok(Box::new(Recorder))) };
    let setup = Setup { servers: Servers::equal(1), ..setup(&RECORDER, "poisson", "exponential") };
    let three = Model { balancers: 3, ..Model::of(&setup) };
    let runs: [&dyn Fn() -> Tally; 2] = [&|| general(&three), &|| fast::run(&setup, &piece(), &mut |_| true).unwrap()];
    for run in runs {
        run();
        let drawn = std::mem::take(&mut *DRAWN.lock().unwrap());
        assert!(drawn.len() >= 4500, "{}", drawn.len());
        // Of 64 bits two are never the same by chance; of one stream read twice half of them would be.
        let mut all: Vec<u64> = drawn.iter().flat_map(|(bits, key)| [*bits, *key]).collect();
        all.sort_unstable();
        assert!(all.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
