//! `gosys lb selftest`.
//!
//! `GOSYS_LONG=1` asks for the error that it has by default.

use std::time::Duration;

use gosys::lb::stats::ks::p_value;
use gosys::lb::stats::quantile::normal_below;
use serde_json::Value;

use crate::support::Scratch;

#[test]
fn every_cell_holds_and_the_verdict_is_last() {
    let scratch = Scratch::new();
    let is_long = std::env::var_os("GOSYS_LONG").is_some();
    let (error, target) = if is_long { (0.003, &[][..]) } else { (0.04, &["--target-se", "4%"][..]) };
    let run = scratch.gosys(["lb", "selftest", "-o", "json"].iter().chain(target));
    let end = run.within(Duration::from_hours(2)).end().like(0, "{\"schema\":\"gosys.lb-selftest.v1\",", "");
    let mut cells: Vec<Value> = end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let verdict = cells.pop().unwrap();
    assert_eq!(verdict["schema"], "gosys.lb-selftest-verdict.v1");
    assert_eq!((&verdict["failed"], &verdict["holds"], &verdict["seed"]), (&0.into(), &true.into(), &1.into()));
    assert_eq!((&verdict["cells"], &verdict["generator"]), (&cells.len().into(), &"xoshiro256++".into()));
    assert!(verdict["p_value"].as_f64().unwrap() >= 0.01, "{verdict}");
    let (mut probabilities, mut once) = (Vec::new(), 0);
    for cell in &cells {
        let number = |field: &str| cell[field].as_f64().unwrap();
        assert_eq!(cell["holds"], true, "{cell}");
        if cell["sigma"].is_null() {
            once += 1;
            assert_eq!((&cell["measured"], cell["se"].as_f64()), (&cell["truth"], Some(0.0)), "{cell}");
            continue;
        }
        // The error of a short run is known badly itself; of what is off by much, no more than that has to be known.
        let most = if cell["exact"] == true { 1.4 * error } else { 0.08 };
        assert!(number("se") < most * number("truth") && number("sigma").abs() <= 3.0, "{cell}");
        let alone = (number("measured") - number("truth")) / number("se");
        if cell["exact"] == true {
            assert!((alone - number("sigma")).abs() < 1e-9, "{cell}");
            probabilities.push(normal_below(alone));
        } else {
            // What is in print has an error as well.
            assert!(alone.abs() > number("sigma").abs(), "{cell}");
        }
    }
    // What the verdict says is what the cells say: of the exact ones, and of no others.
    assert!(probabilities.len() >= 40 && once >= 3 && probabilities.len() + once < cells.len());
    assert_eq!(verdict["exact"], probabilities.len());
    assert!((verdict["p_value"].as_f64().unwrap() - p_value(probabilities)).abs() < 1e-9, "{verdict}");
    let names: Vec<_> = cells.iter().map(|cell| cell["cell"].as_str().unwrap().to_owned()).collect();
    assert_eq!(names, gosys::lb::selftest::cells().unwrap().into_iter().map(|cell| cell.name).collect::<Vec<_>>());
}

#[test]
fn it_ends_in_time_and_takes_no_other_words() {
    let scratch = Scratch::new();
    let end = scratch.gosys(["lb", "selftest", "--timeout", "200ms"]).end();
    assert!(end.took < Duration::from_secs(3), "{:?}", end.took);
    end.like(124, "", "the time was over");
    scratch.gosys(["lb", "selftest", "--target-se", "2"]).end().like(2, "", "write a share, such as 0.5%");
}
