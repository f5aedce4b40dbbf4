//! Pictures as lines of text.

mod bars;
mod heat;
mod plot;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Picture;
use crate::base::out::sanitize;

/// What text is drawn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// In columns.
    pub width: usize,
    pub color: bool,
}

/// Narrower than this nothing can be drawn: then lines are too long.
const WIDTH_MIN: usize = 48;
/// Wider than this a picture is no easier to read.
const WIDTH_MAX: usize = 160;

/// The picture as lines no longer than the screen is wide, the last one ended too.
pub fn draw(picture: &Picture, screen: Screen) -> String {
    let screen = Screen { width: screen.width.clamp(WIDTH_MIN, WIDTH_MAX), ..screen };
    let lines = match picture {
        Picture::Heat(heat) => heat::lines(heat, screen),
        Picture::Plot(plot) => plot::lines(plot, screen),
        Picture::Bars(bars) => bars::lines(bars, screen),
    };
    lines.iter().map(|line| line.trim_end().to_owned() + "\n").collect()
}

/// A name that may have come from anywhere, in at most so many columns.
fn name(name: &str, most: usize) -> String {
    let safe = sanitize::line(name);
    if safe.width() <= most {
        return safe.into_owned();
    }
    let (mut cut, mut used) = (String::new(), 1);
    for c in safe.chars() {
        used += c.width().unwrap_or(0);
        if used > most {
            break;
        }
        cut.push(c);
    }
    cut + "…"
}

/// `text` with spaces behind it, up to so many columns.
fn left(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
}

/// `text` with spaces before it, up to so many columns.
fn right(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(text.width())))
}

/// `text` between spaces.
fn centred(text: &str, columns: usize) -> String {
    let free = columns.saturating_sub(text.width());
    left(&format!("{}{text}", " ".repeat(free / 2)), columns)
}

/// The widest of these, but no wider than `most`.
fn widest<'a>(texts: impl Iterator<Item = &'a String>, most: usize) -> usize {
    texts.map(|text| text.width()).max().unwrap_or(0).min(most)
}

/// Puts `text` into a line of spaces, its middle at this column, if there is room for it.
fn place(line: &mut Vec<char>, at: usize, text: &str) {
    let length = text.chars().count();
    let start = at.saturating_sub(length / 2).min(line.len().saturating_sub(length));
    let end = start + length;
    // A space on both sides, or two numbers read as one.
    let around = start.saturating_sub(1)..(end + 1).min(line.len());
    if end <= line.len() && line[around].iter().all(|c| *c == ' ') {
        line.splice(start..end, text.chars());
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn no_line_is_wider_than_the_screen() {
        for width in [48, 61, 80, 132] {
            for picture in samples::all().iter().chain(&samples::hostile()) {
                let text = draw(picture, Screen { width, color: false });
                let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap();
                assert!(widest <= width, "{width}: {widest}\n{text}");
                assert!(text.ends_with('\n') && text.lines().all(|line| !line.ends_with(' ')), "{text}");
            }
        }
    }

    #[test]
    fn nothing_of_a_name_reaches_the_terminal_raw() {
        for picture in samples::hostile() {
            let text = draw(&picture, Screen { width: 200, color: false });
            assert!(text.lines().all(sanitize::is_safe), "{text}");
            let colored = draw(&picture, Screen { width: 200, color: true });
            assert!(!colored.contains("\x1b]") && !colored.contains('\x07') && !colored.contains('\u{202e}'));
        }
    }

    #[test]
    fn colour_only_where_it_is_wanted_and_it_always_ends() {
        for picture in samples::all() {
            assert!(!draw(&picture, Screen { width: 80, color: false }).contains('\x1b'));
            let colored = draw(&picture, Screen { width: 80, color: true });
            assert!(colored.contains("\x1b["));
            let ends = |line: &str| line.rfind("\x1b[").is_none_or(|at| line[at..].starts_with("\x1b[0m"));
            assert!(colored.lines().all(ends), "{colored:?}");
        }
    }

    #[test]
    fn names_are_cut_by_their_width() {
        assert_eq!([name("abcdef", 6), name("abcdefg", 6)], ["abcdef", "abcde…"]);
        assert_eq!([name("漢字漢字", 6), name("漢字漢字", 8)], ["漢字…", "漢字漢字"]);
        assert_eq!([left("漢", 4), right("ab", 4), centred("ab", 6)], ["漢  ", "  ab", "  ab  "]);
    }
}
