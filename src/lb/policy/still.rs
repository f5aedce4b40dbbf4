//! A fleet in which nothing happens but what it is told: for one choice, and for keys without a clock.

use super::{Fleet, Probe, Servers};

/// Servers that stand still.
#[derive(Clone, Debug)]
pub struct Still {
    pub weights: Vec<f64>,
    pub up: Vec<bool>,
    pub in_flight: Vec<u32>,
}

impl Still {
    /// All of them up, with nothing to do.
    pub fn of(servers: &Servers) -> Self {
        let n = servers.weights.len();
        Self { weights: servers.weights.clone(), up: vec![true; n], in_flight: vec![0; n] }
    }
}

impl Fleet for Still {
    fn len(&self) -> usize {
        self.weights.len()
    }

    fn is_up(&self, server: usize) -> bool {
        self.up[server]
    }

    fn in_flight(&mut self, server: usize) -> u32 {
        self.in_flight[server]
    }

    fn weight(&self, server: usize) -> f64 {
        self.weights[server]
    }

    fn now(&self) -> f64 {
        0.0
    }

    fn probe(&mut self, server: usize) -> Probe {
        let in_flight = self.in_flight[server];
        Probe { in_flight, latency: f64::from(in_flight + 1) / self.weights[server] }
    }
}
