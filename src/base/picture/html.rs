//! Pictures as one page that needs nothing else: no scripts, no fonts, nothing from elsewhere.

use super::svg::{self, escaped};
use super::{Picture, csv};

const STYLE: &str = "body{font-family:system-ui,sans-serif;margin:2em auto;max-width:60em;padding:0 1em;color:#222}\
    figure{margin:2em 0}svg{max-width:100%;height:auto}pre{overflow-x:auto;background:#f6f6f6;padding:1em}\
    summary{cursor:pointer;color:#555}";

/// A page of these pictures, the numbers of each below it.
pub fn page(title: &str, pictures: &[Picture]) -> String {
    let title = escaped(title);
    let figures: String = pictures.iter().map(figure).collect();
    // The policy keeps the page to itself even where a name got past the escaping.
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{figures}</body>\n</html>\n"
    )
}

fn figure(picture: &Picture) -> String {
    let one = std::slice::from_ref(picture);
    let (drawing, numbers) = (svg::document(one), escaped_lines(&csv::tables(one)));
    format!("<figure>\n{drawing}<details><summary>The numbers</summary><pre>{numbers}</pre></details>\n</figure>\n")
}

/// Text of several lines, which [`escaped`] would make one.
fn escaped_lines(text: &str) -> String {
    text.lines().map(|line| escaped(line) + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn a_page_of_all_kinds() {
        let page = page("a <b> & c", &samples::all());
        assert!(page.starts_with("<!DOCTYPE html>\n") && page.ends_with("</html>\n"));
        assert!(page.contains("<title>a &lt;b&gt; &amp; c</title>"), "{page}");
        assert_eq!((page.matches("<svg ").count(), page.matches("<pre>").count()), (3, 3));
        assert!(!page.contains("<script") && !page.contains("href"), "{page}");
        assert_eq!(page.matches("http").count(), 4, "the namespace of each SVG, and http-equiv");
    }

    #[test]
    fn no_markup_of_a_name_gets_through() {
        let page = page("</title><script>x", &samples::hostile());
        assert!(!page.contains("<script") && !page.contains("<img"), "{page}");
        assert!(page.contains("&lt;script&gt;"));
    }
}
