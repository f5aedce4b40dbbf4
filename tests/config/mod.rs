//! `gosys config`: versioned configuration.

mod edit;
mod env;
mod exec;
mod export;
mod import;
mod space;
