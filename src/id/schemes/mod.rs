//! The schemes, one file each.

pub mod baidu;
pub mod discord;
pub mod instagram;
pub mod ksuid;
pub mod mastodon;
pub mod nanoid;
pub mod snowflake;
pub mod sonyflake;
pub mod sonyflake1;
pub mod tsid;
pub mod typeid;
pub mod ulid;
pub mod uuid;
pub mod uuid4;
pub mod uuid5;
pub mod uuid7;
