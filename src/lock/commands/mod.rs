//! The verbs of `gosys lock`.

use crate::base::verb::Group;

/// The group's table: a new verb is a file and a line here.
pub static GROUP: Group = Group { name: "lock", about: "One at a time", description: "", default: None, verbs: &[] };
