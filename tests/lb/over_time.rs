//! What servers have to do over time: found by the engine, and drawn.

use std::fs;

use gosys::lb::sim::course::Course;
use gosys::lb::sim::tally::Tally;
use serde_json::Value;

use super::lab::{near, run, story};
use crate::support::{End, Scratch};

fn course(tally: &Tally) -> &Course {
    tally.course.as_ref().unwrap()
}

/// Requests times time of a row, until the end.
fn held(course: &Course, row: usize, end: f64) -> f64 {
    let last = course.columns.len() - 1;
    let width = |at: usize| if at < last { course.width } else { end - last as f64 * course.width };
    course.columns.iter().enumerate().map(|(at, column)| column[row] * width(at)).sum()
}

/// The mean of a row between two moments.
fn between(course: &Course, row: usize, from: f64, to: f64) -> f64 {
    let at = |moment: f64| (moment / course.width).ceil() as usize;
    let columns = &course.columns[at(from)..at(to) - 1];
    columns.iter().map(|column| column[row]).sum::<f64>() / columns.len() as f64
}

fn lb(scratch: &Scratch, line: &str) -> End {
    scratch.gosys(["lb"].into_iter().chain(line.split_whitespace())).end()
}

#[test]
fn a_burst_done_by_hand() {
    // Three at once at one server, each of one unit: three, then two, then one.
    let tally = story(&[0.0, 0.0, 0.0], "choices: 1\nservers: [{}]\n");
    let course = course(&tally);
    assert_eq!(course.width, 0.125);
    let row: Vec<f64> = course.columns.iter().map(|column| column[0]).collect();
    assert_eq!(row, [[3.0; 8], [2.0; 8], [1.0; 8]].concat());
    // Little's law once more: what is drawn adds up to the times of the requests.
    assert_eq!(held(course, 0, 3.0), tally.times);
}

#[test]
fn what_is_drawn_adds_up_to_the_times_of_requests() {
    let moments: Vec<f64> = (0..3000).map(|n| f64::from(n * n % 7) * 0.05 + f64::from(n) * 0.3).collect();
    let mut sorted = moments.clone();
    sorted.sort_by(f64::total_cmp);
    for more in ["", "policy: random\n", "policy: least-connections\nbulletin: 3\n"] {
        let tally = story(&sorted, &format!("servers: [{{count: 3}}, {{count: 2, discipline: ps}}]\n{more}"));
        let course = course(&tally);
        let all: f64 = (0..5).map(|row| held(course, row, tally.span)).sum();
        near(all / tally.times, 1.0, 1e-9);
        assert!((32..=64).contains(&course.columns.len()));
    }
}

#[test]
fn a_slow_time_and_a_failure_can_be_seen() {
    let tally = run("policy: random\nload: 0.5\nend: 2000\nservers: [{count: 4}]\nhealth: 1\n\
                     timeline: [{at: 500, servers: [1], slow: 4}, {at: 1000, servers: [2], fail: true}, \
                     {at: 1500, recover: true}]\n");
    let course = course(&tally);
    // At a load of 0.5 there is one request at a server, at one that is too slow there are more and more.
    near(between(course, 0, 0.0, 500.0), 1.0, 0.5);
    assert!(between(course, 1, 700.0, 1500.0) > 50.0, "{course:?}");
    assert_eq!(between(course, 2, 1000.0, 1500.0), 0.0);
    assert!(between(course, 2, 1550.0, 2000.0) > 0.2);
}

#[test]
fn a_hundred_thousand_servers_are_a_picture_as_well() {
    let tally = run("load: 0.5\nservers: [{count: 100000}]\nrequests: 2000\nwarm_up: 0\n");
    let course = course(&tally);
    assert_eq!((course.rows().count(), course.rows().last().unwrap().end), (40, 100_000));
    assert!(course.columns.iter().all(|column| column.len() == 40));
}

const STORY: &str = "load: 0.6\nend: 300\nseed: 1\npolicy: p2c\nservers: [{count: 4}]\n\
                     timeline: [{at: 100, servers: [2], slow: 9}]\n";

#[test]
fn a_scenario_draws_it_on_the_terminal_and_in_files() {
    let scratch = Scratch::new();
    scratch.file("s.yaml", STORY);
    let shown = lb(&scratch, "simulate s.yaml --svg p.svg --html p.html --csv p.csv").like(0, "policy", "").stdout;
    let (_, heat) = shown.split_once("\nRequests at a server over time\n").unwrap();
    let rows: Vec<&str> = heat.lines().collect();
    assert!(rows[0].starts_with("server time, in mean service times 0 to "), "{heat}");
    // The slow one is the darkest, and there are four of them under the head.
    let dark = |row: &str| row.matches(['▓', '█']).count();
    assert!(rows[1..5].iter().all(|row| dark(row) <= dark(rows[3])) && dark(rows[3]) > 0, "{heat}");
    let read = |name: &str| fs::read_to_string(scratch.path().join(name)).unwrap();
    for file in ["p.svg", "p.html"] {
        assert!(read(file).contains(">Requests at a server over time<"), "{file}");
    }
    let csv = read("p.csv");
    let (_, table) = csv.split_once("\r\n\nserver,\"time, in mean service times\",value\r\n").unwrap();
    let cells: Vec<Vec<&str>> = table.lines().map(|line| line.split(',').collect()).collect();
    assert!(cells.len() >= 4 * 32 && cells.iter().all(|cells| cells.len() == 3), "{csv}");
    assert_eq!((cells[0][0], cells[0][1]), ("0", "0"));
    scratch.file("ms.yaml", format!("{STORY}service_ms: 20\n"));
    lb(&scratch, "simulate ms.yaml").like(0, "server time, in ms 0 to ", "");
}

#[test]
fn a_picture_changes_no_result() {
    let scratch = Scratch::new();
    scratch.file("s.yaml", STORY);
    for verb in ["simulate s.yaml", "simulate --servers 5 --requests 2000 --seed 3"] {
        let bare = lb(&scratch, &format!("{verb} -o json")).like(0, "{\"schema\":", "").stdout;
        for jobs in ["", "--jobs 3"] {
            let with = format!("{verb} -o json --svg p.svg {jobs}");
            lb(&scratch, &with).is(0, &bare, "");
        }
        let record: Value = serde_json::from_str(&bare).unwrap();
        assert!(record.get("course").is_none(), "it is a picture, no field");
    }
    // Flags have the picture too, of as much as can be told apart.
    lb(&scratch, "simulate --servers 5 --requests 1e5 --seed 3 --csv p.csv").like(0, "policy", "");
    let csv = fs::read_to_string(scratch.path().join("p.csv")).unwrap();
    let (_, table) = csv.split_once("\r\n\n").unwrap();
    let cell = |line: &str| line.rsplit(',').next().unwrap().parse::<f64>().unwrap();
    let cells: Vec<f64> = table.lines().skip(1).map(cell).collect();
    // Of the better of two among five at a load of 0.9 there are about three at a server.
    near(cells.iter().sum::<f64>() / cells.len() as f64, 3.3, 1.2);
}
