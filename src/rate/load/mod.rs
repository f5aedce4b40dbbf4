//! What a load is: stages of rates, answers as they come out of a connection, and what is counted of them.

pub mod answer;
mod chunks;
pub mod stage;
pub mod tally;
