//! `settings`: each value and where it comes from.

use serde::Serialize;

use crate::backend::url;
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::out::table::Row;
use crate::base::settings::table::VARIABLES;
use crate::base::settings::{Found, Origin};
use crate::base::verb::{Context, Run};

/// Show each setting and where its value comes from
///
/// A flag wins over a variable, a variable over the profile that the backend names, a profile over
/// the settings file, and that over the default.
#[derive(clap::Args)]
pub struct ShowSettings {}

#[derive(Serialize)]
struct Setting {
    schema: &'static str,
    key: &'static str,
    value: String,
    origin: String,
    variable: &'static str,
}

impl Row for Setting {
    const COLUMNS: &'static [&'static str] = &["KEY", "VALUE", "ORIGIN"];

    fn cells(&self) -> Vec<String> {
        vec![self.key.to_owned(), self.value.clone(), self.origin.clone()]
    }
}

impl Run for ShowSettings {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let mut rows = Vec::new();
        for variable in VARIABLES.iter().filter(|variable| !variable.key.is_empty()) {
            let default = || Found { value: variable.default.to_owned(), origin: Origin::Default };
            let found = context.settings.find(variable.key)?.unwrap_or_else(default);
            rows.push(Setting {
                schema: "gosys.setting.v1",
                key: variable.key,
                value: url::without_password(&found.value),
                origin: found.origin.to_string(),
                variable: variable.name,
            });
        }
        context.out.table(&rows)?;
        Ok(Exit::Ok)
    }
}
