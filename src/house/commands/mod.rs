//! The verbs without a noun.

mod settings;

use crate::base::verb::{Group, Verb, example};

/// The table of shared verbs: a new one is a file and a line here.
pub static GROUP: Group = Group {
    name: "",
    about: "",
    description: "",
    default: None,
    verbs: &[Verb::of::<settings::ShowSettings>(
        "settings",
        &[
            example("Every setting, and where its value comes from", "gosys settings"),
            example("The same for a program", "gosys settings -o json"),
        ],
    )],
};
