//! What servers in the field say, and what they should not.

use proptest::prelude::*;

use super::*;

const DATE: &str = "Date: Sun, 22 Nov 2026 15:31:20 GMT";

/// Reads a block of lines.
fn reading(lines: &[&str]) -> Found {
    read(lines.iter().map(|line| line.split_once(':').map(|(name, value)| (name, value.trim())).unwrap()))
}

/// All that is stated, a line for each: dialect, policy, limit/window, remaining, reset.
fn stated(lines: &[&str]) -> Vec<String> {
    let found = reading(lines);
    assert_eq!(found.ignored, [], "{lines:?}");
    shown(&found)
}

fn shown(found: &Found) -> Vec<String> {
    let or = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
    let line = |one: &Stated| {
        let whose = [&one.unit, &one.partition].into_iter().flatten().fold(String::new(), |all, part| all + " " + part);
        let numbers = [one.limit, one.remaining].map(|number| or(number.map(|number| number.to_string())));
        let spans = [one.window_s, one.reset_s].map(|span| or(span.map(|span| span.to_string())));
        let policy = or(one.policy.clone());
        format!("{} {policy} {}/{} {} {}{whose}", one.dialect, numbers[0], spans[0], numbers[1], spans[1])
    };
    found.stated.iter().map(line).collect()
}

#[test]
fn the_current_draft_with_several_policies() {
    let policy = r#"RateLimit-Policy: "burst";q=100;w=60,"daily";q=1000;w=86400"#;
    assert_eq!(
        stated(&[policy, r#"RateLimit: "burst";r=50;t=30, "daily";r=900"#]),
        ["draft burst 100/60 50 30", "draft daily 1000/86400 900 -"]
    );
    assert_eq!(
        stated(&[policy, r#"RateLimit: "default";r=50;t=30"#]),
        ["draft burst 100/60 - -", "draft daily 1000/86400 - -", "draft default -/- 50 30"]
    );
    // Lines of one name are one list, and names have no case.
    assert_eq!(
        stated(&[r#"ratelimit-policy: "a";q=1"#, r#"RATELIMIT-POLICY: b;q=2;w=5"#, r#"ratelimit: b;r=2"#]),
        ["draft a 1/- - -", "draft b 2/5 2 -"]
    );
}

#[test]
fn units_and_partitions() {
    assert_eq!(
        stated(&[
            r#"RateLimit-Policy: "peruser";q=65535;qu="content-bytes";w=10;pk=:sdfjLJUOUH==:, "r";q=9;qu="requests""#,
            r#"RateLimit: "peruser";r=0;t=7;pk=:sdfjLJUOUH==:"#,
        ]),
        ["draft peruser 65535/10 0 7 content-bytes sdfjLJUOUH==", "draft r 9/- - -"]
    );
    // Two partitions of one policy are two limits.
    assert_eq!(
        stated(&[
            r#"RateLimit-Policy: "p";q=5;w=1;pk=:YQ==:, "p";q=7;w=1;pk=:Yg==:"#,
            r#"RateLimit: "p";r=3;pk=:Yg==:, "p";r=2;pk=:YQ==:"#
        ]),
        ["draft p 5/1 2 - YQ==", "draft p 7/1 3 - Yg=="]
    );
    assert_eq!(stated(&[r#"RateLimit: "p";r=3;pk=:Yg==:"#]), ["draft p -/- 3 - Yg=="], "a limit alone");
}

#[test]
fn the_eighth_draft_as_express_writes_it() {
    assert_eq!(
        stated(&[
            r#"RateLimit-Policy: "30-in-5sec"; q=30; w=5; pk=:ZGZmOGI0MjI=:"#,
            r#"RateLimit: "30-in-5sec"; r=0; t=5"#,
            "Retry-After: 5"
        ]),
        ["draft 30-in-5sec 30/5 0 5 ZGZmOGI0MjI=", "retry-after - -/- - 5"]
    );
}

#[test]
fn the_seventh_and_the_sixth() {
    let policy = "RateLimit-Policy: 20;w=2";
    assert_eq!(stated(&[policy, "RateLimit: limit=20, remaining=0, reset=2"]), ["draft-7 - 20/2 0 2"]);
    assert_eq!(
        stated(&["RateLimit: limit=20, reset=2", "RateLimit-Policy: 9;w=1, 20;w=60"]),
        ["draft-7 - 20/60 - 2", "draft-7 - 9/1 - -"]
    );
    let sixth = ["RateLimit-Limit: 20", "RateLimit-Remaining: 0", "RateLimit-Reset: 2"];
    assert_eq!(stated(&sixth), ["draft-6 - 20/- 0 2"]);
    assert_eq!(stated(&[&sixth[..], &[policy]].concat()), ["draft-6 - 20/2 0 2"]);
    // Its forerunners had the policies behind the limit.
    assert_eq!(
        stated(&["RateLimit-Limit: 10, 10;w=1, 50;w=60", "RateLimit-Remaining: 7"]),
        ["draft-6 - 10/1 7 -", "draft-6 - 50/60 - -"]
    );
    assert_eq!(stated(&[policy]), ["draft-7 - 20/2 - -"], "a policy alone");
    assert_eq!(stated(&["RateLimit-Remaining: 3"]), ["draft-6 - -/- 3 -"]);
}

#[test]
fn what_no_standard_describes() {
    let plain = ["X-RateLimit-Limit: 25", "X-RateLimit-Remaining: 0"];
    assert_eq!(stated(&["X-RateLimit-Reset: 3"]), ["x-ratelimit - -/- - 3"]);
    let with = |more: &[&'static str]| stated(&[&plain[..], more].concat());
    assert_eq!(with(&["X-RateLimit-Reset: 3"]), ["x-ratelimit - 25/- 0 3"], "a span, as fastify writes it");
    assert_eq!(with(&["X-RateLimit-Reset: 1795361489", DATE]), ["x-ratelimit - 25/- 0 9"], "express, flask-limiter");
    assert_eq!(with(&["X-RateLimit-Reset: 1795361489.614261", DATE]), ["x-ratelimit - 25/- 0 9.614"], "slowapi");
    assert_eq!(with(&["X-RateLimit-Reset: 1795361489614", DATE]), ["x-ratelimit - 25/- 0 9.614"]);
    assert_eq!(
        with(&["x-ratelimit-reset: 1795361489.5", "x-ratelimit-reset-after: 0.25", "x-ratelimit-bucket: ab", DATE]),
        ["x-ratelimit - 25/- 0 0.25"],
        "Discord"
    );
    assert_eq!(stated(&["x-rate-limit-limit: 15", "x-rate-limit-remaining: 14"]), ["x-ratelimit - 15/- 14 -"]);
    assert_eq!(
        stated(&["X-RateLimit-Limit-Minute: 60", "X-RateLimit-Remaining-Minute: 59", "X-RateLimit-Limit-Second: 5"]),
        ["x-ratelimit - 60/60 59 -", "x-ratelimit - 5/1 - -"],
        "Kong"
    );
}

#[test]
fn what_is_github_s() {
    let lines = ["x-ratelimit-limit: 60", "x-ratelimit-reset: 1795362080", "x-ratelimit-used: 4", DATE];
    let with = |more: &[&'static str]| stated(&[&lines[..], more].concat());
    assert_eq!(with(&["x-ratelimit-remaining: 56", "x-ratelimit-resource: core"]), ["github core 60/- 56 600"]);
    assert_eq!(with(&[]), ["github - 60/- 56 600"], "what is left follows from what was used");
}

#[test]
fn two_dialects_beside_each_other() {
    assert_eq!(
        stated(&[
            "X-RateLimit-Limit: 20",
            "RateLimit-Limit: 20",
            r#"RateLimit: "d";r=3"#,
            "Retry-After: Sun, 22 Nov 2026 15:31:29 GMT",
            DATE,
        ]),
        ["draft d -/- 3 -", "draft-6 - 20/- - -", "x-ratelimit - 20/- - -", "retry-after - -/- - 9"]
    );
}

#[test]
fn whether_to_ask_again_is_read_alone_as_well() {
    let after = |fields: &[(&'static str, &'static str)]| retry_after(fields.iter().copied());
    assert_eq!(after(&[("RETRY-AFTER", "7")]), Some(7));
    let date = ("date", "Sun, 22 Nov 2026 15:31:20 GMT");
    assert_eq!(after(&[("retry-after", "Sun, 22 Nov 2026 15:31:29 GMT"), date]), Some(9));
    assert_eq!(after(&[("retry-after", "Sun, 22 Nov 2026 15:31:29 GMT")]), None, "never by our own clock");
    assert_eq!([after(&[]), after(&[("retry-after", "1"), ("retry-after", "2")])], [None, None]);
}

#[test]
fn malformed_fields_count_for_nothing_and_are_told() {
    for (line, why) in [
        (r#"RateLimit: "default";r=50;t=soon"#, "no number"),
        (r#"RateLimit: "default";t=30"#, "without what remains"),
        (r#"RateLimit: "default";r=-1"#, "no number"),
        (r#"RateLimit: "default;r=50"#, "no list of structured values"),
        (r"RateLimit: 5;r=50", "without what remains"),
        ("RateLimit: ", "no list of structured values"),
        ("RateLimit: limit=x", "no list of structured values"),
        (r#"RateLimit-Policy: "a";w=60"#, "without its quota"),
        (r#"RateLimit-Policy: "a";q=1.5"#, "without its quota"),
        ("RateLimit-Policy: 20;w=x", "without its quota"),
        ("RateLimit-Policy: -1", "without its quota"),
        ("RateLimit-Limit: many", "no whole number"),
        ("RateLimit-Remaining: 5, 6", "no whole number"),
        ("RateLimit-Reset: later", "neither seconds nor a moment"),
        ("X-RateLimit-Limit: unlimited", "no whole number"),
        ("X-RateLimit-Remaining: -1", "no whole number"),
        ("X-RateLimit-Reset: 1795361489", "no Date"),
        ("Retry-After: 1.5", "neither seconds nor an HTTP date"),
    ] {
        let found = reading(&[line]);
        assert_eq!((shown(&found), found.ignored.len()), (vec![], 1), "{line}");
        let (name, value) = line.split_once(": ").unwrap();
        let ignored = &found.ignored[0];
        assert_eq!((ignored.field.as_str(), ignored.value.as_str()), (&*name.to_ascii_lowercase(), value), "{line}");
        assert!(ignored.why.contains(why), "{line}: {}", ignored.why);
    }
    // What stands beside it still counts.
    let found = reading(&["RateLimit: limit=20, remaining=-3, reset=2", "RateLimit-Policy: 20;w=2, x"]);
    assert_eq!((shown(&found), found.ignored.len()), (vec!["draft-7 - 20/2 - 2".to_owned()], 2));
}

/// What a server sends of a hundred kilobytes must not become gigabytes.
#[test]
fn a_list_of_many_that_are_malformed_is_told_once() {
    for name in ["RateLimit", "RateLimit-Policy"] {
        let value = vec!["a"; 20_000].join(",");
        let found = read([(name, &*value)]);
        assert_eq!((found.stated.len(), found.ignored.len(), &found.ignored[0].value), (0, 1, &value), "{name}");
    }
}

#[test]
fn other_fields_say_nothing() {
    for line in ["Server: nginx", "X-RateLimit: 5", "RateLimit-Limit-Policy: 5", "X-RateLimit-Bucket: 5", DATE] {
        assert_eq!(reading(&[line]), Found::default(), "{line}");
    }
}

proptest! {
    #[test]
    fn no_text_panics(
        fields in prop::collection::vec((
            prop::sample::select(vec![
                "ratelimit", "RateLimit-Policy", "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset", "date",
                "x-ratelimit-limit", "x-ratelimit-reset", "x-ratelimit-used-day", "x-ratelimit-", "retry-after",
            ]),
            prop_oneof![".{0,30}", r#"[-0-9a-z"=;,:@?.* ]{0,40}"#, "[0-9]{1,25}", r#""[a-z]";[qrtw]=[0-9]{1,20}(, )?"#],
        ), 0..8),
    ) {
        let found = read(fields.iter().map(|(name, value)| (*name, value.as_str())));
        retry_after(fields.iter().map(|(name, value)| (*name, value.as_str())));
        for one in &found.stated {
            prop_assert!([one.window_s, one.reset_s].into_iter().flatten().all(|span| span >= 0.0 && span.is_finite()));
        }
    }
}
