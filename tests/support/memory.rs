//! Shared memory with a disk behind it, as the kernel gives it: for the register under simulation.

use std::cell::{Cell as Flag, RefCell};
use std::io;

use gosys::backend::local::register::{CELLS, Cell, Cells};

/// Memory that every process maps, and the states that the disk may hold of it.
#[derive(Clone, Debug, Default)]
pub struct Machine {
    memory: RefCell<[u64; CELLS]>,
    /// All states since the last sync: the kernel may have written any of them.
    disk: RefCell<Vec<[u64; CELLS]>>,
    fails: Flag<bool>,
}

impl Machine {
    pub fn new() -> Self {
        Self { disk: RefCell::new(vec![[0; CELLS]]), ..Self::default() }
    }

    pub fn write(&self, cell: Cell, value: u64) {
        self.memory.borrow_mut()[cell as usize] = value;
        self.disk.borrow_mut().push(*self.memory.borrow());
    }

    /// What is certain to be on disk.
    pub fn durable(&self, cell: Cell) -> u64 {
        self.disk.borrow().iter().map(|state| state[cell as usize]).min().unwrap()
    }

    /// The same memory, all of it on disk, as a copy of the file has it.
    pub fn copy(&self) -> Self {
        let memory = *self.memory.borrow();
        Self { memory: RefCell::new(memory), disk: RefCell::new(vec![memory]), fails: Flag::new(false) }
    }

    /// Whether the disk refuses to write from now on.
    pub fn fail(&self, fails: bool) {
        self.fails.set(fails);
    }

    /// The disk's state of this number is all that is left.
    pub fn lose_power(&self, choice: usize) {
        let states = self.disk.borrow().clone();
        let survived = states[choice % states.len()];
        *self.memory.borrow_mut() = survived;
        *self.disk.borrow_mut() = vec![survived];
    }
}

impl Cells for Machine {
    fn load(&self, cell: Cell) -> u64 {
        self.memory.borrow()[cell as usize]
    }

    fn swap(&self, cell: Cell, old: u64, new: u64) -> bool {
        let matches = self.load(cell) == old;
        if matches {
            self.write(cell, new);
        }
        matches
    }

    fn raise(&self, cell: Cell, to: u64) {
        if self.load(cell) < to {
            self.write(cell, to);
        }
    }

    fn clear(&self, cell: Cell) {
        self.write(cell, 0);
    }

    fn sync(&self) -> io::Result<()> {
        if self.fails.get() {
            return Err(io::Error::from_raw_os_error(5));
        }
        *self.disk.borrow_mut() = vec![*self.memory.borrow()];
        Ok(())
    }
}
