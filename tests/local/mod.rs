//! The local backend's folder: where it is, who shares it, and disks that fail.

mod disk;
mod place;
mod users;
