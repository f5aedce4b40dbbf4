//! Leases of ids on zookeeper.

use super::remote::{Place, Work};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

/// Does the work with the store of a place.
pub fn run(_: &Place<'_>, _: &dyn Work) -> Result<()> {
    Err(Error::new(Exit::Internal, "not there yet"))
}
