//! Pictures as SVG. The same picture is the same bytes.

mod bars;
mod heat;
mod plot;

use unicode_width::UnicodeWidthStr;

use super::Picture;
use crate::base::out::sanitize;

/// Between the edge and what is drawn, and between two pictures.
const MARGIN: f64 = 16.0;
const TITLE: f64 = 16.0;
const NAME: f64 = 13.0;
const NUMBER: f64 = 11.0;
const INK: &str = "#222222";
const GREY: &str = "#666666";
const GRID: &str = "#e4e4e4";

/// One document with all of them, one below the other.
pub fn document(pictures: &[Picture]) -> String {
    let drawings: Vec<Drawing> = pictures.iter().map(drawing).collect();
    let width = drawings.iter().map(|drawing| drawing.width).fold(0.0, f64::max) + 2.0 * MARGIN;
    let (mut below, mut body) = (MARGIN, String::new());
    for drawing in &drawings {
        body += &format!("<g transform=\"translate({},{})\">\n{}</g>\n", number(MARGIN), number(below), drawing.body);
        below += drawing.height + MARGIN;
    }
    let (width, height) = (number(width), number(below));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"system-ui, 'DejaVu Sans', sans-serif\" fill=\"{INK}\">\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n{body}</svg>\n"
    )
}

fn drawing(picture: &Picture) -> Drawing {
    match picture {
        Picture::Heat(heat) => heat::draw(heat),
        Picture::Plot(plot) => plot::draw(plot),
        Picture::Bars(bars) => bars::draw(bars),
    }
}

/// A place, in pixels from the left and from the top.
type Place = (f64, f64);

/// A picture that is being drawn.
struct Drawing {
    width: f64,
    height: f64,
    body: String,
}

/// Where a text stands from its place.
#[derive(Clone, Copy)]
enum Anchor {
    Start,
    Middle,
    End,
}

impl Drawing {
    /// With its title at the top.
    fn new(title: &str, width: f64, height: f64) -> Self {
        let mut drawing = Self { width, height, body: String::new() };
        let title = cut(title, (width / (TITLE * 0.6)) as usize);
        drawing.element("text", &format!("y=\"{TITLE}\" font-size=\"{TITLE}\" font-weight=\"600\""), Some(&title));
        drawing
    }

    /// Attributes are ours and stand as they are; text may be anybody's.
    fn element(&mut self, name: &str, attributes: &str, text: Option<&str>) {
        self.body += &match text {
            Some(text) => format!("<{name} {attributes}>{}</{name}>\n", escaped(text)),
            None => format!("<{name} {attributes}/>\n"),
        };
    }

    fn text(&mut self, (x, y): Place, anchor: Anchor, style: &str, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        // The middle of figures and small letters is about a third of their size above the line they stand on.
        let place = format!("x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\" {style}", number(x), number(y));
        self.element("text", &place, Some(text));
    }

    /// Text turned upwards, its middle here.
    fn upwards(&mut self, (x, y): Place, text: &str) {
        let (x, y) = (number(x), number(y));
        let turned = format!("transform=\"translate({x},{y}) rotate(-90)\" text-anchor=\"middle\" {}", name_style());
        self.element("text", &turned, Some(text));
    }

    fn rect(&mut self, (x, y): Place, width: f64, height: f64, style: &str) {
        let [x, y, width, height] = [x, y, width, height].map(number);
        self.element("rect", &format!("x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {style}"), None);
    }

    fn line(&mut self, from: Place, to: Place, style: &str) {
        let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(number);
        self.element("line", &format!("x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" {style}"), None);
    }

    /// Through these places, as `polyline` or `polygon`.
    fn through(&mut self, element: &str, places: &[Place], style: &str) {
        let points: Vec<String> = places.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
        self.element(element, &format!("points=\"{}\" {style}", points.join(" ")), None);
    }
}

fn name_style() -> String {
    format!("font-size=\"{NAME}\" fill=\"{INK}\"")
}

fn number_style() -> String {
    format!("font-size=\"{NUMBER}\" fill=\"{GREY}\"")
}

/// About as wide as a text of this size is drawn.
fn width_of(text: &str, size: f64) -> f64 {
    sanitize::line(text).width() as f64 * size * 0.6
}

/// At most so many letters of a name.
fn cut(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    name.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

/// A length with two digits behind the point at most.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Text that stays text between tags and in attributes.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in sanitize::line(text).chars() {
        match c {
            '&' => safe += "&amp;",
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '"' => safe += "&quot;",
            '\'' => safe += "&#39;",
            // No XML may have these, not even as references.
            '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn no_markup_or_control_character_of_a_name_gets_through() {
        let svg = document(&samples::hostile());
        assert!(!svg.contains("<script") && !svg.contains("<img"), "{svg}");
        assert!(svg.lines().all(sanitize::is_safe) && !svg.contains('\u{ffff}'), "{svg}");
        assert_eq!(svg.matches("<text").count(), svg.matches("</text>").count(), "{svg}");
        assert_eq!(svg.matches('"').count() % 2, 0);
    }

    #[test]
    fn pictures_stand_below_each_other() {
        let svg = document(&samples::all());
        let heights: Vec<f64> = samples::all().iter().map(|picture| drawing(picture).height).collect();
        let second = number(MARGIN + heights[0] + MARGIN);
        assert!(svg.contains(&format!("translate(16,{second})")), "{svg}");
        let height = number(heights.iter().sum::<f64>() + 4.0 * MARGIN);
        assert!(svg.contains(&format!("height=\"{height}\" viewBox=")), "{svg}");
        assert_eq!(svg, document(&samples::all()));
        assert!(document(&[]).ends_with("</svg>\n"));
    }

    #[test]
    fn lengths_have_no_more_digits_than_are_seen() {
        assert_eq!([1.0, 1.5, 0.126, 100.0, -0.001].map(number), ["1", "1.5", "0.13", "100", "-0"]);
        assert_eq!([cut("abc", 3), cut("abcd", 3)], ["abc", "ab…"]);
    }
}
