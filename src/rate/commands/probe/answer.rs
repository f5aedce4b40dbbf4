//! What an answer says by its status, and by which of its fields.

/// What denies where nobody says it.
const DENIES: &[u16] = &[429, 503, 403];

/// What a status says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Admitted,
    Denied,
    /// The server fails.
    Ill,
}

/// Judges statuses: by the list, or else by what usually denies and by the first answer that does not.
#[derive(Debug, Default)]
pub struct Judge {
    pub denies: Vec<u16>,
    first: Option<u16>,
    /// Statuses by which somebody was denied.
    denied: Vec<u16>,
}

impl Judge {
    pub fn new(denies: &[u16]) -> Self {
        Self { denies: denies.to_vec(), ..Self::default() }
    }

    pub fn judge(&mut self, status: u16) -> Status {
        let is_denied = if self.denies.is_empty() {
            // Even where it comes first: the limit may have been used up before, as by the last probe.
            DENIES.contains(&status) || status < 500 && self.first.is_some_and(|first| first != status)
        } else {
            self.denies.contains(&status)
        };
        match status {
            _ if is_denied => {
                self.denied.push(status);
                Status::Denied
            }
            500.. => Status::Ill,
            _ => {
                self.first.get_or_insert(status);
                Status::Admitted
            }
        }
    }

    /// Of a request that differs from the others: nothing where it may have been refused for being another one, as a
    /// method that is not known.
    pub fn judge_other(&self, status: u16) -> Option<bool> {
        match status {
            _ if self.denied.contains(&status) => Some(true),
            200..400 => Some(false),
            _ => (Some(status) == self.first).then_some(false),
        }
    }
}

/// Whether a field says something of limits, or dates those that do.
pub fn is_of_limits(name: &str) -> bool {
    name.contains("ratelimit") || name.contains("rate-limit") || ["retry-after", "date"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_judged_by_the_first_one() {
        let mut judge = Judge::default();
        let seen = [200, 429, 503, 403, 302, 404, 200, 500, 502].map(|status| judge.judge(status));
        use Status::{Admitted as A, Denied as D, Ill as I};
        assert_eq!(seen, [A, D, D, D, D, D, A, I, I]);
        // Whatever is usual there is no denial.
        let mut judge = Judge::default();
        assert_eq!([404, 404, 429].map(|status| judge.judge(status)), [A, A, D]);
        // What denies elsewhere does so here, and says nothing of what is usual.
        let mut judge = Judge::default();
        assert_eq!([429, 503, 200, 302, 500].map(|status| judge.judge(status)), [D, D, A, D, I]);
        let mut judge = Judge::new(&[500]);
        assert_eq!([200, 429, 500, 503].map(|status| judge.judge(status)), [A, A, D, I]);
    }

    #[test]
    fn what_differs_is_denied_in_the_way_of_the_others_only() {
        let mut judge = Judge::default();
        assert_eq!([404, 429].map(|status| judge.judge(status)), [Status::Admitted, Status::Denied]);
        let seen = [429, 404, 200, 302, 405, 501, 503].map(|status| judge.judge_other(status));
        assert_eq!(seen, [Some(true), Some(false), Some(false), Some(false), None, None, None]);
    }

    #[test]
    fn fields_that_say_something() {
        for name in ["ratelimit", "ratelimit-policy", "x-ratelimit-reset", "x-rate-limit-limit", "retry-after", "date"]
        {
            assert!(is_of_limits(name), "{name}");
        }
        assert!(!is_of_limits("content-length"));
    }
}
