//! The IETF's drafts, draft-ietf-httpapi-ratelimit-headers: `RateLimit` and `RateLimit-Policy`, as lists of named
//! policies from the eighth on and as a dictionary in the seventh; `RateLimit-Limit` and its like in the sixth.

use std::collections::{HashMap, VecDeque};

use super::structured::{Item, Value, dictionary, list};
use super::{Fields, Found, Stated, moment};

const LIMIT: &str = "ratelimit";
const POLICY: &str = "ratelimit-policy";

/// A policy of the older drafts has no name: `100;w=60`.
pub struct Window {
    pub limit: u64,
    pub window_s: Option<f64>,
}

/// Adds what the fields of these drafts say to what was found.
pub fn read(fields: &Fields, found: &mut Found) {
    let policies = fields.get(POLICY).map(|value| (value, items(POLICY, value, found)));
    let mut windows = Vec::new();
    let mut named = Vec::new();
    for (value, item) in policies.iter().flat_map(|(value, items)| items.iter().map(move |item| (value, item))) {
        match (&item.value, window(item), policy(item)) {
            (Value::Integer(_), Some(window), _) => windows.push(window),
            (Value::Text(_), _, Some(policy)) => named.push(policy),
            _ => found.ignore(POLICY, value, "a policy without its quota, or with one that is no number"),
        }
    }
    let seventh = fields.get(LIMIT).and_then(|value| seventh(value, found));
    if seventh.is_none() {
        limits(fields, found, &mut named);
    }
    found.stated.append(&mut named);
    let is_seventh = seventh.is_some();
    found.stated.extend(seventh.into_iter().flat_map(|stated| beside(stated, &windows)));
    match sixth(fields, found, &mut windows) {
        Some(stated) => found.stated.extend(beside(stated, &windows)),
        // Policies without what is left of them.
        None if !is_seventh => found.stated.extend(windows.iter().map(|window| window.stated("draft-7"))),
        None => {}
    }
}

/// The members of a list; none, and what is wrong is told, where it is malformed.
fn items(field: &str, value: &str, found: &mut Found) -> Vec<Item> {
    let items = list(value).filter(|items| !items.is_empty());
    if items.is_none() {
        found.ignore(field, value, "no list of structured values");
    }
    items.unwrap_or_default()
}

fn whole(value: Option<&Value>) -> Option<u64> {
    match value {
        Some(Value::Integer(number)) => u64::try_from(*number).ok(),
        _ => None,
    }
}

/// A parameter that may be missing, but must be a number where it is there.
fn maybe(item: &Item, name: &str) -> Option<Option<u64>> {
    match item.parameter(name) {
        None => Some(None),
        some => whole(some).map(Some),
    }
}

fn words(value: Option<&Value>) -> Option<String> {
    match value {
        Some(Value::Text(text) | Value::Bytes(text)) => Some(text.clone()),
        _ => None,
    }
}

/// A member of a list as such a policy; `None` where it is none.
pub fn window(item: &Item) -> Option<Window> {
    Some(Window { limit: whole(Some(&item.value))?, window_s: maybe(item, "w")?.map(|w| w as f64) })
}

impl Window {
    fn stated(&self, dialect: &'static str) -> Stated {
        Stated { dialect, limit: Some(self.limit), window_s: self.window_s, ..Stated::default() }
    }
}

/// `"burst";q=100;w=60`.
fn policy(item: &Item) -> Option<Stated> {
    Some(Stated {
        dialect: "draft",
        policy: words(Some(&item.value)),
        limit: Some(whole(item.parameter("q"))?),
        window_s: maybe(item, "w")?.map(|w| w as f64),
        unit: words(item.parameter("qu")).filter(|unit| unit != "requests"),
        partition: words(item.parameter("pk")),
        ..Stated::default()
    })
}

/// `"burst";r=50;t=30`, put to the policies of the same name.
fn limits(fields: &Fields, found: &mut Found, named: &mut Vec<Stated>) {
    let Some(value) = fields.get(LIMIT) else { return };
    let mut open = Open::of(named);
    for item in items(LIMIT, value, found) {
        let name = matches!(item.value, Value::Text(_)).then(|| words(Some(&item.value))).flatten();
        let (Some(name), Some(remaining), Some(reset)) = (name, whole(item.parameter("r")), maybe(&item, "t")) else {
            found.ignore(LIMIT, value, "a limit without what remains of it, or with what is no number");
            continue;
        };
        let partition = words(item.parameter("pk"));
        let (remaining, reset_s) = (Some(remaining), reset.map(|t| t as f64));
        match open.first(&name, partition.as_ref(), named) {
            Some(at) => (named[at].remaining, named[at].reset_s) = (remaining, reset_s),
            None => {
                let policy = Some(name);
                named.push(Stated { dialect: "draft", policy, remaining, reset_s, partition, ..Stated::default() });
            }
        }
    }
}

/// The places of policies of which it is not known yet what remains, in their order: by name, and by name and partition.
/// Servers may list many thousands, too many to look through all for each.
#[derive(Default)]
struct Open {
    named: HashMap<String, VecDeque<usize>>,
    parts: HashMap<(String, Option<String>), VecDeque<usize>>,
}

impl Open {
    fn of(policies: &[Stated]) -> Self {
        let mut open = Self::default();
        for (at, policy) in policies.iter().enumerate() {
            let name = policy.policy.clone().unwrap_or_default();
            open.named.entry(name.clone()).or_default().push_back(at);
            open.parts.entry((name, policy.partition.clone())).or_default().push_back(at);
        }
        open
    }

    /// The first of this name: each partition has a limit of its own, where both say which one it is.
    fn first(&mut self, name: &str, partition: Option<&String>, policies: &[Stated]) -> Option<usize> {
        let first = |places: Option<&mut VecDeque<usize>>| {
            let places = places?;
            while policies[*places.front()?].remaining.is_some() {
                places.pop_front();
            }
            places.front().copied()
        };
        let Some(partition) = partition else { return first(self.named.get_mut(name)) };
        let whole = first(self.parts.get_mut(&(name.to_owned(), None)));
        let part = first(self.parts.get_mut(&(name.to_owned(), Some(partition.clone()))));
        whole.into_iter().chain(part).min()
    }
}

/// `limit=20, remaining=0, reset=2`; nothing where it is not written so at all.
fn seventh(value: &str, found: &mut Found) -> Option<Stated> {
    let members = dictionary(value)?;
    let member = |name: &str| members.iter().rev().find(|(key, _)| key == name).map(|(_, item)| &item.value);
    // A token of the later drafts would be a member too, but has no number.
    if !["limit", "remaining", "reset"].iter().any(|name| matches!(member(name), Some(Value::Integer(_)))) {
        return None;
    }
    let mut number = |name: &str| {
        let value_of = member(name)?;
        let number = whole(Some(value_of));
        if number.is_none() {
            found.ignore(LIMIT, value, "a member that is no whole number");
        }
        number
    };
    let (limit, remaining, reset) = (number("limit"), number("remaining"), number("reset"));
    let reset_s = reset.map(|seconds| seconds as f64);
    Some(Stated { dialect: "draft-7", limit, remaining, reset_s, ..Stated::default() })
}

/// The three fields of the sixth draft. Before it, policies stood behind the limit, and come to the others.
fn sixth(fields: &Fields, found: &mut Found, windows: &mut Vec<Window>) -> Option<Stated> {
    let mut stated = Stated { dialect: "draft-6", ..Stated::default() };
    if let Some(value) = fields.get("ratelimit-limit") {
        match limit_and_windows(value) {
            Some((limit, behind)) => {
                stated.limit = Some(limit);
                windows.extend(behind);
            }
            None => found.ignore("ratelimit-limit", value, "no whole number"),
        }
    }
    if let Some(value) = fields.get("ratelimit-remaining") {
        stated.remaining = remaining("ratelimit-remaining", value, found);
    }
    if let Some(value) = fields.get("ratelimit-reset") {
        stated.reset_s = reset("ratelimit-reset", value, fields, found);
    }
    (stated.limit.is_some() || stated.remaining.is_some() || stated.reset_s.is_some()).then_some(stated)
}

/// `100`, or with policies behind it: `100, 100;w=60`.
pub fn limit_and_windows(value: &str) -> Option<(u64, Vec<Window>)> {
    let items = list(value)?;
    let windows: Option<Vec<Window>> = items.iter().map(window).collect();
    let mut windows = windows?;
    let first = windows.first()?.limit;
    // The first of them is the limit alone, unless it says of which window.
    windows.retain(|window| window.window_s.is_some());
    Some((first, windows))
}

/// A plain number, or it is told what is wrong.
pub fn remaining(field: &str, value: &str, found: &mut Found) -> Option<u64> {
    let number = list(value).filter(|items| items.len() == 1).and_then(|items| whole(Some(&items[0].value)));
    if number.is_none() {
        found.ignore(field, value, "no whole number");
    }
    number
}

/// A span or a moment, or it is told what is wrong.
pub fn reset(field: &str, value: &str, fields: &Fields, found: &mut Found) -> Option<f64> {
    moment::reset(value, fields.now).map_err(|why| found.ignore(field, value, why)).ok()
}

/// A limit with the window that a policy gives for it, and the other policies beside it.
pub fn beside(mut stated: Stated, windows: &[Window]) -> Vec<Stated> {
    let own = windows.iter().position(|window| stated.limit.is_none_or(|limit| limit == window.limit));
    if let Some(window) = own.map(|at| &windows[at]) {
        (stated.limit, stated.window_s) = (Some(window.limit), window.window_s);
    }
    let dialect = stated.dialect;
    let others = windows.iter().enumerate().filter(|(at, _)| Some(*at) != own);
    let others: Vec<_> = others.map(|(_, window)| window.stated(dialect)).collect();
    [stated].into_iter().chain(others).collect()
}
