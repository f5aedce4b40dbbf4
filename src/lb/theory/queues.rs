//! Closed forms: the mean time in queues of one kind of server.

/// M/G/1 by the variance of the service time; M/M/1 with 1, M/D/1 with 0. Source: Pollaczek and Khinchine, 1930.
pub fn m_g1(load: f64, variance: f64) -> f64 {
    1.0 + load * (1.0 + variance) / (2.0 * (1.0 - load))
}

/// GI/M/1, by the Laplace transform of the gap between arrivals. Source: Kendall, 1953.
fn gi_m1(transform: impl Fn(f64) -> f64) -> f64 {
    // The share of arrivals that find the server busy is the fixed point below 1. Below it the transform lies above,
    // behind it below.
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..100 {
        let middle = (low + high) / 2.0;
        if transform(1.0 - middle) > middle { low = middle } else { high = middle }
    }
    1.0 / (1.0 - low)
}

/// One of `servers` that take turns at a Poisson process: the gaps between its arrivals are Erlang-distributed.
pub fn erlang_m1(servers: f64, load: f64) -> f64 {
    let rate = servers * load;
    gi_m1(|s| (rate / (rate + s)).powf(servers))
}

/// D/M/1.
pub fn d_m1(load: f64) -> f64 {
    gi_m1(|s| (-s / load).exp())
}

/// M/M/c: one queue before `servers`. Source: Erlang, 1917.
pub fn m_mc(servers: u32, load: f64) -> f64 {
    let offered = load * f64::from(servers);
    // Erlang's B by its recursion, which neither overflows nor cancels; then C, the probability of waiting.
    let lost = (1..=servers).fold(1.0, |lost, k| offered * lost / (f64::from(k) + offered * lost));
    let waiting = lost / (1.0 - load * (1.0 - lost));
    1.0 + waiting / (f64::from(servers) * (1.0 - load))
}

/// The best of `choices` among infinitely many servers. Source: Vvedenskaya, Dobrushin and Karpelevich, 1996.
pub fn power_of_d(choices: f64, load: f64) -> f64 {
    // Doubly exponential: a few terms are enough at any load that a simulation reaches.
    let term = |i: i32| load.powf((choices.powi(i) - choices) / (choices - 1.0));
    (1..).map(term).take_while(|term| *term > 1e-18).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(got: f64, wanted: f64) {
        // Published to four or five digits.
        assert!((got - wanted).abs() < 6e-5, "{got}, not {wanted}");
    }

    #[test]
    fn the_values_that_are_in_print() {
        is(m_g1(0.9, 1.0), 10.0);
        is(m_g1(0.8, 0.0), 3.0);
        for (servers, wanted) in [(2.0, 7.5883), (3.0, 6.7847), (7.0, 5.8667), (10.0, 5.6603), (100.0, 5.2268)] {
            is(erlang_m1(servers, 0.9), wanted);
        }
        is(erlang_m1(1.0, 0.9), 10.0);
        is(erlang_m1(7.0, 0.5), 1.3551);
        is(erlang_m1(7.0, 0.95), 11.5761);
        is(d_m1(0.9), 5.1787);
        for (servers, low, high) in [(2, 2.777_78, 5.263_16), (10, 1.204_59, 1.668_73), (100, 1.000_98, 1.021_69)] {
            is(m_mc(servers, 0.8), low);
            is(m_mc(servers, 0.9), high);
        }
        is(m_mc(1, 0.9), 10.0);
        for (load, wanted) in [(0.5, 1.2657), (0.7, 1.6145), (0.9, 2.6141), (0.95, 3.3830), (0.99, 5.4320)] {
            is(power_of_d(2.0, load), wanted);
        }
    }
}
