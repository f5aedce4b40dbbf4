//! `settings`: each value and where it comes from.

use serde::Serialize;

use crate::backend::url;
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::out::table::Row;
use crate::base::settings::Origin;
use crate::base::settings::table::VARIABLES;
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
    /// Null where nothing says it and only the default is left.
    value: Option<String>,
    default: &'static str,
    origin: String,
    variable: &'static str,
}

impl Row for Setting {
    const COLUMNS: &'static [&'static str] = &["KEY", "VALUE", "ORIGIN"];

    fn cells(&self) -> Vec<String> {
        let value = self.value.as_deref().unwrap_or(self.default);
        vec![self.key.to_owned(), value.to_owned(), self.origin.clone()]
    }
}

impl Run for ShowSettings {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let mut rows = Vec::new();
        for variable in VARIABLES.iter().filter(|variable| !variable.key.is_empty()) {
            let found = context.settings.find(variable.key)?;
            let origin = found.as_ref().map_or(Origin::Default, |found| found.origin.clone());
            rows.push(Setting {
                schema: "gosys.setting.v1",
                key: variable.key,
                // Of every value: a URL may have been given under the wrong name.
                value: found.map(|found| url::without_password(&found.value)),
                default: variable.default,
                origin: origin.to_string(),
                variable: variable.name,
            });
        }
        context.out.table(&rows)?;
        Ok(Exit::Ok)
    }
}
