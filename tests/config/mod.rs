//! Versioned configuration.

mod etcd;
