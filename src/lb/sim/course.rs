//! How many requests servers have over time, in memory that does not grow with the length of a run. Pure.

use std::ops::Range;

/// As many columns are put together by twos; so there is always half of them at least.
const COLUMNS: usize = 64;
/// More servers than that share rows: nobody could tell them apart in a picture.
const ROWS: usize = 40;

/// Requests at a server, averaged over rows of servers and columns of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// By column and row.
    pub columns: Vec<Vec<f64>>,
    /// How long a column is; the last one may be shorter.
    pub width: f64,
    servers: usize,
    /// By row: requests times time until the end of the last column.
    before: Vec<f64>,
    end: f64,
}

impl Course {
    /// From time 0 on; `unit` is what matters at first, such as the time of a request.
    pub fn new(servers: usize, unit: f64) -> Self {
        // Fine enough for a run of a few requests; longer ones make it as coarse as they need.
        let width = unit / 8.0;
        Self { columns: Vec::new(), width, servers, before: vec![0.0; servers.min(ROWS)], end: 0.0 }
    }

    /// The servers of each row.
    pub fn rows(&self) -> impl Iterator<Item = Range<usize>> + use<> {
        let (servers, rows) = (self.servers, self.before.len());
        (0..rows).map(move |row| row * servers / rows..(row + 1) * servers / rows)
    }

    /// Until now nothing has changed since it was told last; `held` is a server's requests times time until a moment.
    pub fn pass(&mut self, now: f64, held: impl Fn(usize, f64) -> f64) {
        while now >= self.end + self.width {
            self.column(self.end + self.width, &held);
            if self.columns.len() == COLUMNS {
                let pairs = self.columns.chunks_exact(2);
                self.columns =
                    pairs.map(|pair| pair[0].iter().zip(&pair[1]).map(|(a, b)| (a + b) / 2.0).collect()).collect();
                self.width *= 2.0;
            }
        }
    }

    /// The end of the run.
    pub fn close(&mut self, now: f64, held: impl Fn(usize, f64) -> f64) {
        if now > self.end {
            self.column(now, &held);
        }
    }

    fn column(&mut self, end: f64, held: &impl Fn(usize, f64) -> f64) {
        let span = end - self.end;
        let sums: Vec<(f64, f64)> =
            self.rows().map(|row| (row.len() as f64, row.map(|server| held(server, end)).sum())).collect();
        let mean = |(&(servers, sum), before): (&(f64, f64), &f64)| (sum - before) / (servers * span);
        let column = sums.iter().zip(&self.before).map(mean).collect();
        self.before = sums.into_iter().map(|(_, sum)| sum).collect();
        self.columns.push(column);
        self.end = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_column_is_the_mean_of_its_time() {
        // Of two servers one has a request from the beginning on, the other as many as there were units of time.
        let held = |server: usize, at: f64| if server == 0 { at } else { at * at / 2.0 };
        let mut course = Course::new(2, 8.0);
        [0.5, 2.0, 2.5].iter().for_each(|&now| course.pass(now, held));
        course.close(2.5, held);
        assert_eq!(course.columns, [[1.0, 0.5], [1.0, 1.5], [1.0, 2.25]]);
        course.close(2.5, held);
        assert_eq!((course.columns.len(), course.width), (3, 1.0), "nothing has passed since");
    }

    #[test]
    fn a_long_run_has_as_many_columns_as_a_short_one_and_the_same_mean() {
        let held = |_: usize, at: f64| at * at / 2.0;
        for end in [3.0, 70.0, 1e3, 1e9] {
            let mut course = Course::new(1, 8.0);
            // At one go, and step by step.
            course.pass(end / 2.0, held);
            (1..=100).for_each(|step| course.pass(end / 2.0 + end * f64::from(step) / 200.0, held));
            course.close(end, held);
            assert!(course.columns.len() <= COLUMNS && (end < 64.0 || course.columns.len() >= COLUMNS / 2), "{end}");
            let last = course.columns.len() - 1;
            let times = (0..=last).map(|at| if at < last { course.width } else { end - last as f64 * course.width });
            let all: f64 = course.columns.iter().zip(times).map(|(column, time)| column[0] * time).sum();
            assert!((all / (end * end / 2.0) - 1.0).abs() < 1e-9, "{end}: {all}");
        }
    }

    #[test]
    fn many_servers_share_rows() {
        let mut course = Course::new(1001, 1.0);
        let rows: Vec<_> = course.rows().collect();
        assert_eq!((rows.len(), rows[0].start, rows[ROWS - 1].end), (ROWS, 0, 1001));
        assert!(rows.windows(2).all(|pair| pair[0].end == pair[1].start) && rows.iter().all(|row| row.len() >= 25));
        course.close(1.0, |server, at| server as f64 * at);
        assert_eq!(course.columns[0][0], 12.0, "the mean of 0 to 24");
    }
}
