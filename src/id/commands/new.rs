//! `id new`: makes ids.

use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::verb::{Context, Run};

/// Make ids
#[derive(clap::Args)]
pub struct New {
    /// How many
    #[arg(short = 'n', long, default_value_t = 1, value_name = "N")]
    count: u64,
}

impl Run for New {
    fn run(self, context: &mut Context) -> Result<Exit> {
        context.out.data(format!("{}\n", self.count))?;
        Ok(Exit::Ok)
    }
}
