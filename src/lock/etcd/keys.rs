//! Where the contenders of a lock have their keys on etcd: without a path in the URL as `etcdctl lock` has them.

use crate::backend::url::{Url, from_part, to_part};
use crate::lock::name::LockName;

/// The folder of all that others do not share.
const OWN: &str = "/.gosys/lock";

/// The keys of one place.
pub struct Keys {
    /// The folder of all names; `None` where the locks are shared with `etcdctl`.
    root: Option<String>,
    /// The URL's path as one part of a key.
    space: String,
}

impl Keys {
    pub fn of(url: &Url) -> Self {
        let root = (!url.rest().is_empty()).then(|| url.root("lock"));
        Self { root, space: to_part(url.rest()) }
    }

    /// The folder of a name's contenders, with a slash at its end.
    pub fn folder(&self, name: &LockName) -> String {
        match &self.root {
            None => format!("{name}/"),
            Some(root) => format!("{root}/{}/", to_part(name.as_str())),
        }
    }

    /// The folder below which every name has a folder, with a slash at its end.
    pub fn names_folder(&self) -> String {
        self.root.as_ref().map_or_else(|| format!("{OWN}/index/"), |root| format!("{root}/"))
    }

    /// The key of a contender.
    pub fn key(&self, name: &LockName, id: &str) -> String {
        format!("{}{id}", self.folder(name))
    }

    /// The key by which a contender's name is found, where its own does not tell.
    pub fn index(&self, name: &LockName, id: &str) -> Option<String> {
        self.root.is_none().then(|| format!("{}{}/{id}", self.names_folder(), to_part(name.as_str())))
    }

    /// The key of the note that is left for a contender.
    pub fn note(&self, name: &LockName, id: &str) -> String {
        format!("{OWN}/notes/{}/{}/{id}", self.space, to_part(name.as_str()))
    }

    /// The name to which a key below [`Keys::names_folder`] belongs.
    pub fn name(&self, key: &str) -> Option<LockName> {
        let (name, id) = key.strip_prefix(&self.names_folder())?.split_once('/')?;
        lease(id)?;
        from_part(name)?.parse().ok()
    }
}

/// A lease's id as keys and tokens have it.
pub fn id(lease: i64) -> String {
    format!("{lease:x}")
}

/// The lease of an id, if it is written as ids are.
pub fn lease(text: &str) -> Option<i64> {
    let lease = i64::from_str_radix(text, 16).ok().filter(|lease| *lease > 0)?;
    (id(lease) == text).then_some(lease)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn name(text: &str) -> LockName {
        text.parse().unwrap()
    }

    fn keys(path: &str) -> Keys {
        Keys::of(&format!("etcd://h{}", path.replace('%', "%25")).parse().unwrap())
    }

    #[test]
    fn without_a_path_as_etcdctl_has_them() {
        let keys = keys("");
        assert_eq!(keys.key(&name("a/b"), "1f"), "a/b/1f");
        assert_eq!(keys.index(&name("a/b"), "1f").unwrap(), "/.gosys/lock/index/a%2Fb/1f");
        assert_eq!(keys.note(&name("a/b"), "1f"), "/.gosys/lock/notes//a%2Fb/1f");
    }

    #[test]
    fn with_a_path_apart_from_everything_else() {
        let keys = keys("/app/x");
        assert_eq!(keys.key(&name("a/b"), "1f"), "/.gosys/lock/v1/%2Fapp%2Fx/a%2Fb/1f");
        assert_eq!(keys.index(&name("a/b"), "1f"), None);
        assert_eq!(keys.note(&name("a/b"), "1f"), "/.gosys/lock/notes/%2Fapp%2Fx/a%2Fb/1f");
    }

    #[test]
    fn ids_are_written_in_one_way_only() {
        assert_eq!(lease("694d9e1fcbb8a70f"), Some(0x694d_9e1f_cbb8_a70f));
        for text in ["", "0", "01", "1F", "+1", "-1", "b/1", "x", "ffffffffffffffff", "10000000000000000"] {
            assert_eq!(lease(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn names_read_back(text in "\\PC{1,20}|[%/2F5]{1,12}", path in "|/[a-z%/]{1,6}", id in 1i64..) {
            let Ok(name) = text.parse::<LockName>() else { return Ok(()) };
            let (keys, id) = (keys(&path), super::id(id));
            let key = keys.index(&name, &id).unwrap_or_else(|| keys.key(&name, &id));
            prop_assert_eq!(keys.name(&key), Some(name));
            prop_assert_eq!(super::id(lease(&id).unwrap()), id);
        }
    }
}
