//! A list whose places are used again, so that a long run needs no more memory than a short one.

/// Things by a number; each has a serial number as well, which tells it from what was there before.
pub struct Slab<T> {
    places: Vec<Option<(u64, T)>>,
    free: Vec<usize>,
    serial: u64,
}

impl<T> Default for Slab<T> {
    fn default() -> Self {
        Self { places: Vec::new(), free: Vec::new(), serial: 0 }
    }
}

impl<T> Slab<T> {
    /// Its place and its serial number.
    pub fn insert(&mut self, thing: T) -> (usize, u64) {
        // Never given twice: an event about what was here before must not be taken for one about this.
        self.serial += 1;
        let thing = Some((self.serial, thing));
        let place = match self.free.pop() {
            Some(place) => {
                self.places[place] = thing;
                place
            }
            None => {
                self.places.push(thing);
                self.places.len() - 1
            }
        };
        (place, self.serial)
    }

    pub fn get_mut(&mut self, place: usize) -> Option<&mut T> {
        self.places.get_mut(place)?.as_mut().map(|(_, thing)| thing)
    }

    /// Whether the thing with this serial number is there still.
    pub fn is(&self, place: usize, serial: u64) -> bool {
        matches!(self.places.get(place), Some(Some((own, _))) if *own == serial)
    }

    pub fn remove(&mut self, place: usize) {
        if self.places.get_mut(place).and_then(Option::take).is_some() {
            self.free.push(place);
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.places.iter().flatten().map(|(_, thing)| thing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_used_again_but_not_taken_for_the_one_before() {
        let mut slab = Slab::default();
        let (first, serial) = slab.insert('a');
        slab.insert('b');
        slab.remove(first);
        slab.remove(first);
        let (again, other) = slab.insert('c');
        assert_eq!((again, slab.is(again, serial), slab.is(again, other)), (first, false, true));
        slab.insert('d');
        assert_eq!((slab.iter().collect::<String>().as_str(), slab.get_mut(9)), ("cbd", None));
    }
}
