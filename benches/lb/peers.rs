//! Python with the libraries that experiments are made with elsewhere.

use std::path::Path;
use std::process::Command;

/// NumPy for numbers, SimPy for queues.
const LIBRARIES: [&str; 2] = ["numpy", "simpy"];

/// Python that has both, fetched from PyPI into the build folder where the system has not; without a network without.
pub(crate) fn python() -> Python {
    let system = Python { path: None };
    if LIBRARIES.iter().all(|library| system.has(library)) {
        return system;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers");
    let fetched = Python { path: Some(folder.display().to_string()) };
    if !LIBRARIES.iter().all(|library| fetched.has(library)) {
        let mut pip = Command::new("pip3");
        pip.args(["install", "--quiet", "--upgrade", "--target"]).arg(folder).args(LIBRARIES);
        let is_done = pip.status().is_ok_and(|end| end.success());
        println!("fetching NumPy and SimPy: {}", if is_done { "done" } else { "no way" });
    }
    fetched
}

pub(crate) struct Python {
    path: Option<String>,
}

impl Python {
    pub(super) fn has(&self, library: &str) -> bool {
        self.command(&format!("import {library}"), &[]).output().is_ok_and(|output| output.status.success())
    }

    pub(crate) fn version(&self, library: &str) -> String {
        let printed = self.command(&format!("import {library}; print({library}.__version__)"), &[]).output();
        printed.map_or_else(|_| String::new(), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// The number that a script prints.
    pub(super) fn number(&self, script: &str, args: &[&str]) -> f64 {
        let printed = self.command(script, args).output().unwrap();
        assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
        String::from_utf8(printed.stdout).unwrap().trim().parse().unwrap()
    }

    fn command(&self, script: &str, args: &[&str]) -> Command {
        let mut command = Command::new("python3");
        command.args(["-c", script]).args(args).envs(self.path.as_ref().map(|path| ("PYTHONPATH", path)));
        command
    }
}
