//! Which releases are kept, and what makes the others dispensable. Pure.

use std::collections::BTreeSet;

use super::history::History;
use super::release::Release;

/// What is always kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// So many of the last ones; the very last always is.
    pub last: usize,
    /// And all from this moment on, in milliseconds since 1970.
    pub since_ms: u64,
}

/// What is to be done to keep no more than that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retirement {
    /// Releases that lose the one before them, and so get all of the space as of then.
    pub rewrite: Vec<Release>,
    pub forget: Vec<u64>,
}

/// The releases that are neither among the last, nor young, nor what some tag means.
pub fn retire(history: &History, retention: Retention) -> Retirement {
    let names: BTreeSet<&str> = history.tags.iter().map(|(name, _)| name.as_str()).collect();
    // Only the newest of each name: `good`, which a watch may give to every release, would keep them all for ever.
    let tagged: BTreeSet<u64> = names.into_iter().filter_map(|name| history.tagged(name)).collect();
    // The last one always: without its record nobody could say what is external, and nobody could go on from it.
    let old = history.releases.len().saturating_sub(retention.last.max(1));
    let is_kept = |at: usize, release: &Release| {
        // Any of the three is enough. Times never go backwards along the numbers, so age alone leaves no gap; tags
        // do.
        at >= old || release.at_ms >= retention.since_ms || tagged.contains(&release.number)
    };
    let mut retirement = Retirement::default();
    let mut before_is_kept = true;
    for (at, release) in history.releases.iter().enumerate() {
        let keep = is_kept(at, release);
        if !keep {
            retirement.forget.push(release.number);
        } else if !before_is_kept && release.tree.is_none() {
            // Rebuilt from what is still there; afterwards nothing it was built from is.
            retirement.rewrite.push(Release { tree: history.tree(release.number), ..release.clone() });
        }
        before_is_kept = keep;
    }
    retirement
}
