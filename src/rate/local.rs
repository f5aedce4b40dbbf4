//! Shared limits on the local backend: a file of atomic cells for each key.

use super::shared::Asking;
use super::take::{Answer, Ask, Key};
use crate::backend::local::boot;
use crate::backend::local::cells::{MappedCells, Purpose};
use crate::backend::local::folder::Folder;
use crate::backend::url::Url;
use crate::base::clock;
use crate::base::error::Result;
use crate::base::hash::stable_hash;

/// The folder of the files in the local folder.
const GROUP: &str = "rates";

/// Asks of the key's limit in the folder of the URL.
pub fn ask(url: &Url, key: &Key, ask: Ask) -> Result<Answer> {
    let purpose = Purpose {
        label: "a rate limit".to_owned(),
        identity: stable_hash(&[b"rate limit"]),
        hint: "without the file the limit begins anew, with a whole burst",
    };
    let (file, path) = Folder::of(url)?.open(GROUP, &key.file_name(), &purpose.empty_file())?;
    let cells = MappedCells::map(file, &path, &purpose)?;
    let mut asking = Asking::new(ask, boot()?);
    loop {
        if let Some(answer) = asking.step(&cells, clock::boot_ns()) {
            return Ok(answer);
        }
    }
}
