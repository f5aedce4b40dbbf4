//! Parsers of what web servers say, and of files and records that somebody else may have written.

use gosys::base::access_log::{Layout, Reader};
use gosys::base::out::sanitize;
use gosys::config::release::Release;
use gosys::config::watch::state::Bookmark;
use gosys::rate::headers::block::blocks;
use gosys::rate::headers::{Found, read, retry_after};
use gosys::rate::trace;

use super::targets::{kind, of_text, target};
use super::{TAKEN, Target};

pub fn kept() -> Vec<Target> {
    vec![
        of_text(
            "heads of answers",
            "http-head",
            |text| blocks(text).map_err(|line| format!("a line {line}")),
            |text, blocks| {
                for block in blocks {
                    let fields = || block.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
                    assert!(fields().map(|(name, value)| name.len() + value.len()).sum::<usize>() <= text.len());
                    stated(&read(fields()), retry_after(fields()), text.len());
                }
            },
        ),
        of_text(
            "line of a trace",
            "rate-trace",
            |text| trace::read(text)?.ok_or_else(|| "nothing".to_owned()),
            |_, shot| {
                assert!(shot.sent <= shot.first_byte && shot.first_byte <= shot.done);
                let text = trace::write(std::slice::from_ref(shot)).unwrap();
                // Of a moment that is 0 the next one counts.
                assert!(trace::read(text.trim_end()).unwrap().as_ref() == Some(shot) || shot.scheduled == 0, "{text}");
            },
        ),
        target("access log", "access-log", |bytes| {
            let names = ["time", "duration", "key", "status"].map(str::to_owned);
            let mut reader = Reader::new(Layout { format: None, names, units: [1000.0; 2] });
            let mut said = Vec::new();
            for line in String::from_utf8_lossy(bytes).lines() {
                said.push(match reader.read(line) {
                    Ok(Some(request)) => {
                        assert!(
                            request.at.is_finite() && request.took.is_none_or(|took| took >= 0.0 && took.is_finite())
                        );
                        TAKEN.to_owned()
                    }
                    Ok(None) => "nothing".to_owned(),
                    Err(why) => kind(&why),
                });
            }
            if said.iter().any(|said| said == TAKEN) { TAKEN.to_owned() } else { said.concat() }
        }),
        of_text(
            "record of a release",
            "config-release",
            |text| Release::from_json(text.as_bytes()),
            |_, release| {
                let text = release.to_json().unwrap();
                assert_eq!(Release::from_json(text.as_bytes()).as_ref(), Ok(release));
            },
        ),
        of_text(
            "bookmark",
            "config-bookmark",
            |text| Bookmark::from_json(text.as_bytes()),
            |_, bookmark| {
                let text = bookmark.to_json().unwrap();
                assert_eq!(Bookmark::from_json(text.as_bytes()).as_ref(), Ok(bookmark));
            },
        ),
    ]
}

/// What was read of an answer's head of so many bytes.
fn stated(found: &Found, wait: Option<u64>, length: usize) {
    for one in &found.stated {
        let spans = [one.window_s, one.reset_s];
        assert!(spans.into_iter().flatten().all(|span| span >= 0.0 && span.is_finite()), "{one:?}");
        assert!(one.dialect != "retry-after" || one.reset_s == wait.map(|wait| wait as f64), "{one:?}");
    }
    assert!(found.stated.len() <= length, "no more than there was");
    for one in &found.ignored {
        // Lines of one name are joined by a comma and a space.
        assert!(one.value.len() <= 2 * length && sanitize::cut(&one.value).chars().count() <= 40, "{one:?}");
    }
}
