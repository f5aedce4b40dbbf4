//! `gosys id new`: output, options, and state that cannot be used.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::time::Duration;

use crate::support::Scratch;

#[test]
fn a_bare_id_is_one_number_on_a_line() {
    let scratch = Scratch::new();
    let end = scratch.gosys(["id"]).end().like(0, "\n", "");
    assert_eq!(end.stdout.lines().count(), 1);
    let id: u64 = end.stdout.trim().parse().unwrap();
    assert!(id < 1 << 63);
}

#[test]
fn ids_of_many_calls_go_up() {
    let scratch = Scratch::new();
    let mut last = 0;
    for args in
        [vec!["id"], vec!["id", "new"], vec!["id", "-n", "5"], vec!["-q", "id", "new", "-n", "10000"], vec!["id"]]
    {
        let end = scratch.gosys(args).end().like(0, "\n", "");
        for line in end.stdout.lines() {
            let id: u64 = line.parse().unwrap();
            assert!(id > last);
            last = id;
        }
    }
}

#[test]
fn none_is_none() {
    Scratch::new().gosys(["id", "new", "-n", "0"]).end().is(0, "", "");
}

#[test]
fn json_holds_all_parts() {
    let scratch = Scratch::new();
    let end = scratch.gosys(["id", "new", "-n", "2", "--node", "342", "-o", "json"]).end().like(0, "{", "");
    for line in end.stdout.lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(record["schema"], "gosys.id.v1");
        assert_eq!(record["scheme"], "snowflake");
        assert_eq!((&record["node"], &record["datacenter"], &record["worker"]), (&342.into(), &10.into(), &22.into()));
        assert!(record["id"].is_string());
        let time: jiff::Timestamp = record["time"].as_str().unwrap().parse().unwrap();
        let age = jiff::Timestamp::now().duration_since(time);
        assert!(age.as_secs().abs() < 60, "{age}");
    }
}

#[test]
fn yaml_is_a_document_each() {
    let end = Scratch::new().gosys(["id", "new", "-n", "2", "-o", "yaml"]).end().like(0, "schema: gosys.id.v1", "");
    assert_eq!(end.stdout.matches("---\n").count(), 2);
}

#[test]
fn the_default_node_is_the_same_every_time() {
    let scratch = Scratch::new();
    let node = || {
        let end = scratch.gosys(["id", "-o", "json"]).end().like(0, "node", "");
        serde_json::from_str::<serde_json::Value>(&end.stdout).unwrap()["node"].clone()
    };
    assert_eq!(node(), node());
}

#[test]
fn the_node_may_come_from_a_variable_and_a_flag_wins() {
    let scratch = Scratch::new();
    scratch.gosys(["id", "-o", "json"]).env("GOSYS_NODE", "5").end().like(0, "\"node\":5,", "");
    scratch.gosys(["id", "--node", "6", "-o", "json"]).env("GOSYS_NODE", "5").end().like(0, "\"node\":6,", "");
    scratch.gosys(["id"]).env("GOSYS_NODE", "five").end().like(78, "", "variable GOSYS_NODE");
}

#[test]
fn a_node_that_does_not_exist() {
    Scratch::new().gosys(["id", "new", "--node", "1024"]).end().is(
        2,
        "",
        "gosys: there is no node 1024 in a snowflake\nhint: nodes go from 0 to 1023\n",
    );
}

#[test]
fn a_closed_pipe_ends_it_silently() {
    let scratch = Scratch::new();
    scratch.sh("gosys id new -n 1000000000 | head -n 1 | wc -l").end().is(0, "1\n", "");
    let line = "{ gosys id new -n 1000000; echo $? >&2; } | head -n 1 >/dev/null";
    scratch.sh(line).end().is(0, "", "0\n");
}

#[test]
fn a_full_disk_is_an_error() {
    let line = "gosys id new > /dev/full";
    Scratch::new().sh(line).end().is(74, "", "gosys: cannot write standard output: no space left on device\n");
}

#[test]
fn the_state_is_private_to_its_user() {
    let scratch = Scratch::new();
    scratch.gosys(["id", "--node", "1"]).end().like(0, "\n", "");
    let mode = |path: &str| std::fs::metadata(scratch.state().join(path)).unwrap().mode() & 0o7777;
    assert_eq!((mode(""), mode("ids"), mode("ids/snowflake.1")), (0o700, 0o700, 0o600));
}

#[test]
fn in_a_shared_folder_the_state_is_shared() {
    let scratch = Scratch::new();
    let folder = scratch.path().join("shared");
    std::fs::create_dir(&folder).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o1777)).unwrap();
    let url = format!("local:{}", folder.display());
    scratch.gosys(["-b", &url, "id", "--node", "1"]).end().like(0, "\n", "");
    assert_eq!(std::fs::metadata(folder.join("ids/snowflake.1")).unwrap().mode() & 0o777, 0o666);
    assert_eq!(std::fs::metadata(folder.join("ids")).unwrap().mode() & 0o7777, 0o1777);
}

/// Everything in the state folder, to see that a refusal changed nothing.
fn bytes(scratch: &Scratch) -> Vec<u8> {
    std::fs::read(scratch.state().join("ids/snowflake.1")).unwrap()
}

#[test]
fn a_file_that_is_not_a_register_is_left_alone() {
    let scratch = Scratch::new();
    for (content, words) in [(&b"not ours\n"[..], "is not a register of gosys"), (b"", "is not a register of gosys")] {
        let path = scratch.file("home/.local/state/gosys/ids/snowflake.1", content);
        let end = scratch.gosys(["id", "--node", "1"]).end().like(65, "", words);
        assert!(end.stderr.contains(&path.display().to_string()) && end.stderr.contains("hint:"));
        assert_eq!(bytes(&scratch), content);
    }
}

#[test]
fn a_corrupt_register_is_left_alone() {
    let scratch = Scratch::new();
    scratch.gosys(["id", "--node", "1"]).end().like(0, "\n", "");
    let mut broken = bytes(&scratch);
    broken[17] ^= 0x40;
    scratch.file("home/.local/state/gosys/ids/snowflake.1", &broken);
    scratch.gosys(["id", "--node", "1"]).end().like(65, "", "snowflake.1 is corrupt");
    assert_eq!(bytes(&scratch), broken);
}

#[test]
fn a_register_of_another_node_is_left_alone() {
    let scratch = Scratch::new();
    scratch.gosys(["id", "--node", "2"]).end().like(0, "\n", "");
    let ids = scratch.state().join("ids");
    std::fs::rename(ids.join("snowflake.2"), ids.join("snowflake.1")).unwrap();
    let before = bytes(&scratch);
    scratch.gosys(["id", "--node", "1"]).end().like(
        65,
        "",
        "is laid out for `snowflake node 2`, not for `snowflake node 1`",
    );
    assert_eq!(bytes(&scratch), before);
}

#[test]
fn a_symbolic_link_is_not_followed() {
    let scratch = Scratch::new();
    scratch.gosys(["id", "--node", "2"]).end().like(0, "\n", "");
    let ids = scratch.state().join("ids");
    std::os::unix::fs::symlink(ids.join("snowflake.2"), ids.join("snowflake.1")).unwrap();
    scratch.gosys(["id", "--node", "1"]).end().like(74, "", "cannot open");
}

/// Root may write anything but what the kernel holds read-only.
#[test]
fn a_read_only_register_is_named() {
    let scratch = Scratch::new();
    let line = "unshare -rm sh -c 'gosys id --node 1 >/dev/null && mount --bind \"$1\" \"$1\" && \
        mount -o remount,ro,bind \"$1\" && gosys id --node 1' - \"$HOME/.local/state/gosys\"";
    std::fs::create_dir_all(scratch.state()).unwrap();
    scratch.sh(line).end().like(74, "", "snowflake.1: read-only file system\nhint:");
}

#[test]
fn without_a_home_there_is_no_folder() {
    let end = Scratch::new().command("env", ["-u", "HOME", crate::support::GOSYS, "id"]).end();
    end.like(78, "", "there is no folder for the local backend");
}

/// A library between gosys and its clock; gosys must be a build that obeys it, which is checked first.
fn faketime(scratch: &Scratch, offset: &str) -> crate::support::Run {
    scratch.command("faketime", ["-f", offset, crate::support::GOSYS, "id", "--node", "1", "-o", "json"])
}

fn unix_ms(stdout: &str) -> u64 {
    serde_json::from_str::<serde_json::Value>(stdout).unwrap()["unix_ms"].as_u64().unwrap()
}

#[test]
fn a_clock_set_back_makes_no_id_twice_and_says_so() {
    let scratch = Scratch::new();
    let before = faketime(&scratch, "+0").end().like(0, "\"sequence\":0", "");
    let fresh = Scratch::new();
    let hour_ago = faketime(&fresh, "-1h").end().like(0, "\"sequence\":0", "");
    assert!(unix_ms(&before.stdout) - unix_ms(&hour_ago.stdout) > 3_000_000, "this build ignores faketime");

    let after = faketime(&scratch, "-1h").end().like(0, "\"sequence\":", "gosys: the clock is 59m");
    assert!(unix_ms(&after.stdout) >= unix_ms(&before.stdout));
    assert_eq!(after.stderr.lines().count(), 1);
}

#[test]
fn a_clock_further_back_than_allowed_is_75() {
    let scratch = Scratch::new();
    faketime(&scratch, "+0").end().like(0, "id", "");
    faketime(&scratch, "-25h").end().like(75, "", "behind the last id of node 1 in");
    let end = scratch
        .command("faketime", ["-f", "-2h", crate::support::GOSYS, "id", "--node", "1", "--max-jump", "1h"])
        .end();
    end.like(75, "", "hint: set the clock right");
    faketime(&scratch, "-23h").end().like(0, "id", "behind the last id");
}

#[test]
fn past_the_end_of_the_layout() {
    let scratch = Scratch::new();
    faketime(&scratch, "+60y").end().like(78, "", "past the last time that this layout can hold");
}

#[test]
fn a_stopped_process_blocks_nobody() {
    let scratch = Scratch::new();
    let stopped = scratch.sh("gosys id new --node 1 -n 100000000 | cat > /dev/null").start();
    std::thread::sleep(Duration::from_millis(200));
    let pids = scratch.command("pgrep", ["-P", &stopped.pid().to_string(), "gosys"]).end().like(0, "\n", "");
    let pid: u32 = pids.stdout.trim().parse().unwrap();
    crate::support::signal(pid, "STOP");
    scratch.gosys(["id", "--node", "1"]).within(Duration::from_secs(2)).end().like(0, "\n", "");
    crate::support::signal(pid, "KILL");
    let _ = stopped.end();
}
