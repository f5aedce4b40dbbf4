//! Where a space has its keys on etcd: the values below its path, all that gosys remembers apart from every space.

use crate::backend::etcd::Range;
use crate::backend::url::{from_part, to_part};
use crate::config::key::Key;

/// The folder of what gosys remembers of all spaces.
// Below no space, so that whoever lists or watches one sees nothing but values.
const ROOT: &str = "/.gosys/config/v1/";

/// The keys of one space.
pub struct Keys {
    path: String,
    /// The folder of the values.
    values: String,
    /// The folder of all else.
    own: String,
}

impl Keys {
    /// Of the space with this path, which begins with a slash and does not end with one.
    pub fn of(path: &str) -> Self {
        // Escaped, so that the folder of `/app` is no beginning of the folder of `/app/x`: whoever lists or grants
        // the one must not get the other with it.
        Self { path: path.to_owned(), values: format!("{path}/"), own: format!("{ROOT}{}/", to_part(path)) }
    }

    /// The two folders, each with a slash at its end: of the values, and of what is remembered.
    pub fn folders(&self) -> [&str; 2] {
        [&self.values, &self.own]
    }

    pub fn value(&self, key: &Key) -> Vec<u8> {
        format!("{}{key}", self.values).into()
    }

    pub fn values(&self) -> Range {
        Range::below(&self.values)
    }

    /// The key whose value this is; `None` if it is no UTF-8, or has no name.
    pub fn key(&self, stored: &[u8]) -> Option<Key> {
        let name = std::str::from_utf8(stored.strip_prefix(self.values.as_bytes())?).ok()?;
        // `/app/` by itself is a key to etcd; in a space it would be one without a name, which no format and no file
        // can have.
        (!name.is_empty()).then(|| Key::found(name))
    }

    pub fn head(&self) -> Vec<u8> {
        self.own("head")
    }

    pub fn schema(&self) -> Vec<u8> {
        self.own("schema")
    }

    pub fn release(&self, number: u64) -> Vec<u8> {
        // Of one length, so that etcd's order, which is by bytes, is that of the numbers.
        self.own(&format!("rel/{number:016x}"))
    }

    /// The number of the release that is stored there.
    pub fn number(&self, stored: &[u8]) -> Option<u64> {
        number(std::str::from_utf8(stored).ok()?.strip_prefix(&self.own)?.strip_prefix("rel/")?)
    }

    pub fn releases(&self) -> Range {
        self.below("rel/")
    }

    pub fn tag(&self, name: &str, number: u64) -> Vec<u8> {
        // A key for each and no list in one value: two who tag at a time do not overwrite each other, and need no
        // retries.
        self.own(&format!("tag/{name}/{number:016x}"))
    }

    pub fn tags(&self) -> Range {
        self.below("tag/")
    }

    /// The name and the number that a tag's key is made of.
    pub fn tagged(&self, stored: &[u8]) -> Option<(String, u64)> {
        let tag = std::str::from_utf8(stored).ok()?.strip_prefix(&self.own)?.strip_prefix("tag/")?;
        // From the end: the number has no slash in it, whatever another program called a tag.
        let (name, number) = tag.rsplit_once('/')?;
        Some((name.to_owned(), self::number(number)?))
    }

    /// What a follower says of itself.
    pub fn ack(&self, id: &str) -> Vec<u8> {
        self.own(&format!("ack/{id}"))
    }

    pub fn acks(&self) -> Range {
        self.below("ack/")
    }

    /// The releases from this number on.
    pub fn releases_from(&self, number: u64) -> Range {
        Range { from: self.release(number), ..self.releases() }
    }

    /// The releases from this number on, and the schema.
    pub fn release_to_schema(&self, number: u64) -> Range {
        Range { from: self.release(number), to: Some([&*self.schema(), &[0]].concat()) }
    }

    /// A piece of a record that is too large for one value.
    pub fn piece(&self, folder: &str, at: usize) -> Vec<u8> {
        self.own(&format!("blob/{folder}/{at:04x}"))
    }

    /// The operation whose piece this is, of a record or of one that was written anew.
    pub fn piece_owner<'k>(&self, stored: &'k [u8]) -> Option<&'k str> {
        let piece = std::str::from_utf8(stored).ok()?.strip_prefix(&self.own)?.strip_prefix("blob/")?;
        let folder = piece.split('/').next()?;
        Some(folder.split('.').next().unwrap_or(folder))
    }

    /// All pieces of a record, in their order.
    pub fn pieces(&self, folder: &str) -> Range {
        self.below(&format!("blob/{folder}/"))
    }

    /// All pieces of all records whose folders begin with this.
    pub fn pieces_of(&self, beginning: &str) -> Range {
        Range::prefix(&format!("{}blob/{beginning}", self.own))
    }

    /// What is remembered of the spaces around this one, from the root on, and of those inside.
    pub fn others(&self) -> Vec<Range> {
        // Around it each by itself: their escaped names share beginnings with spaces that are none of them, as /a
        // with /ab.
        let ancestors = self.path.match_indices('/').map(|(at, _)| &self.path[..at]).filter(|path| !path.is_empty());
        let around = ancestors.map(|path| Range::below(&format!("{ROOT}{}/", to_part(path))));
        around.chain([Range::prefix(&format!("{ROOT}{}%2F", to_part(&self.path)))]).collect()
    }

    /// The space that this key, of what is remembered, belongs to.
    pub fn space(stored: &[u8]) -> Option<String> {
        let (space, _) = std::str::from_utf8(stored).ok()?.strip_prefix(ROOT)?.split_once('/')?;
        from_part(space)
    }

    fn own(&self, name: &str) -> Vec<u8> {
        format!("{}{name}", self.own).into()
    }

    fn below(&self, folder: &str) -> Range {
        Range::below(&format!("{}{folder}", self.own))
    }
}

/// The one way in which numbers are written in keys: what is written otherwise is no key of ours.
fn number(text: &str) -> Option<u64> {
    u64::from_str_radix(text, 16).ok().filter(|number| format!("{number:016x}") == text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(key: Vec<u8>) -> String {
        String::from_utf8(key).unwrap()
    }

    #[test]
    fn values_are_where_everybody_has_them_and_the_rest_is_apart() {
        let keys = Keys::of("/app/x");
        assert_eq!(text(keys.value(&Key::found("db/host"))), "/app/x/db/host");
        assert_eq!(text(keys.head()), "/.gosys/config/v1/%2Fapp%2Fx/head");
        assert_eq!(text(keys.release(26)), "/.gosys/config/v1/%2Fapp%2Fx/rel/000000000000001a");
        assert_eq!(text(keys.tag("good", 26)), "/.gosys/config/v1/%2Fapp%2Fx/tag/good/000000000000001a");
        assert_eq!(text(keys.piece("op", 17)), "/.gosys/config/v1/%2Fapp%2Fx/blob/op/0011");
    }

    #[test]
    fn what_is_no_key_has_none() {
        let keys = Keys::of("/app");
        assert_eq!(keys.key(b"/app/a\xff"), None);
        assert_eq!(keys.key(b"/app/"), None);
        assert_eq!(keys.key(b"/apple"), None);
        assert_eq!(keys.key(b"/app/a//b").unwrap().as_str(), "a//b");
        assert_eq!(keys.tagged(b"/.gosys/config/v1/%2Fapp/tag/x/zz"), None);
    }

    #[test]
    fn the_spaces_around_and_inside() {
        let contains = |range: &Range, key: &[u8]| range.from.as_slice() <= key && key < range.to.as_deref().unwrap();
        let is_other = |path: &str, other: &str| {
            Keys::of(path).others().iter().any(|range| contains(range, &Keys::of(other).head()))
        };
        for (path, other) in [("/a/b/c", "/a"), ("/a/b/c", "/a/b"), ("/a", "/a/b"), ("/a", "/a/b/c"), ("/a%", "/a%/b")]
        {
            assert!(is_other(path, other), "{path} {other}");
        }
        for (path, other) in [("/a/b", "/a/b"), ("/a/b", "/a/bc"), ("/a/b", "/a/c"), ("/ab", "/a"), ("/a", "/a%2Fb")] {
            assert!(!is_other(path, other), "{path} {other}");
        }
    }

    proptest! {
        #[test]
        fn keys_read_back(path in "(/[a-z%2F]{1,4}){1,3}", name in "[a-z/]{1,8}", tag in "[a-z]{1,4}", number: u64) {
            let (keys, key) = (Keys::of(&path), Key::found(name));
            prop_assert_eq!(keys.key(&keys.value(&key)), Some(key));
            prop_assert_eq!(keys.number(&keys.release(number)), Some(number));
            prop_assert_eq!(keys.tagged(&keys.tag(&tag, number)), Some((tag, number)));
            prop_assert_eq!(Keys::space(&keys.head()), Some(path));
        }
    }

    #[test]
    fn a_number_is_written_in_one_way() {
        let keys = Keys::of("/app");
        for text in ["1", "+000000000000001", "000000000000001A", "00000000000000001", "000000000000000g", ""] {
            let (release, tag) = (keys.own(&format!("rel/{text}")), keys.own(&format!("tag/good/{text}")));
            assert_eq!((keys.number(&release), keys.tagged(&tag)), (None, None), "{text}");
        }
        assert_eq!(keys.number(&keys.own("rel/000000000000001a")), Some(26));
        assert_eq!(keys.number(&keys.tag("good", 1)), None);
        assert_eq!(keys.number(&Keys::of("/other").release(1)), None);
    }

    fn holds(range: &Range, key: &[u8]) -> bool {
        let from = range.from.as_slice();
        range.to.as_deref().map_or(from == key, |to| from <= key && key < to)
    }

    #[test]
    fn each_range_holds_its_own_and_no_others() {
        let keys = Keys::of("/app");
        let all = [
            keys.head(),
            keys.schema(),
            keys.release(0),
            keys.release(u64::MAX),
            keys.tag("good", 1),
            keys.ack("h-1"),
            keys.piece("ab", 0),
            keys.piece("ab.tree", 0),
            keys.piece("b", 0xffff),
            keys.value(&Key::found("rel/1")),
            Keys::of("/app2").release(1),
            Keys::of("/app/x").release(1),
        ];
        let ranges: [(Range, &[usize]); 10] = [
            (keys.releases(), &[2, 3]),
            (keys.releases_from(1), &[3]),
            (keys.release_to_schema(1), &[1, 3]),
            (keys.tags(), &[4]),
            (keys.acks(), &[5]),
            (keys.pieces("ab"), &[6]),
            (keys.pieces_of("ab"), &[6, 7]),
            (keys.pieces_of(""), &[6, 7, 8]),
            (keys.values(), &[9]),
            (Range::below(keys.folders()[1]), &[0, 1, 2, 3, 4, 5, 6, 7, 8]),
        ];
        for (range, expected) in ranges {
            let found: Vec<usize> = (0..all.len()).filter(|at| holds(&range, &all[*at])).collect();
            assert_eq!(found, expected, "{range}");
        }
    }

    #[test]
    fn the_order_of_the_server_is_that_of_the_numbers() {
        let keys = Keys::of("/app");
        let numbers = [0, 1, 9, 10, 15, 16, 255, 256, u64::from(u32::MAX), u64::MAX];
        assert!(numbers.windows(2).all(|pair| keys.release(pair[0]) < keys.release(pair[1])));
        assert!((0..300).all(|at| keys.piece("f", at) < keys.piece("f", at + 1)));
    }
}
