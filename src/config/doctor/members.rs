//! What the members of a cluster say of themselves, and what that means. Pure.

use std::collections::BTreeSet;

use super::bugs::{BUGS, version};
use super::{Finding, bytes};

/// What a server takes where nobody says otherwise, and before version 3.6 does not tell.
const QUOTA: u64 = 2 << 30;

/// How many changes a member may be behind without a word.
const LAG: u64 = 1000;

/// One server of the URL.
#[derive(Clone, Debug)]
pub struct Member {
    pub endpoint: String,
    /// What it said, or why it said nothing and what helps.
    pub said: Result<Facts, (String, String)>,
}

/// What a server says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// How long a question and its answer took.
    pub took_us: u64,
    pub version: String,
    pub cluster: u64,
    pub id: u64,
    /// The leader's id; 0 if there is none.
    pub leader: u64,
    pub is_learner: bool,
    /// The last change that it knows of, and the last one that it has made.
    pub index: u64,
    pub applied: u64,
    /// Of the database's file, and of what of it is in use.
    pub size: u64,
    pub used: u64,
    /// 0 where it does not tell.
    pub quota: u64,
    pub faults: Vec<String>,
}

/// What there is to say of them all.
pub fn findings(members: &[Member]) -> Vec<Finding> {
    let heard: Vec<(&str, &Facts)> =
        members.iter().filter_map(|one| Some((one.endpoint.as_str(), one.said.as_ref().ok()?))).collect();
    let last = heard.iter().map(|(_, facts)| facts.index).max().unwrap_or(0);
    let mut findings: Vec<Finding> = members.iter().map(|one| endpoint(one, last)).collect();
    findings.extend(together(&heard));
    findings.extend(heard.iter().map(|(endpoint, facts)| quota(endpoint, facts)));
    findings.extend(heard.iter().flat_map(|(endpoint, facts)| alarms(endpoint, facts)));
    findings.extend(bugs(&heard));
    findings
}

fn endpoint(member: &Member, last: u64) -> Finding {
    let found = |about: String| Finding::ok("endpoint", &member.endpoint, about);
    let facts = match &member.said {
        Ok(facts) => facts,
        Err((why, hint)) => return found(why.clone()).problem(hint),
    };
    let role = match facts {
        Facts { leader: 0, .. } => "without a leader",
        Facts { is_learner: true, .. } => "learner",
        Facts { id, leader, .. } if id == leader => "leader",
        _ => "follower",
    };
    // Rounded up, lest an answer seems to have come in no time.
    let ms = facts.took_us.div_ceil(100);
    let about = format!("answers in {}.{} ms, version {}, {role}", ms / 10, ms % 10, facts.version);
    // By what it has taken in, not by what it has heard of: that is what it answers from.
    let lag = last.saturating_sub(facts.applied);
    if facts.leader == 0 {
        found(about)
            .problem("nothing can be written: are more than half of the members up, and can they reach each other?")
    } else if lag > LAG {
        found(format!("{about}, {lag} changes behind"))
            .note("its disk or its network may be slow; etcd's log says more")
    } else {
        found(about)
    }
}

fn together(heard: &[(&str, &Facts)]) -> Vec<Finding> {
    let clusters: BTreeSet<u64> = heard.iter().map(|(_, facts)| facts.cluster).collect();
    let versions: BTreeSet<&str> = heard.iter().map(|(_, facts)| facts.version.as_str()).collect();
    let mut findings = Vec::new();
    if clusters.len() > 1 {
        let found = Finding::ok("cluster", "all endpoints", format!("they belong to {} clusters", clusters.len()));
        findings.push(found.problem("each command asks whichever answers first: name the members of one cluster only"));
    }
    if versions.len() > 1 {
        let versions: Vec<&str> = versions.into_iter().collect();
        let found = Finding::ok("version", "all endpoints", format!("members differ: {}", versions.join(", ")));
        findings.push(found.note("that is well while the cluster is upgraded, and not for long"));
    }
    findings
}

fn quota(endpoint: &str, facts: &Facts) -> Finding {
    // The limit counts the file, and what is free inside it too: only defrag gives that back.
    let quota = if facts.quota == 0 { QUOTA } else { facts.quota };
    let (assumed, percent) = (if facts.quota == 0 { ", if that is as usual" } else { "" }, facts.size * 100 / quota);
    let (size, used) = (bytes(facts.size), bytes(facts.used));
    let about = format!("{size}, of which {used} in use: {percent} % of the quota of {}{assumed}", bytes(quota));
    let found = Finding::ok("quota", endpoint, about);
    match percent {
        0..50 => found,
        50..90 => found.note("etcdctl compaction and then defrag shrink it; so does gosys config gc before them"),
        _ => found.problem("at 100 % nothing more is taken: etcdctl compaction and then defrag shrink it"),
    }
}

fn alarms(endpoint: &str, facts: &Facts) -> Vec<Finding> {
    let found = |fault: &String| {
        let hint = if fault.contains("NOSPACE") {
            "nothing more is taken: etcdctl compaction, defrag and then alarm disarm"
        } else if fault.contains("CORRUPT") {
            "the members' data differ: etcd's documentation on data corruption says how to replace one"
        } else {
            "etcdctl endpoint status and the server's log say more"
        };
        Finding::ok("alarm", endpoint, fault).problem(hint)
    };
    facts.faults.iter().map(found).collect()
}

/// By the oldest version: a watcher may be served by any member.
fn bugs(heard: &[(&str, &Facts)]) -> Vec<Finding> {
    let versions: Option<Vec<_>> = heard.iter().map(|(_, facts)| version(&facts.version)).collect();
    let Some(versions) = versions else {
        return vec![Finding::ok("watch", "etcd", "the version tells nothing of known faults").note("is this etcd?")];
    };
    let met = BUGS.iter().filter(|bug| versions.iter().any(|version| bug.is_in(*version)));
    let found: Vec<Finding> = met
        .map(|bug| {
            let hint = format!("mended in {}; {}", bug.mended_in(), bug.helps);
            Finding::ok("watch", "etcd", bug.what).note(hint)
        })
        .collect();
    if found.is_empty() && !versions.is_empty() {
        return vec![Finding::ok("watch", "etcd", "no fault of watching is known for this version")];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::doctor::Verdict;

    fn well() -> Facts {
        Facts {
            took_us: 1234,
            version: "3.5.21".to_owned(),
            cluster: 1,
            id: 1,
            leader: 1,
            index: 5000,
            applied: 5000,
            size: 1 << 20,
            used: 1 << 19,
            ..Facts::default()
        }
    }

    fn told(all: &[Result<Facts, (String, String)>]) -> Vec<Finding> {
        let members = all.iter().enumerate();
        let member = |(at, said): (usize, &Result<_, _>)| Member { endpoint: format!("h{at}"), said: said.clone() };
        findings(&members.map(member).collect::<Vec<_>>())
    }

    /// What is not well, by check and subject.
    fn wrong(all: &[Result<Facts, (String, String)>]) -> Vec<(&'static str, String, Verdict)> {
        let wrong = told(all).into_iter().filter(|found| found.verdict != Verdict::Ok);
        wrong.map(|found| (found.check, found.subject, found.verdict)).collect()
    }

    fn one(check: &'static str, subject: &str, verdict: Verdict) -> Vec<(&'static str, String, Verdict)> {
        vec![(check, subject.to_owned(), verdict)]
    }

    #[test]
    fn three_that_are_well() {
        let follower = Facts { id: 2, applied: 4500, ..well() };
        let all = [Ok(well()), Ok(follower), Ok(Facts { quota: 8 << 30, id: 3, ..well() })];
        assert_eq!(wrong(&all), []);
        let told = told(&all);
        assert_eq!(told[0].about, "answers in 1.3 ms, version 3.5.21, leader");
        assert_eq!(told[1].about, "answers in 1.3 ms, version 3.5.21, follower");
        assert_eq!(
            told[3].about,
            "1024 KiB, of which 512 KiB in use: 0 % of the quota of 2048 MiB, if that is as usual"
        );
        assert!(told[5].about.ends_with("of 8192 MiB"), "{}", told[5].about);
    }

    #[test]
    fn what_is_not_well_is_named() {
        use Verdict::{Note, Problem};
        let silent = Err(("no answer".to_owned(), "why".to_owned()));
        assert_eq!(wrong(&[Ok(well()), silent]), one("endpoint", "h1", Problem));
        let with = |change: &dyn Fn(&mut Facts)| {
            let mut facts = well();
            change(&mut facts);
            wrong(&[Ok(well()), Ok(facts)])
        };
        assert_eq!(with(&|facts| facts.leader = 0), one("endpoint", "h1", Problem));
        assert_eq!(with(&|facts| facts.applied = 3999), one("endpoint", "h1", Note));
        assert_eq!(with(&|facts| facts.cluster = 2), one("cluster", "all endpoints", Problem));
        assert_eq!(with(&|facts| facts.version = "3.6.0".to_owned()), one("version", "all endpoints", Note));
        assert_eq!(with(&|facts| facts.size = 1 << 30), one("quota", "h1", Note));
        assert_eq!(with(&|facts| facts.size = 2 << 30), one("quota", "h1", Problem));
        assert_eq!(with(&|facts| facts.faults = vec!["alarm:NOSPACE".to_owned()]), one("alarm", "h1", Problem));
        assert_eq!(with(&|facts| facts.faults = vec!["alarm:CORRUPT".to_owned()]), one("alarm", "h1", Problem));
        let old = Facts { version: "3.4.35".to_owned(), ..well() };
        assert_eq!(wrong(&[Ok(old)]), one("watch", "etcd", Note));
        let odd = Facts { version: "x".to_owned(), ..well() };
        assert_eq!(wrong(&[Ok(odd)]), one("watch", "etcd", Note));
    }

    #[test]
    fn of_nobody_there_is_nothing_to_say() {
        assert_eq!(told(&[]), []);
    }

    #[test]
    fn each_member_has_a_role() {
        for (id, leader, is_learner, role) in [
            (1, 1, false, "leader"),
            (2, 1, false, "follower"),
            (2, 1, true, "learner"),
            (2, 0, true, "without a leader"),
            (2, 0, false, "without a leader"),
        ] {
            let about = &told(&[Ok(Facts { id, leader, is_learner, ..well() })])[0].about;
            assert!(about.ends_with(&format!(", {role}")), "{about}");
        }
    }

    #[test]
    fn a_time_is_told_to_a_tenth_and_never_as_nothing() {
        for (took_us, words) in [(0, "0.0"), (1, "0.1"), (100, "0.1"), (101, "0.2"), (999, "1.0"), (123_456, "123.5")] {
            let about = &told(&[Ok(Facts { took_us, ..well() })])[0].about;
            assert!(about.starts_with(&format!("answers in {words} ms")), "{about}");
        }
    }

    #[test]
    fn a_member_is_behind_whoever_knows_most() {
        for (applied, words) in [(4000, None), (3999, Some("1001 changes behind")), (0, Some("5000 changes behind"))] {
            // What it knows of itself makes no difference.
            let behind = Facts { id: 2, index: applied, applied, ..well() };
            let found = &told(&[Ok(well()), Ok(behind)])[1];
            assert_eq!(found.verdict == Verdict::Note, words.is_some());
            assert!(found.about.ends_with(words.unwrap_or("follower")), "{}", found.about);
        }
    }

    #[test]
    fn a_quota_is_told_by_how_much_is_left() {
        let quota = 1_000_000;
        for (size, percent, verdict) in [
            (0, 0, Verdict::Ok),
            (499_999, 49, Verdict::Ok),
            (500_000, 50, Verdict::Note),
            (899_999, 89, Verdict::Note),
            (900_000, 90, Verdict::Problem),
            (1_100_000, 110, Verdict::Problem),
        ] {
            let all = told(&[Ok(Facts { size, quota, ..well() })]);
            let found = all.iter().find(|found| found.check == "quota").unwrap();
            assert_eq!(found.verdict, verdict, "{size}");
            assert!(found.about.ends_with(&format!(": {percent} % of the quota of 976 KiB")), "{}", found.about);
        }
    }

    #[test]
    fn every_alarm_says_what_helps() {
        for (fault, word) in [("NOSPACE", "alarm disarm"), ("memberID:1 alarm:CORRUPT", "corruption"), ("hm", "log")] {
            let all = told(&[Ok(Facts { faults: vec![fault.to_owned()], ..well() })]);
            let found = all.iter().find(|found| found.check == "alarm").unwrap();
            assert_eq!((found.about.as_str(), found.verdict), (fault, Verdict::Problem));
            assert!(found.hint.as_ref().unwrap().contains(word), "{fault}");
        }
    }

    #[test]
    fn a_watcher_may_meet_the_faults_of_the_oldest_member() {
        let with = |version: &str| Ok(Facts { version: version.to_owned(), ..well() });
        let watch =
            |all: &[Result<Facts, (String, String)>]| told(all).into_iter().filter(|f| f.check == "watch").count();
        assert_eq!(watch(&[with("3.5.8")]), 3);
        assert_eq!(watch(&[with("3.6.1"), with("3.5.8")]), 3);
        // The same fault of two members is told once.
        assert_eq!(watch(&[with("3.4.25"), with("3.5.8")]), 3);
        let all = told(&[with("3.6.1"), with("3.5.8")]);
        let differ = all.iter().find(|found| found.check == "version").unwrap();
        assert_eq!(differ.about, "members differ: 3.5.8, 3.6.1");
    }

    #[test]
    fn who_says_nothing_is_told_with_the_reason() {
        let all = told(&[Err(("no answer".to_owned(), "wait".to_owned()))]);
        let silent = Finding::ok("endpoint", "h0", "no answer").problem("wait");
        assert_eq!(all, [silent], "and there is no word of versions that nobody told");
    }
}
