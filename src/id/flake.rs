//! The 64-bit schemes: a layout, and what its bits are called. Each is a value of one type. Pure.

use std::borrow::Cow;

use super::format::{self, FORMATS, Format};
use super::layout::{Fields, Layout, Lowest};
use super::number::Number;
use super::{Form, Id, Malformed, Part, Parts, Scheme, Source, Ticks};

/// A scheme whose id is one number: time, node, sequence.
#[derive(Clone, Debug)]
pub struct Flake {
    pub name: Cow<'static, str>,
    pub about: &'static str,
    pub layout: Layout,
    /// What the node is made of, from its highest bit: a name and the number of bits.
    pub node_parts: &'static [(&'static str, u32)],
    /// The name of the format that it is usually written in.
    pub form: &'static str,
}

impl Flake {
    /// A layout of the user's own, based on this scheme.
    #[must_use]
    pub fn with_layout(&self, layout: Layout) -> Self {
        let bits = |layout: &Layout| (layout.node_bits, layout.lowest);
        // The names go with the bits.
        let node_parts = if bits(&layout) == bits(&self.layout) { self.node_parts } else { &[] };
        let (t, n, s) = (layout.time_bits, layout.node_bits, layout.sequence_bits);
        // The order of the lower fields too: another order is another layout.
        let order = if layout.lowest == Lowest::Node { "-node-last" } else { "" };
        let name = Cow::Owned(format!("custom-{t}-{n}-{s}{order}-{}ms-{}", layout.tick_ms, layout.epoch_ms));
        Self { name, layout, node_parts, about: "a layout of your own", ..self.clone() }
    }

    fn format(&self) -> &'static Format {
        format::by_name(self.form).unwrap_or(&FORMATS[0])
    }
}

impl Scheme for Flake {
    fn name(&self) -> &str {
        &self.name
    }

    fn about(&self) -> &'static str {
        self.about
    }

    fn bits(&self) -> u32 {
        64
    }

    fn source(&self) -> Source<'_> {
        Source::Cells(&self.layout)
    }

    fn clock(&self) -> Option<Ticks> {
        Some(self.layout.ticks())
    }

    fn form(&self) -> Form {
        Form::Format(self.format())
    }

    fn write(&self, id: &Id, out: &mut Vec<u8>) {
        self.format().write(id.number, 64, out);
    }

    fn read(&self, text: &str) -> Result<Id, Malformed> {
        let number = self.format().read(text.as_bytes(), 64)?;
        self.check(number)?;
        Ok(number.into())
    }

    fn check(&self, number: Number) -> Result<(), Malformed> {
        let holds = number.as_u64().is_some_and(|id| self.layout.holds(id));
        if holds { Ok(()) } else { Err(Malformed::PastTheEnd) }
    }

    fn parts(&self, id: &Id) -> Parts {
        let Fields { tick, node, sequence } = self.layout.fields(id.number.low() as u64);
        let mut below: u32 = self.node_parts.iter().map(|(_, bits)| bits).sum();
        let own = self.node_parts.iter().map(|(name, bits)| {
            below -= bits;
            (*name, Part::Number(node >> below & ((1 << bits) - 1)))
        });
        // With long ticks there are ids of times that 64 bits of milliseconds do not hold.
        let unix_ms = tick.checked_mul(self.layout.tick_ms).and_then(|ms| ms.checked_add(self.layout.epoch_ms));
        Parts { unix_ms, node: Some(node), sequence: Some(sequence), own: own.collect() }
    }

    fn bounds(&self, tick: u64) -> (Number, Number) {
        let (least, greatest) = self.layout.bounds(tick);
        (least.into(), greatest.into())
    }

    fn flake(&self) -> Option<&Flake> {
        Some(self)
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// Time, node, sequence and the scheme's own parts in one line, for comparing.
    pub fn made_of(scheme: &dyn Scheme, text: &str) -> String {
        let id = scheme.read(text).unwrap();
        let mut again = Vec::new();
        scheme.write(&id, &mut again);
        assert_eq!(String::from_utf8(again).unwrap(), text);
        let Parts { unix_ms, node, sequence, own } = scheme.parts(&id);
        let mut all: Vec<String> =
            [unix_ms, node, sequence].into_iter().flatten().map(|number| number.to_string()).collect();
        all.extend(own.iter().map(|(name, part)| match part {
            Part::Number(number) => format!("{name}={number}"),
            Part::Text(text) => format!("{name}={text}"),
        }));
        all.join(" ")
    }
}
