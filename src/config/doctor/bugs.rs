//! What is known to go wrong with watching and reading, by versions of etcd. Pure.
//!
//! From the change logs of etcd's branches 3.4 and 3.5; nothing before 3.4 was mended, and 3.6 has all of it.

/// Major, minor, patch.
pub type Version = (u32, u32, u32);

/// One fault of the server.
#[derive(Debug)]
pub struct Bug {
    pub what: &'static str,
    /// What helps until then.
    pub helps: &'static str,
    /// The first versions without it, one of each branch.
    pub mended: [Version; 2],
}

const COMPARED: &str = "gosys config watch compares states to make up for it";
const STARTED_AGAIN: &str = "whatever runs the members has to start them again";

/// Those that gosys can meet. A new one is a line here.
pub const BUGS: &[Bug] = &[
    // Commands read several keys in one transaction, and give up a server where another one is faster.
    Bug {
        what: "a member may end when a client gives up a read",
        helps: STARTED_AGAIN,
        mended: [(3, 4, 23), (3, 5, 7)],
    },
    Bug { what: "a watcher may be told the same change twice", helps: COMPARED, mended: [(3, 4, 24), (3, 5, 8)] },
    Bug {
        what: "a watcher of a member that lagged may be told old changes as new",
        helps: COMPARED,
        mended: [(3, 4, 25), (3, 5, 8)],
    },
    Bug {
        what: "progress that is asked for may be ahead of changes still to come",
        helps: COMPARED,
        mended: [(3, 4, 25), (3, 5, 8)],
    },
    Bug {
        what: "changes may be lost to a watcher after a compaction",
        helps: COMPARED,
        mended: [(3, 4, 31), (3, 5, 13)],
    },
    Bug {
        what: "a deletion just before a compaction may be lost to a watcher",
        helps: COMPARED,
        mended: [(3, 4, 34), (3, 5, 16)],
    },
    Bug {
        what: "a deletion at the compacted revision may be lost to a watcher",
        helps: COMPARED,
        mended: [(3, 4, 36), (3, 5, 18)],
    },
];

/// Reads `3.5.18`, also with something behind it.
pub fn version(text: &str) -> Option<Version> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let numbers: Vec<u32> = text[..end].split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
    let [major, minor, patch] = numbers[..] else { return None };
    Some((major, minor, patch))
}

impl Bug {
    pub fn is_in(&self, version: Version) -> bool {
        let (major, minor, _) = version;
        match self.mended.iter().find(|(a, b, _)| (*a, *b) == (major, minor)) {
            Some(mended) => version < *mended,
            // A branch before both was never mended, and one behind them began with all of it.
            None => self.mended.iter().all(|mended| version < *mended),
        }
    }

    pub fn mended_in(&self) -> String {
        let versions = self.mended.map(|(major, minor, patch)| format!("{major}.{minor}.{patch}"));
        versions.join(" and ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        let version = version(text).unwrap();
        BUGS.iter().filter(|bug| bug.is_in(version)).count()
    }

    #[test]
    fn a_version_has_what_was_mended_after_it() {
        for (version, bugs) in [
            ("3.3.27", 7),
            ("3.4.22", 7),
            ("3.4.23", 6),
            ("3.4.24", 5),
            ("3.4.25", 3),
            ("3.4.31", 2),
            ("3.4.35", 1),
            ("3.4.36", 0),
            ("3.5.0", 7),
            ("3.5.1", 7),
            ("3.5.6", 7),
            ("3.5.7", 6),
            ("3.5.8", 3),
            ("3.5.13", 2),
            ("3.5.17", 1),
            ("3.5.18", 0),
            ("3.6.0", 0),
            ("4.0.0", 0),
        ] {
            assert_eq!(count(version), bugs, "{version}");
        }
    }

    #[test]
    fn versions_are_read_with_what_stands_behind_them() {
        assert_eq!(version("3.5.0-rc.1"), Some((3, 5, 0)));
        assert_eq!(version("3.6.15+git"), Some((3, 6, 15)));
        for text in ["", "3", "3.5", "3.5.x", "3..5", "v3.5.1", "3.5.1.1", "99999999999.1.1"] {
            assert_eq!(version(text), None, "{text}");
        }
    }

    #[test]
    fn each_says_where_it_is_mended() {
        assert_eq!(BUGS[0].mended_in(), "3.4.23 and 3.5.7");
        assert!(BUGS.iter().all(|bug| bug.mended[0].1 == 4 && bug.mended[1].1 == 5));
    }

    #[test]
    fn a_fault_stays_mended_within_its_branch() {
        for bug in BUGS {
            for minor in [4, 5] {
                let has: Vec<bool> = (0..60).map(|patch| bug.is_in((3, minor, patch))).collect();
                let first = has.iter().position(|has| !has).unwrap();
                assert!(has[0] && has[first..].iter().all(|has| !has), "{}", bug.what);
                assert!(bug.mended_in().contains(&format!("3.{minor}.{first}")), "{}", bug.mended_in());
            }
            assert!(bug.is_in((2, 3, 8)) && !bug.is_in((3, 7, 0)));
        }
    }
}
