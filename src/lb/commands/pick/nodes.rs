//! The nodes to pick from: arguments or a file, with their weights.

use std::collections::HashMap;
use std::fs::File;
use std::hash::Hash;
use std::io::{self, Read};
use std::path::Path;

use crate::base::error::{Error, Result};
use crate::base::lines::shown;
use crate::base::out::sanitize::cut;
use crate::lb::policy::Servers;

/// A longer list is taken for something else.
const FILE_MAX: u64 = 16 << 20;

/// Weights that are not 0 are between these.
pub const LIGHTEST: f64 = 1e-12;
pub const HEAVIEST: f64 = 1e12;

/// The nodes of the arguments, with these weights or 1 each; those of weight 0 are left out.
pub fn of_arguments(nodes: &[String], weights: Option<&str>) -> Result<Servers> {
    let weights = match weights {
        None => vec![1.0; nodes.len()],
        Some(text) => text.split(',').map(|word| weight(word).map_err(Error::usage)).collect::<Result<_>>()?,
    };
    if weights.len() != nodes.len() {
        return Err(Error::usage(format!("there are {} weights for {} nodes", weights.len(), nodes.len()))
            .hint("--weights is a list like 2,1,1 in the order of the nodes"));
    }
    for node in nodes {
        check(node).map_err(Error::usage)?;
    }
    if let Some((_, again)) = twice(nodes) {
        return Err(
            Error::usage(format!("`{}` is there twice", cut(&nodes[again]))).hint("a weight says that one gets more")
        );
    }
    servers(nodes.to_vec(), weights).ok_or_else(|| Error::usage("all weights are 0, so nobody can be picked"))
}

/// The nodes of a file, or of standard input for `-`: one a line, and a weight behind it where it is not 1.
pub fn of_file(path: &str) -> Result<Servers> {
    let text = read(path)?;
    let path = shown(Path::new(path)).display();
    // Some editors put a mark in front, which would be part of the first node's name and nowhere to be seen.
    let text = text.trim_start_matches('\u{feff}');
    let malformed = |line: usize, why: String| {
        Error::data(format!("{path}:{line}: {why}")).hint("a line is a node, and a weight where it is not 1")
    };
    let (mut nodes, mut weights, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    // Numbered before those without a node are left out, as an editor numbers them.
    for (at, line) in (1..).zip(text.lines()).filter(|(_, line)| !is_blank(line)) {
        let (node, weight) = entry(line).map_err(|why| malformed(at, why))?;
        nodes.push(node);
        weights.push(weight);
        lines.push(at);
    }
    if let Some((first, again)) = twice(&nodes) {
        return Err(malformed(lines[again], format!("`{}` is on line {} already", cut(&nodes[again]), lines[first])));
    }
    if nodes.is_empty() {
        return Err(Error::data(format!("{path} has no nodes")).hint("write one a line"));
    }
    servers(nodes, weights).ok_or_else(|| Error::data(format!("all weights of {path} are 0, so nobody can be picked")))
}

fn read(path: &str) -> Result<String> {
    let mut text = String::new();
    let read = match path {
        "-" => io::stdin().lock().take(FILE_MAX + 1).read_to_string(&mut text),
        path => File::open(path).and_then(|file| file.take(FILE_MAX + 1).read_to_string(&mut text)),
    };
    match read {
        Err(error) => Err(Error::file(shown(Path::new(path)), "read", &error)),
        Ok(length) if length as u64 > FILE_MAX => Err(Error::data(format!("{path} is too long for a list of nodes"))),
        Ok(_) => Ok(text),
    }
}

fn is_blank(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

fn entry(line: &str) -> Result<(String, f64), String> {
    let mut words = line.split_whitespace();
    let node = words.next().unwrap_or_default();
    let weight = words.next().map_or(Ok(1.0), weight)?;
    check(node)?;
    match words.next() {
        None => Ok((node.to_owned(), weight)),
        Some(more) => Err(format!("what is `{}`?", cut(more))),
    }
}

fn weight(word: &str) -> Result<f64, String> {
    let weight: f64 = word.trim().parse().map_err(|_| format!("`{}` is no weight", cut(word)))?;
    if !(weight >= 0.0 && weight.is_finite()) {
        return Err(format!("a weight is 0 or more, not {word}"));
    }
    // Beyond, the sum of all may be infinite, and a part of it nothing.
    if weight > 0.0 && !(LIGHTEST..=HEAVIEST).contains(&weight) {
        return Err(format!("a weight other than 0 is from {LIGHTEST:e} to {HEAVIEST:e}, not {word}"));
    }
    Ok(weight)
}

fn check(node: &str) -> Result<(), String> {
    match node {
        "" => Err("a node has no name".to_owned()),
        node if node.chars().any(char::is_control) => {
            Err(format!("the node `{}` has a control character", node.escape_debug()))
        }
        _ => Ok(()),
    }
}

/// The places of the first that is there again.
pub fn twice<T: Eq + Hash>(nodes: &[T]) -> Option<(usize, usize)> {
    let mut seen = HashMap::new();
    nodes.iter().enumerate().find_map(|(at, node)| seen.insert(node, at).map(|first| (first, at)))
}

/// Without those of weight 0; `None` where nobody is left.
fn servers(nodes: Vec<String>, weights: Vec<f64>) -> Option<Servers> {
    let (names, weights): (Vec<_>, Vec<_>) = nodes.into_iter().zip(weights).filter(|(_, weight)| *weight > 0.0).unzip();
    (!names.is_empty()).then_some(Servers { names, weights })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(text: &str) -> Result<(String, f64), String> {
        entry(text)
    }

    #[test]
    fn a_line_is_a_node_and_perhaps_a_weight() {
        assert_eq!(of("web1:80"), Ok(("web1:80".to_owned(), 1.0)));
        assert_eq!(of("  web1:80\t2.5 "), Ok(("web1:80".to_owned(), 2.5)));
        assert_eq!(of("[::1]:80 0"), Ok(("[::1]:80".to_owned(), 0.0)));
        for (line, why) in [
            ("a b", "`b` is no weight"),
            ("a NaN", "a weight is 0 or more, not NaN"),
            ("a -0.1", "a weight is 0 or more, not -0.1"),
            ("a 1e999", "a weight is 0 or more, not 1e999"),
            ("a 1 1", "what is `1`?"),
        ] {
            assert_eq!(of(line), Err(why.to_owned()));
        }
        assert!(is_blank("") && is_blank(" \t") && is_blank("# a 1") && !is_blank("a#1"));
    }

    #[test]
    fn nodes_of_no_weight_are_left_out() {
        let names = |nodes: &[&str]| nodes.iter().map(|&node| node.to_owned()).collect::<Vec<_>>();
        let found = of_arguments(&names(&["a", "b", "c"]), Some("1, 0,2")).unwrap();
        assert_eq!((found.names, found.weights), (names(&["a", "c"]), vec![1.0, 2.0]));
        assert_eq!(of_arguments(&names(&["a"]), None).unwrap().weights, [1.0]);
        assert_eq!(twice(&names(&["a", "b", "c", "b", "a"])), Some((1, 3)));
        assert_eq!(twice(&names(&["a", "b"])), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(node in "[!-~]{1,40}", weight in LIGHTEST..HEAVIEST) {
            prop_assert_eq!(of(&format!("{node} {weight}")), Ok((node, weight)));
        }

        #[test]
        fn no_line_is_too_much(line in "\\PC{0,60}") {
            if let Ok((node, weight)) = of(&line) {
                prop_assert!(weight >= 0.0 && weight.is_finite() && !node.chars().any(char::is_whitespace));
            }
        }
    }
}
