//! `lb simulate`: how long requests take under a policy.

use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::experiment::{FleetArgs, Share, in_scenario, portion, tell_cut_short};
use super::picture::PictureArgs;
use super::policy::find;
use super::staged::Staged;
use super::workers::Crew;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::named::one_of;
use crate::base::out::{Format, Out, Record};
use crate::base::picture::{Axis, Heat, Line, Picture, Plot, Point, Scale, text};
use crate::base::random::GENERATOR;
use crate::base::verb::{Context, Run};
use crate::base::watchdog::Watchdog;
use crate::lb::policy::{self, Options, Sampling, names};
use crate::lb::sim::course::Course;
use crate::lb::sim::general::{self, model::Model};
use crate::lb::sim::plan::Plan;
use crate::lb::sim::tally::{Counts, Tally, Times};
use crate::lb::stats::batch::CONFIDENCE;
use crate::lb::theory::{self, Known};

/// Of times, where a scenario does not say how long a request takes.
pub const UNIT: &str = "mean service times";
/// Requests of a picture over time: in a longer one nothing could be told apart.
const GLANCE: u64 = 20_000;

/// Simulate a fleet of servers behind a load balancer
///
/// Requests come to one balancer, which sends each to one of the servers; there they wait in a queue in the order of
/// their arrival. Times are in units of the mean service time. The mean has its standard error by batch means, so it
/// is right for times that depend on each other; where theory knows the answer, it stands beside it. Little's law is
/// checked on every run. The same seed gives the same bytes for any number of --jobs.
///
/// A scenario says more, in YAML: `load: 0.9`, `rate: 5`, `clients: 20` with `think: 10`, or `trace: FILE` for the
/// requests, with `arrivals:`, `service:`, `keys: {count: 1000, zipf: 1.1}` and `service_ms: 12` for times in
/// milliseconds; `servers:` as a list of `{count: 10, rate: 1, concurrency: 1, discipline: ps, queue: 50, weight: 1}`; a
/// `timeline:` of `{at: 100, servers: [0, 1], slow: 3}`, or `fail: true`, `recover: true`,
/// `rollout: {down: 5, every: 10}`; `balancers: 3`, each with a `subset: {size: 5, algorithm: aperture}` and a view as
/// old as its `bulletin: 10`; `timeout: 20`, `retries: {limit: 2, budget: 0.2}`, `hedge: 5`, `health: 1` for how often
/// balancers look who is up, and `slow_start: 50`; `policy`, `choices`, `sampling`, `beta`, `bound`, `decay`, `bias`,
/// `requests`, `warm_up`, `end` and `seed`. A server works on what nobody waits for any more. `man gosys-lb` explains every
/// key. Beside a scenario --policy, --requests, --warm-up and --seed take the place of its keys, and other flags that say
/// what it says are refused.
#[derive(clap::Args)]
pub struct Simulate {
    /// A file that says more than flags can
    #[arg(value_name = "SCENARIO.yaml")]
    scenario: Option<PathBuf>,
    /// Who gets the next request, whatever a scenario says; rr, lc and p2c are short for round-robin, least-connections and power-of-d with two
    /// choices, p3c with three [default: power-of-d]
    #[arg(long, value_name = "NAME", value_parser = one_of(names), hide_possible_values = true)]
    policy: Option<String>,
    /// How much of what the servers can do is asked of them, below 1 [default: 0.9]
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true, value_parser = portion)]
    load: Option<f64>,
    #[command(flatten)]
    fleet: FleetArgs,
    /// Go on, twice as long each time, until the standard error is this share of the mean
    #[arg(long, value_name = "SHARE")]
    target_se: Option<Share>,
    #[command(flatten)]
    pictures: PictureArgs,
}

impl Run for Simulate {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let watchdog = Watchdog::start(context.settings.timeout()?, &context.out);
        let (subject, tally) = match &self.scenario {
            Some(path) => self.scenario(path, &watchdog, &context.out)?,
            None => self.flags(&watchdog, &context.out)?,
        };
        tell_cut_short(subject.plan.cut_short(), &context.out);
        let mut pictures = vec![spread(&tally, subject.unit)];
        pictures.extend(tally.course.as_ref().map(|course| over_time(course, subject.unit)));
        // Before the pictures: a full disk costs those, not hours of work.
        context.out.record(&Simulated::of(subject, tally))?;
        // Other formats have the numbers in their record, and who reads those draws by itself.
        if context.out.format() == Format::Text {
            for picture in &pictures {
                let drawn = text::draw(picture, context.out.screen());
                context.out.data(format!("\n{drawn}"))?;
            }
        }
        self.pictures.write("gosys lb simulate", &pictures)?;
        Ok(Exit::Ok)
    }
}

impl Simulate {
    fn flags(&self, watchdog: &Watchdog, out: &Out) -> Result<(Subject, Tally)> {
        let fleet = self.fleet.clone().read()?;
        let policy = self.policy.as_deref().unwrap_or(policy::DEFAULT);
        fleet.heeded(&[policy.to_owned()])?;
        let setup = fleet.setup(policy, self.load)?;
        let plan = setup.plan(fleet.seed(), fleet.effort.requests(), fleet.effort.warm_up);
        let crew = Crew { jobs: fleet.effort.jobs, watchdog, out };
        let mut tally = self.rounds(plan, &|plan| crew.fast(&setup, plan))?;
        if self.pictures.any() {
            // The fast engine does not know what its servers have over time; the other one, for a while, does.
            let glance = setup.plan(fleet.seed(), fleet.effort.requests().min(GLANCE), Some(0)).whole();
            let model = Model::of(&setup);
            tally.course = crew.run(&glance, &|piece, go_on| general::run(&model, piece, go_on))?.course;
        }
        let subject = Subject {
            policy: setup.policy.name,
            load: Some(setup.load),
            seed: fleet.seed(),
            theory: theory::known(&setup),
            arrivals: setup.arrivals.name(),
            service: setup.service.name(),
            unit: UNIT,
            options: setup.options,
            plan,
        };
        Ok((subject, tally))
    }

    fn scenario(&self, path: &Path, watchdog: &Watchdog, out: &Out) -> Result<(Subject, Tally)> {
        if self.load.is_some() {
            return Err(in_scenario("--load"));
        }
        let effort = self.fleet.beside_scenario()?;
        let instead = self.policy.as_deref().map(find).transpose()?;
        let kind = instead.map(|(kind, _)| kind);
        let staged = Staged::read(path, &effort, instead.map(|choice| (choice, kind.as_slice())))
            .map_err(|error| meant_as_policy(error, path))?;
        if self.target_se.is_some() && staged.model.is_story() {
            // Its times depend on when a request came: more rounds would never bring them nearer to one mean.
            return Err(Error::usage("--target-se is for what can go on: a timeline, a trace and an end cannot")
                .hint("other seeds, to see how far the result depends on chance"));
        }
        let crew = Crew { jobs: effort.jobs, watchdog, out };
        let tally = staged.counted(self.rounds(staged.plan, &|plan| staged.run(plan, &crew))?)?;
        let load = staged.load();
        let Staged { model, plan, seed, unit, .. } = staged;
        let subject = Subject {
            policy: model.policy.name,
            load,
            seed,
            theory: theory::known_of(&model),
            arrivals: model.arrivals.name(),
            service: model.service.name(),
            unit,
            options: model.options,
            plan,
        };
        Ok((subject, tally))
    }

    /// Runs until the error is small enough, or once.
    fn rounds(&self, mut plan: Plan, run: &dyn Fn(&Plan) -> Result<Tally>) -> Result<Tally> {
        let mut all = Tally::default();
        loop {
            all.merge(&run(&plan)?);
            let time = all.time();
            if self.target_se.is_none_or(|Share(target)| time.se <= target * time.mean) {
                return Ok(all);
            }
            // Batches twice as long: merged with shorter ones they would not weigh the same.
            if plan.double() {
                all.halve();
            }
        }
    }
}

/// With what helps whoever gives a policy's name in the place of the file.
fn meant_as_policy(error: Error, path: &Path) -> Error {
    match path.to_str().filter(|name| error.exit() == Exit::Io && policy::meant(name).is_some()) {
        Some(name) => error.hint(format!("--policy {name}")),
        None => error,
    }
}

/// What was simulated.
struct Subject {
    policy: &'static str,
    /// `None` where it follows from something else.
    load: Option<f64>,
    seed: u64,
    theory: Option<Known>,
    arrivals: &'static str,
    service: &'static str,
    unit: &'static str,
    options: Options,
    /// Of its first round.
    plan: Plan,
}

/// How long requests take: the share that takes longer, against the time.
fn spread(tally: &Tally, unit: &str) -> Picture {
    let point = |step: u32| {
        let longer = 10_f64.powf(-f64::from(step) / 10.0);
        Point { x: tally.histogram.percentile(1.0 - longer), y: longer, error: 0.0 }
    };
    // Percentiles that fewer than ten requests stand behind say nothing.
    let last = (10.0 * (tally.requests() as f64 / 10.0).log10()).clamp(1.0, 60.0) as u32;
    Picture::Plot(Plot {
        title: "Share of requests that take longer".to_owned(),
        x: Axis { name: format!("time, in {unit}"), scale: Scale::Linear },
        y: Axis { name: "share".to_owned(), scale: Scale::Logarithmic },
        lines: vec![Line { name: "measured".to_owned(), points: (0..=last).map(point).collect() }],
    })
}

/// How much servers have to do over time.
fn over_time(course: &Course, unit: &str) -> Picture {
    let row = |row: Range<usize>| match row.len() {
        1 => row.start.to_string(),
        _ => format!("{}-{}", row.start, row.end - 1),
    };
    let rows: Vec<String> = course.rows().map(row).collect();
    let start = |column: usize| format!("{:.5}", column as f64 * course.width);
    let short = |text: String| text.trim_end_matches('0').trim_end_matches('.').to_owned();
    Picture::Heat(Heat {
        title: "Requests at a server over time".to_owned(),
        row_axis: "server".to_owned(),
        column_axis: format!("time, in {unit}"),
        columns: (0..course.columns.len()).map(|column| short(start(column))).collect(),
        values: (0..rows.len()).map(|row| course.columns.iter().map(|column| column[row]).collect()).collect(),
        rows,
        middle: None,
        reach: None,
    })
}

/// `gosys.lb-simulate.v1`. Times are in `unit`.
#[derive(Serialize)]
struct Simulated {
    schema: &'static str,
    policy: &'static str,
    servers: usize,
    /// Null in a closed loop, and for a trace.
    load: Option<f64>,
    requests: u64,
    seed: u64,
    generator: &'static str,
    #[serde(flatten)]
    times: Times,
    /// Null where no time passed.
    utilisation: f64,
    /// The mean time by theory; null where none is known.
    theory: Option<f64>,
    /// Requests.
    per_server: Vec<u64>,
    choices: usize,
    sampling: &'static str,
    arrivals: &'static str,
    service: &'static str,
    /// Requests that were not counted.
    warm_up: u64,
    /// Whether these were as many as queues of this load may need to fill.
    settled: bool,
    /// Jain's index of `per_server`.
    fairness: f64,
    theory_model: Option<&'static str>,
    /// False for a limit that is only near.
    theory_exact: Option<bool>,
    theory_p50: Option<f64>,
    theory_p90: Option<f64>,
    theory_p99: Option<f64>,
    theory_p999: Option<f64>,
    unit: &'static str,
    #[serde(flatten)]
    counts: Counts,
    #[serde(skip)]
    half_width: f64,
}

impl Simulated {
    fn of(subject: Subject, tally: Tally) -> Self {
        let known = subject.theory;
        let by_theory = |share| known.as_ref().and_then(|known| known.percentile(share));
        Self {
            schema: "gosys.lb-simulate.v1",
            policy: subject.policy,
            servers: tally.per_server.len(),
            load: subject.load,
            requests: tally.requests(),
            seed: subject.seed,
            generator: GENERATOR,
            times: tally.times_in(1.0),
            utilisation: tally.utilisation(),
            theory: known.map(|known| known.mean),
            choices: subject.options.choices,
            sampling: Sampling::name(&subject.options),
            arrivals: subject.arrivals,
            service: subject.service,
            warm_up: tally.warm_up,
            settled: subject.plan.settled(),
            fairness: tally.fairness(),
            theory_model: known.map(|known| known.model),
            theory_exact: known.map(|known| known.exact),
            theory_p50: by_theory(0.5),
            theory_p90: by_theory(0.9),
            theory_p99: by_theory(0.99),
            theory_p999: by_theory(0.999),
            unit: subject.unit,
            counts: tally.counts,
            half_width: tally.time().half_width(CONFIDENCE),
            per_server: tally.per_server,
        }
    }

    fn per_server(&self) -> String {
        let (least, most) = (self.per_server.iter().min(), self.per_server.iter().max());
        format!("{} to {}", least.copied().unwrap_or(0), most.copied().unwrap_or(0))
    }
}

impl Record for Simulated {
    fn text(&self) -> String {
        let Self { policy, servers, requests, warm_up, seed, generator, counts, .. } = self;
        let load = self.load.map_or("-".to_owned(), |load| load.to_string());
        let mut text = format!(
            "policy        {policy}\nservers       {servers}\nload          {load}, {} arrivals, {} service\n\
             requests      {requests} after {warm_up}\nseed          {seed} ({generator})\n",
            self.arrivals, self.service
        );
        let near = if self.theory_exact == Some(false) { "near " } else { "" };
        let theory = |value: Option<f64>| value.map_or(String::new(), |value| format!("  theory {near}{value:.4}"));
        let model = self.theory_model.map_or(String::new(), |model| format!(" ({model})"));
        let unit = if self.unit == UNIT { "" } else { self.unit };
        // A single batch says nothing of how far off it is.
        let known = Some(self.half_width).filter(|width| width.is_finite());
        let width = known.map_or(String::new(), |width| format!(" ± {width:.4}"));
        let time = format!("{:.4}{width} {unit}", self.times.mean_time);
        let time = time.trim_end();
        text += &format!("mean time     {time}{}{model}\n", theory(self.theory));
        let percentiles = [
            ("p50", self.times.p50, self.theory_p50),
            ("p90", self.times.p90, self.theory_p90),
            ("p99", self.times.p99, self.theory_p99),
            ("p99.9", self.times.p999, self.theory_p999),
        ];
        for (name, measured, known) in percentiles {
            text += &format!("{name:<14}{measured:.4}{}\n", theory(known));
        }
        if *counts != Counts::default() {
            let Counts { failed, timeouts, rejected, retries, hedges } = counts;
            text += &format!("failed        {failed}; {timeouts} timeouts, {rejected} rejected\n");
            text += &format!("again         {retries} retries, {hedges} hedges\n");
        }
        let utilisation = if self.utilisation.is_nan() { "-".to_owned() } else { format!("{:.4}", self.utilisation) };
        text + &format!(
            "utilisation   {utilisation}\nfairness      {:.6}\nper server    {} requests\n",
            self.fairness,
            self.per_server()
        )
    }
}
