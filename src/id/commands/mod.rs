//! The verbs of `gosys id`.

mod new;

use crate::base::verb::{Group, Verb, example};

/// The group's table: a new verb is a file and a line here.
pub static GROUP: Group = Group {
    name: "id",
    about: "Unique ids",
    description: "",
    default: Some("new"),
    verbs: &[Verb::of::<new::New>("new", &[example("One id", "gosys id")])],
};
