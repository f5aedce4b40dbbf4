//! What the results of experiments are judged by. Pure.

pub mod balls;
pub mod batch;
pub mod binomial;
pub mod chi_square;
pub mod ks;
pub mod quantile;
