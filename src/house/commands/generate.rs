//! `generate`: writes the files that are made from the tables, for the checkout and for packagers.

use std::fs;
use std::path::{Path, PathBuf};

use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::verb::{Context, Run, Tree};
use crate::house::generated::{self, Files};
use crate::house::readme;

/// Write the completion scripts, man pages and README tables
///
/// The files are those of the checkout: completions/, man/, and the regions of README.md between
/// `<!-- generated: NAME -->` and `<!-- end -->`. The same gosys always writes the same bytes.
#[derive(clap::Args)]
pub struct Generate {
    /// The folder to write to
    #[arg(long, value_name = "FOLDER")]
    dir: PathBuf,
    /// What to write
    #[arg(value_enum, value_name = "WHAT")]
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// DIR/completions/
    Completions,
    /// DIR/man/
    Man,
    /// The regions of DIR/README.md
    Readme,
    /// All of it
    All,
}

impl Run for Generate {
    fn run(self, context: &mut Context) -> Result<Exit> {
        // All is rendered before anything is written: a README that cannot be renewed leaves the rest alone.
        for (name, bytes) in self.plan(context.tree)? {
            write(&self.dir.join(name), &bytes)?;
        }
        Ok(Exit::Ok)
    }
}

impl Generate {
    fn plan(&self, tree: &Tree) -> Result<Files> {
        let wants = |what| self.what == what || self.what == What::All;
        let mut files = Files::new();
        if wants(What::Completions) {
            files.append(&mut generated::completions(tree));
        }
        if wants(What::Man) {
            files.append(&mut generated::man(tree));
        }
        if wants(What::Readme) {
            let path = self.dir.join("README.md");
            let text = fs::read_to_string(&path).map_err(|e| Error::file(&path, "read", &e))?;
            files.insert("README.md".to_owned(), readme::renew(&text)?.into_bytes());
        }
        Ok(files)
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|e| Error::file(folder, "make", &e))?;
    }
    fs::write(path, bytes).map_err(|e| Error::file(path, "write", &e))
}
