//! Where in its text a scenario says something.

/// Whether a line begins with this key, which may stand in quotation marks.
pub fn is_key(line: &str, key: &str) -> bool {
    let marks = ['"', '\''];
    let rest = line.trim_start_matches(marks).strip_prefix(key);
    rest.is_some_and(|rest| rest.trim_start_matches(marks).trim_start().starts_with(':'))
}

/// The line of a key of the whole scenario, to stand behind its name.
pub fn of_key(text: &str, key: &str) -> String {
    // The same can be said in two ways: the load as a rate, and how many choices with the name of the policy.
    let keys = match key {
        "load" => vec![key, "rate"],
        "choices" => vec![key, "policy"],
        _ => vec![key],
    };
    let found = keys.iter().find_map(|key| text.lines().position(|line| is_key(line, key)));
    shown(found)
}

/// The same for an entry of the timeline, from 0 on.
pub fn of_entry(text: &str, number: usize) -> String {
    let key = text.lines().position(|line| is_key(line, "timeline"));
    shown(key.map(|key| dashed(text, key, number).or_else(|| in_brackets(text, key, number)).unwrap_or(key)))
}

fn shown(index: Option<usize>) -> String {
    index.map_or(String::new(), |index| format!(":{}", index + 1))
}

/// An entry of a list with a dash on a line for each.
fn dashed(text: &str, key: usize, number: usize) -> Option<usize> {
    let indent = |line: &str| line.trim_start().starts_with('-').then(|| line.len() - line.trim_start().len());
    let dashes = text.lines().enumerate().skip(key + 1).filter_map(|(at, line)| Some((at, indent(line)?)));
    // Lists inside an entry stand further to the right than the first dash.
    let first = dashes.clone().next()?.1;
    let begins = |line: &str| !line.starts_with([' ', '-', '#']) && !line.trim().is_empty();
    let end = text.lines().skip(key + 1).position(begins).map_or(usize::MAX, |rest| key + 1 + rest);
    dashes.filter(|(at, indent)| *indent == first && *at < end).nth(number).map(|(at, _)| at)
}

/// An entry of a list in brackets, which may go over several lines.
fn in_brackets(text: &str, key: usize, number: usize) -> Option<usize> {
    let (mut depth, mut seen) = (0, 0);
    for (at, line) in text.lines().enumerate().skip(key) {
        for letter in line.chars().take_while(|letter| *letter != '#') {
            match letter {
                '{' if depth == 1 && seen == number => return Some(at),
                '[' | '{' => (depth, seen) = (depth + 1, seen + usize::from(depth == 1)),
                ']' | '}' => depth -= 1,
                _ => {}
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_by_either_name() {
        let text = "policy: p3c\nservers: [{rate: 1}]\n  load: 3\nrate : 5\n";
        assert_eq!(["load", "choices", "servers", "end"].map(|key| of_key(text, key)), [":4", ":1", ":2", ""]);
        assert_eq!(of_key("policy: rr\nchoices: 2\n", "choices"), ":2");
    }

    #[test]
    fn entries_however_the_list_is_written() {
        let of = |text: &str| [0, 1, 2].map(|number| of_entry(text, number));
        assert_eq!(of("timeline:\n- {at: 1}\n\n# so\n- at: 2\n  servers:\n    - 7\n- {at: 3}\n"), [":2", ":5", ":8"]);
        let between = "load: 1\ntimeline:\n  - at: 1\n    rollout: {down: 1}\n  - at: 2\n  - at: 3\nend: 9\n";
        assert_eq!(of(between), [":3", ":5", ":6"]);
        let brackets = "timeline: [{at: 1, rollout: {down: 1}}, {at: 2},\n  # [{\n  {at: 3, servers: [1]}]\n";
        assert_eq!(of(brackets), [":1", ":1", ":3"]);
        // A list of something else behind it is not the timeline's.
        let other = "timeline:\n  [{at: 1},\n   {at: 2}, {at: 3}]\nservers:\n  - {}\n  - {}\n";
        assert_eq!(of(other), [":2", ":3", ":3"]);
        assert_eq!([of_entry("timeline: *x\n", 0), of_entry("load: 1\n", 0)], [":1", ""]);
    }
}
