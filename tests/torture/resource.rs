//! What the locks of the torture protect: a number behind a unix socket, and the judge of who was at it when.
//!
//! One thread serves everybody, so there is one order of events. Somebody is inside from its `enter` to its `leave`,
//! or until the last process that has its connection is gone, which the kernel tells. Each cell has two numbers: one
//! that refuses smaller fences than it has seen, and one that does not look at them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// A worker's attempt to hold a lock once.
pub type Attempt = u64;

/// What is known of somebody who came.
#[derive(Clone, Debug)]
pub struct Visit {
    pub attempt: Attempt,
    pub cell: usize,
    pub fence: u64,
    pub pid: u32,
    pub token: String,
    /// The first in a cell is 1.
    serial: u64,
    /// When it was told to end.
    pub told_at: Option<Instant>,
    pub gone_at: Option<Instant>,
}

/// Two who were inside at once.
#[derive(Clone, Debug)]
pub struct Overlap {
    pub first: Attempt,
    pub second: Attempt,
    /// Why no lock could have prevented it.
    pub excuse: Option<&'static str>,
    since: Instant,
    pub lasted: Option<Duration>,
}

/// What came of it all.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub entries: u64,
    pub writes: u64,
    pub refused: u64,
    /// Accepted though somebody who came later had been at the number already.
    pub stale_accepted: u64,
    pub stale_accepted_unfenced: u64,
    /// Accepted though the number had changed since it was read.
    pub lost: u64,
    pub lost_unfenced: u64,
    /// The same as or smaller than the one before, without an excuse.
    pub fences_wrong: u64,
    pub fences_missing: u64,
    pub overlaps: Vec<Overlap>,
}

#[derive(Default)]
struct Cell {
    serials: u64,
    fence: u64,
    fenced: Number,
    unfenced: Number,
}

#[derive(Default)]
struct Number {
    value: u64,
    /// Of whoever wrote last.
    serial: u64,
}

impl Number {
    /// Whether the write was by somebody who had been overtaken, and whether what it wrote over was not what it read.
    fn write(&mut self, read: u64, serial: u64) -> (u64, u64) {
        let faults = (u64::from(serial < self.serial), u64::from(read != self.value));
        self.serial = self.serial.max(serial);
        self.value = read + 1;
        faults
    }
}

#[derive(Default)]
struct State {
    cells: BTreeMap<usize, Cell>,
    visits: BTreeMap<Attempt, Visit>,
    /// Of these, who has not left.
    inside: BTreeSet<Attempt>,
    excuses: BTreeMap<Attempt, &'static str>,
    /// For whoever enters a cell until then.
    excused_until: BTreeMap<usize, (Instant, &'static str)>,
    tally: Tally,
}

/// Served by a thread until it is dropped.
pub struct Resource {
    pub path: PathBuf,
    state: Arc<Mutex<State>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Resource {
    /// One at `DIR/resource`.
    pub fn at(dir: &Path) -> Self {
        let path = dir.join("resource");
        let listener = UnixListener::bind(&path).unwrap();
        listener.set_nonblocking(true).unwrap();
        let (state, stop) = (Arc::new(Mutex::new(State::default())), Arc::new(AtomicBool::new(false)));
        let mut desk = Desk { listener, state: Arc::clone(&state), guests: Vec::new() };
        let stops = Arc::clone(&stop);
        let thread = thread::spawn(move || {
            while !stops.load(Ordering::SeqCst) {
                desk.turn();
            }
        });
        Self { path, state, stop, thread: Some(thread) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    pub fn tally(&self) -> Tally {
        self.state().tally.clone()
    }

    /// Who is inside now.
    pub fn inside(&self) -> Vec<Visit> {
        self.state().inside().cloned().collect()
    }

    pub fn visit(&self, attempt: Attempt) -> Option<Visit> {
        self.state().visits.get(&attempt).cloned()
    }

    /// No lock can do anything for this one any more: what it overlaps with is counted apart.
    pub fn excuse(&self, attempt: Attempt, why: &'static str) {
        self.state().excuses.entry(attempt).or_insert(why);
    }

    /// Whether it is excused, and by this.
    pub fn is_excused(&self, attempt: Attempt, why: &str) -> bool {
        self.state().excuses.get(&attempt) == Some(&why)
    }

    /// The same for all who are in any cell now, or come within this time.
    pub fn excuse_all(&self, within: Duration, why: &'static str) {
        let cells: Vec<usize> = self.state().cells.keys().copied().collect();
        cells.into_iter().for_each(|cell| self.excuse_cell(cell, within, why));
    }

    /// The same for all who are in a cell now, or come within this time.
    pub fn excuse_cell(&self, cell: usize, within: Duration, why: &'static str) {
        let mut state = self.state();
        let inside = state.inside().filter(|visit| visit.cell == cell);
        let attempts: Vec<Attempt> = inside.map(|visit| visit.attempt).collect();
        for attempt in attempts {
            state.excuses.entry(attempt).or_insert(why);
        }
        state.excused_until.insert(cell, (Instant::now() + within, why));
    }
}

impl Drop for Resource {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// One connection.
struct Guest {
    stream: UnixStream,
    text: Vec<u8>,
    is_over: bool,
    attempt: Option<Attempt>,
}

impl Guest {
    /// Takes what has come.
    fn read(&mut self) {
        let mut bytes = [0; 4096];
        loop {
            match self.stream.read(&mut bytes) {
                Ok(0) => self.is_over = true,
                Ok(length) => {
                    self.text.extend(&bytes[..length]);
                    continue;
                }
                Err(error) => self.is_over |= error.kind() != ErrorKind::WouldBlock,
            }
            return;
        }
    }

    fn line(&mut self) -> Option<String> {
        let end = self.text.iter().position(|byte| *byte == b'\n')?;
        let line: Vec<u8> = self.text.drain(..=end).collect();
        Some(String::from_utf8_lossy(&line).trim_end().to_owned())
    }

    fn comes_in(&self) -> bool {
        self.text.starts_with(b"enter ")
    }
}

struct Desk {
    listener: UnixListener,
    state: Arc<Mutex<State>>,
    guests: Vec<Guest>,
}

impl Desk {
    fn turn(&mut self) {
        self.wait();
        while let Ok((stream, _)) = self.listener.accept() {
            stream.set_nonblocking(true).unwrap();
            self.guests.push(Guest { stream, text: Vec::new(), is_over: false, attempt: None });
        }
        self.guests.iter_mut().for_each(Guest::read);
        let coming: Vec<bool> = self.guests.iter().map(Guest::comes_in).collect();
        // Who came has sent that after whoever left before it was gone: so those are heard once more first.
        let known = self.guests.iter_mut().zip(&coming).filter(|(guest, comes)| **comes || guest.attempt.is_some());
        known.for_each(|(guest, _)| guest.read());
        let rank = |guest: &Guest, comes: bool| (comes, !guest.is_over);
        for turn in [(false, false), (false, true), (true, false), (true, true)] {
            let those = self.guests.iter_mut().zip(&coming).filter(|(guest, comes)| rank(guest, **comes) == turn);
            those.for_each(|(guest, _)| self.state.lock().unwrap().hear(guest));
        }
        self.guests.retain(|guest| !guest.is_over);
    }

    fn wait(&self) {
        let mut fds: Vec<PollFd<'_>> =
            self.guests.iter().map(|guest| PollFd::new(&guest.stream, PollFlags::IN)).collect();
        fds.push(PollFd::new(&self.listener, PollFlags::IN));
        let _ = poll(&mut fds, Some(&Timespec { tv_sec: 0, tv_nsec: 50_000_000 }));
    }
}

impl State {
    fn inside(&self) -> impl Iterator<Item = &Visit> {
        self.inside.iter().map(|attempt| &self.visits[attempt])
    }

    fn hear(&mut self, guest: &mut Guest) {
        while let Some(line) = guest.line() {
            let words: Vec<&str> = line.split(' ').collect();
            if let Some(answer) = self.answer(guest, &words) {
                // Who does not wait for it is gone.
                let _ = guest.stream.write_all(format!("{answer}\n").as_bytes());
            }
        }
        if guest.is_over {
            self.leave(guest);
        }
    }

    fn answer(&mut self, guest: &mut Guest, words: &[&str]) -> Option<String> {
        let number = |at: usize| words[at].parse::<u64>().unwrap();
        match words[0] {
            "enter" => {
                let (cell, pid) = (number(1) as usize, number(4) as u32);
                guest.attempt = Some(number(3));
                Some(self.enter(cell, number(2), number(3), pid, words[5]))
            }
            "read" => {
                let cell = self.visits.get(&guest.attempt?).and_then(|visit| self.cells.get(&visit.cell))?;
                Some(format!("{} {}", cell.fenced.value, cell.unfenced.value))
            }
            "write" => Some(self.write(guest.attempt?, number(1), number(2))),
            "term" => {
                self.visits.get_mut(&guest.attempt?)?.told_at.get_or_insert_with(Instant::now);
                None
            }
            _ => {
                self.leave(guest);
                Some("ok".to_owned())
            }
        }
    }

    fn enter(&mut self, cell: usize, fence: u64, attempt: Attempt, pid: u32, token: &str) -> String {
        let now = Instant::now();
        if let Some((until, why)) = self.excused_until.get(&cell)
            && now < *until
        {
            self.excuses.entry(attempt).or_insert(why);
        }
        let others: Vec<Attempt> =
            self.inside().filter(|visit| visit.cell == cell).map(|visit| visit.attempt).collect();
        for other in others {
            let excuse = [other, attempt].iter().find_map(|one| self.excuses.get(one)).copied();
            let overlap = Overlap { first: other, second: attempt, excuse, since: now, lasted: None };
            self.tally.overlaps.push(overlap);
        }
        let place = self.cells.entry(cell).or_default();
        place.serials += 1;
        let (serial, token) = (place.serials, token.to_owned());
        self.tally.entries += 1;
        self.tally.fences_missing += u64::from(fence == 0);
        // Overtaken on its way here: only for who has an excuse that is no fault of the numbers.
        let goes_back =
            fence != 0 && (fence == place.fence || fence < place.fence && !self.excuses.contains_key(&attempt));
        self.tally.fences_wrong += u64::from(goes_back);
        let is_fresh = fence == 0 || fence >= place.fence;
        place.fence = place.fence.max(fence);
        self.tally.refused += u64::from(!is_fresh);
        self.visits.insert(attempt, Visit { attempt, cell, fence, pid, token, serial, told_at: None, gone_at: None });
        self.inside.insert(attempt);
        if is_fresh { "ok" } else { "stale" }.to_owned()
    }

    fn write(&mut self, attempt: Attempt, fenced: u64, unfenced: u64) -> String {
        let (visit, tally) = (&self.visits[&attempt], &mut self.tally);
        let cell = self.cells.get_mut(&visit.cell).unwrap();
        tally.writes += 1;
        let (stale, lost) = cell.unfenced.write(unfenced, visit.serial);
        tally.stale_accepted_unfenced += stale;
        tally.lost_unfenced += lost;
        if visit.fence != 0 && visit.fence < cell.fence {
            tally.refused += 1;
            return "stale".to_owned();
        }
        let (stale, lost) = cell.fenced.write(fenced, visit.serial);
        tally.stale_accepted += stale;
        tally.lost += lost;
        "ok".to_owned()
    }

    fn leave(&mut self, guest: &Guest) {
        let Some(visit) = guest.attempt.and_then(|attempt| self.visits.get_mut(&attempt)) else { return };
        if visit.gone_at.is_some() {
            return;
        }
        let (now, attempt) = (Instant::now(), visit.attempt);
        visit.gone_at = Some(now);
        self.inside.remove(&attempt);
        let open = self.tally.overlaps.iter_mut().filter(|one| one.lasted.is_none());
        for overlap in open.filter(|one| one.first == attempt || one.second == attempt) {
            overlap.lasted = Some(now - overlap.since);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Client(UnixStream);

    impl Client {
        fn new(resource: &Resource) -> Self {
            Self(UnixStream::connect(&resource.path).unwrap())
        }

        fn ask(&mut self, line: &str) -> String {
            self.0.write_all(format!("{line}\n").as_bytes()).unwrap();
            let mut bytes = [0; 100];
            let length = self.0.read(&mut bytes).unwrap();
            String::from_utf8_lossy(&bytes[..length]).trim_end().to_owned()
        }
    }

    #[test]
    fn the_judge_sees_what_is_wrong() {
        let dir = tempfile::tempdir().unwrap();
        let resource = Resource::at(dir.path());
        let [mut a, mut b, mut c] = [(); 3].map(|()| Client::new(&resource));
        assert_eq!(a.ask("enter 0 5 1 9 -"), "ok");
        assert_eq!((a.ask("read"), a.ask("write 0 0"), a.ask("read")), ("0 0".into(), "ok".into(), "1 1".into()));
        assert_eq!(b.ask("enter 0 6 2 9 -"), "ok");
        assert_eq!((b.ask("read"), b.ask("write 1 1")), ("1 1".into(), "ok".into()));
        // Overtaken: the fence refuses it, and what looks at no fence loses an increment.
        assert_eq!(a.ask("write 1 1"), "stale");
        let tally = resource.tally();
        assert_eq!((tally.overlaps.len(), tally.refused, tally.stale_accepted, tally.lost), (1, 1, 0, 0));
        assert_eq!((tally.stale_accepted_unfenced, tally.lost_unfenced, tally.fences_wrong), (1, 1, 0));
        drop((a, b));
        // With a fence that was given out twice it cannot refuse.
        assert_eq!(c.ask("enter 0 6 3 9 -"), "ok");
        let mut d = Client::new(&resource);
        assert_eq!(
            (d.ask("enter 0 6 4 9 -"), d.ask("write 2 2"), c.ask("write 2 2")),
            ("ok".into(), "ok".into(), "ok".into())
        );
        let tally = resource.tally();
        assert_eq!((tally.overlaps.len(), tally.fences_wrong, tally.stale_accepted, tally.lost), (2, 2, 1, 1));
        assert!(tally.overlaps[0].lasted.is_some() && tally.overlaps[1].lasted.is_none());
    }

    #[test]
    fn who_has_left_is_not_inside_with_who_comes() {
        let dir = tempfile::tempdir().unwrap();
        let resource = Resource::at(dir.path());
        for turn in 1..500 {
            let mut client = Client::new(&resource);
            assert_eq!(client.ask(&format!("enter 1 {turn} {turn} 9 -")), "ok");
            // Half of them end as a process does that is killed.
            if turn % 2 == 0 {
                assert_eq!(client.ask("leave"), "ok");
            }
        }
        assert!(resource.tally().overlaps.is_empty());
    }
}
