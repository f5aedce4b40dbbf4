//! What the verbs of policies share: finding one by its name.

use crate::base::error::{Error, Result};
use crate::base::near::nearest;
use crate::lb::policy::{self, Kind};

/// The policy of this name or short name, with the choices that a short name stands for; or what is meant instead.
pub fn find(name: &str) -> Result<(&'static Kind, Option<usize>)> {
    policy::meant(name).ok_or_else(|| {
        // Known by the library that made it so.
        let near = if name.ends_with("ketama") { Some("ring") } else { nearest(name, policy::names()) };
        let hint = match near {
            _ if name.contains(',') => "one at a time here; `gosys lb compare --policies` takes several".to_owned(),
            Some(near) => format!("did you mean {near}? `gosys lb policies` lists all of them"),
            None => "`gosys lb policies` lists all of them".to_owned(),
        };
        Error::usage(format!("there is no policy `{name}`")).hint(hint)
    })
}

/// Refuses the same policy twice, by whatever name.
pub fn distinct<T: PartialEq>(names: &[String], meant: &[T]) -> Result<()> {
    for (place, policy) in names.iter().enumerate() {
        if let Some(before) = meant[..place].iter().position(|other| *other == meant[place]) {
            let before = &names[before];
            let again = if policy == before { "is there twice".to_owned() } else { format!("is {before} again") };
            return Err(Error::usage(format!("`{policy}` {again}: it would be no different from itself")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_names_of_policies() {
        let read = |name: &str| find(name).ok().map(|(kind, choices)| (kind.name, choices));
        assert_eq!([read("rr"), read("lc")], [Some(("round-robin", None)), Some(("least-connections", None))]);
        assert_eq!([read("p2c"), read("p17c")], [Some(("power-of-d", Some(2))), Some(("power-of-d", Some(17)))]);
        assert_eq!([read("c3"), read("ring")], [Some(("c3", None)), Some(("ring", None))]);
        assert!(["pc", "p-1c", "p2.5c", "p2", "2c", "P2C", ""].into_iter().all(|name| read(name).is_none()));
    }
}
