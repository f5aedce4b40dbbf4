//! What a verb is: its name, its parser, its examples and the function that runs it.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Args, Command, value_parser};

use super::error::{Error, Result};
use super::exit::Exit;
use super::out::{Format, Out, no_env};
use super::settings::Settings;

/// An example of `--help` and of the man page; a test runs every one.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// What it is for, without a final stop.
    pub says: &'static str,
    /// A line for `sh`.
    pub line: &'static str,
    /// The status it ends with.
    pub exit: u8,
}

/// An example that succeeds.
pub const fn example(says: &'static str, line: &'static str) -> Example {
    Example { says, line, exit: 0 }
}

/// Words that are typed by whoever comes from another tool, or guesses, and what is meant by them here.
#[derive(Clone, Copy, Debug)]
pub struct Slip {
    /// The verbs behind which they are typed, parted by blanks; none where they stand in the place of a verb.
    pub verbs: &'static str,
    /// The words, parted by blanks. `#` is any number, and `*` whatever is no option and nothing else fits.
    pub typed: &'static str,
    /// What is said to it, with {} for the word.
    pub hint: &'static str,
}

/// A row of a table of slips.
pub const fn slip(verbs: &'static str, typed: &'static str, hint: &'static str) -> Slip {
    Slip { verbs, typed, hint }
}

impl Slip {
    fn fits(&self, verb: &str, word: &str) -> bool {
        let is_here =
            if self.verbs.is_empty() { verb.is_empty() } else { self.verbs.split(' ').any(|own| own == verb) };
        is_here && self.typed.split(' ').any(|typed| typed == word || typed == "#" && is_number(word))
    }
}

/// Whether a word is a whole number, perhaps a negative one.
pub fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches('-');
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a verb is given besides its own arguments.
pub struct Context {
    pub out: Out,
    pub settings: Settings,
    /// The whole command tree, for the verbs that document it.
    pub tree: &'static Tree,
}

/// The arguments of a verb, which know how to run. The doc comment is the help.
pub trait Run: Args {
    /// Does the work; the error says how the run ends and what the user reads.
    fn run(self, context: &mut Context) -> Result<Exit>;
}

/// One row of a group's table of verbs.
pub struct Verb {
    pub name: &'static str,
    pub examples: &'static [Example],
    /// Left out of help, man pages and completions.
    pub hidden: bool,
    /// Whether it prints something for a shell to evaluate.
    pub has_env: bool,
    /// What `--key` is, where it is not the file that it is everywhere else.
    pub key: Option<&'static str>,
    augment: fn(Command) -> Command,
    bare: Option<fn(&mut Context) -> Result<Exit>>,
    run: fn(ArgMatches, &mut Context) -> Result<Exit>,
}

impl Verb {
    /// A row for the verb whose arguments are `V`.
    pub const fn of<V: Run>(name: &'static str, examples: &'static [Example]) -> Self {
        Self {
            name,
            examples,
            hidden: false,
            has_env: false,
            key: None,
            augment: V::augment_args,
            bare: None,
            run: run::<V>,
        }
    }

    /// The same for arguments whose `Default` is what no arguments mean, so that none need no parser.
    pub const fn of_default<V: Run + Default>(name: &'static str, examples: &'static [Example]) -> Self {
        Self { bare: Some(|context| V::default().run(context)), ..Self::of::<V>(name, examples) }
    }

    /// The same verb, left out of help, man pages and completions.
    #[must_use]
    pub const fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// The same verb, with something to print for `-o env`.
    #[must_use]
    pub const fn with_env(mut self) -> Self {
        self.has_env = true;
        self
    }

    /// The same verb, with another meaning of `--key`, which it reads from the settings.
    #[must_use]
    pub const fn with_key(mut self, help: &'static str) -> Self {
        self.key = Some(help);
        self
    }

    /// Adds the verb's description and arguments to `command`.
    pub fn augment(&self, command: Command) -> Command {
        (self.augment)(command).hide(self.hidden)
    }

    /// The same with what its `--key` is, where that is its own: what is documented.
    pub fn document(&self, command: Command) -> Command {
        let command = self.augment(command);
        // Of the same name and type as the global one, which clap then leaves out and the settings still find.
        let key = |help| Arg::new("key").long("key").value_name("KEY").value_parser(value_parser!(PathBuf)).help(help);
        match self.key {
            Some(help) => command.arg(key(help)),
            None => command,
        }
    }

    /// Runs the verb without any arguments, if it needs no parser for that.
    pub fn bare(&self) -> Option<fn(&mut Context) -> Result<Exit>> {
        self.bare
    }

    /// Runs the verb with what its parser, or the whole tree, has read.
    pub fn run(&self, matches: ArgMatches, context: &mut Context) -> Result<Exit> {
        // Before it does anything that could not be told afterwards.
        if context.out.format() == Format::Env && !self.has_env {
            return Err(no_env());
        }
        (self.run)(matches, context)
    }
}

fn run<V: Run>(mut matches: ArgMatches, context: &mut Context) -> Result<Exit> {
    // Taken out of it: to copy all of it first, as clap would, takes a start of gosys noticeably longer.
    let verb = V::from_arg_matches_mut(&mut matches).map_err(|e| Error::usage(e.to_string()))?;
    verb.run(context)
}

/// A noun and its verbs.
pub struct Group {
    pub name: &'static str,
    /// One line for help, without a final stop.
    pub about: &'static str,
    /// Paragraphs for the group's man page.
    pub description: &'static str,
    /// Further sections of that page, by their titles; an indented paragraph is shown as it stands.
    pub sections: &'static [(&'static str, &'static str)],
    /// The verb meant when none is named.
    pub default: Option<&'static str>,
    pub verbs: &'static [Verb],
    /// What is said to likely mistakes.
    pub slips: &'static [Slip],
}

impl Group {
    /// What is said to this word behind a verb, or in the place of one.
    pub fn slip(&self, verb: &str, word: &str) -> Option<&'static str> {
        self.slips.iter().find(|slip| slip.fits(verb, word)).map(|slip| slip.hint)
    }

    /// The verb of this name, hidden ones too.
    pub fn verb(&self, name: &str) -> Option<&'static Verb> {
        self.verbs.iter().find(|verb| verb.name == name)
    }
}

/// Everything gosys can be asked to do.
pub struct Tree {
    pub groups: &'static [&'static Group],
    /// Verbs without a noun.
    pub shared: &'static Group,
    /// Builds clap's tree of all of it: dear, so only for documentation and errors.
    pub command: fn() -> Command,
}
