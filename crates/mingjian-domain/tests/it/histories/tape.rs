//! Chance from a seed, so that a history is the same whenever it is run again.
//! It is SplitMix64: small, and good enough to choose acts with.

#[derive(Debug)]
pub(super) struct Tape(u64);

impl Tape {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        word ^ (word >> 31)
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// Whether a chance of so many in a hundred comes up.
    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub(super) fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[usize::try_from(self.below(from.len() as u64)).unwrap()].clone()
    }

    /// One of several, the heavier ones more often; nothing when all weigh nothing.
    pub(super) fn weigh<T>(&mut self, mut from: Vec<(u64, T)>) -> Option<T> {
        let total: u64 = from.iter().map(|(weight, _)| weight).sum();
        if total == 0 {
            return None;
        }
        let mut mark = self.below(total);
        let place = from.iter().position(|(weight, _)| {
            let here = mark < *weight;
            mark = mark.wrapping_sub(*weight);
            here
        })?;
        Some(from.swap_remove(place).1)
    }
}
