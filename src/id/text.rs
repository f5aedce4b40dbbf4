//! Many ids as text, fast: what `id new` does for every id. Pure.

use std::ops::Range;

use super::layout::Layout;

/// Appends the ids of these cells of `node` in decimal, each followed by `end`.
pub fn decimal_lines(layout: &Layout, cells: Range<u64>, node: u64, end: u8, out: &mut Vec<u8>) {
    let mut digits = itoa::Buffer::new();
    let mut line = Vec::with_capacity(21);
    let mut last = None;
    for cell in cells {
        let id = layout.id(cell, node);
        // Inside a tick each id is the one before and one more, which is much less work than a number from nothing.
        if last.is_none_or(|last: u64| last.wrapping_add(1) != id) || !increment(&mut line) {
            line.clear();
            line.extend(digits.format(id).as_bytes());
            line.push(end);
        }
        last = Some(id);
        out.extend_from_slice(&line);
    }
}

/// Adds one to the digits in front of the line's last byte; `false` where that needs another digit.
fn increment(line: &mut [u8]) -> bool {
    let Some((_, digits)) = line.split_last_mut() else { return false };
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return true;
        }
        *digit = b'0';
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::id::schemes::snowflake::LAYOUT;
    use crate::id::schemes::sonyflake::SONYFLAKE;

    proptest! {
        #[test]
        fn as_the_usual_way_to_write_them(start in 0u64..1 << 53, count in 0u64..9000, node in 0u64..1024) {
            for layout in [LAYOUT, SONYFLAKE.layout] {
                let start = start % (layout.end_cell() - count);
                let mut out = Vec::new();
                decimal_lines(&layout, start..start + count, node, b'\n', &mut out);
                let usual: String = (start..start + count).map(|cell| format!("{}\n", layout.id(cell, node))).collect();
                prop_assert_eq!(String::from_utf8(out).unwrap(), usual);
            }
        }
    }

    #[test]
    fn one_digit_more() {
        let mut out = Vec::new();
        decimal_lines(&LAYOUT, 98..102, 0, b',', &mut out);
        assert_eq!(out, b"98,99,100,101,");
    }
}
