//! Who a verb is for: a name and the token of its holder.

use std::collections::BTreeSet;
use std::io::{self, Read};

use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::shell::shell_word;
use crate::lock::Locks;
use crate::lock::name::LockName;
use crate::lock::token::Token;

/// The longest token that is read from standard input, with its newline.
const INPUT_MAX: u64 = 200;

#[derive(clap::Args)]
pub struct TokenArgs {
    /// The lock's name
    #[arg(value_name = "NAME")]
    pub name: LockName,
    /// Another lock of the same token; may be given several times
    #[arg(long, value_name = "NAME")]
    also: Vec<LockName>,
    /// What `lock acquire` printed, or - to read it from standard input
    #[arg(long, value_name = "TEXT")]
    token: String,
    /// Redis: the lock is the plain key NAME, as other libraries have it
    #[arg(long)]
    pub compat: bool,
}

impl TokenArgs {
    /// The token; one that cannot be anybody's is not the holder's.
    pub fn token(&self) -> Result<Token> {
        let text = if self.token == "-" { read()? } else { self.token.clone() };
        // Trimmed, for what `echo` and `cat` hand on ends with a line.
        text.trim().parse().map_err(|_| not_held(&self.name, ""))
    }

    /// Every name that was given, once.
    pub fn names(&self) -> impl Iterator<Item = &LockName> {
        // As `acquire` takes it once: given back twice, the second time would say that it was lost.
        let mut seen = BTreeSet::new();
        std::iter::once(&self.name).chain(&self.also).filter(move |name| seen.insert(*name))
    }

    /// The token is not the holder's, or not any more; then with the reason, where one was left.
    pub fn lost(&self, locks: &dyn Locks, name: &LockName, token: &Token) -> Error {
        // What cannot be read is no worse than what was not written.
        let why = locks.note(name, token).ok().flatten();
        not_held(name, &why.map_or(String::new(), |why| format!(" any more: it was broken by {why}")))
    }
}

fn not_held(name: &LockName, more: &str) -> Error {
    Error::new(Exit::Lost, format!("the lock `{name}` is not held by this token{more}"))
        .hint(format!("gosys lock status {} shows who holds it", shell_word(name.as_str())))
}

fn read() -> Result<String> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(INPUT_MAX).read_to_end(&mut bytes);
    read.map_err(|e| Error::new(Exit::Io, format!("cannot read the token: {}", crate::base::error::plain(&e))))?;
    // What is no text is nobody's token, and no failure to read one: 76 as for every other that does not fit.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
