//! What is typed instead of the words of `gosys id`, by whoever knows uuidgen or guesses.

use crate::base::verb::{Slip, slip};

pub const SLIPS: &[Slip] = &[
    slip("", "#", "gosys id -n {} makes so many; gosys id decode {} says what an id is made of"),
    slip("", "uuid guid", "gosys id -s uuid7 makes one in the order of time, gosys id -s uuid4 a random one"),
    slip("", "snowflake sonyflake sonyflake1 discord instagram mastodon tsid baidu", "gosys id -s {} makes one"),
    slip("", "uuid4 uuid7 ulid ksuid nanoid", "gosys id -s {} makes one"),
    slip("", "typeid", "gosys id -s typeid --prefix TYPE makes one"),
    slip("", "uuid5", "gosys id -s uuid5 --namespace UUID --name NAME makes one"),
    slip("", "generate gen make create next get", "gosys id makes one, gosys id -n 5 makes five"),
    slip("", "parse inspect info show explain read", "gosys id decode ID"),
    slip("", "list ls", "gosys id nodes lists the nodes, gosys id schemes the kinds of id"),
    slip("", "validate verify uniq unique", "gosys id check FILE"),
    slip("", "*", "gosys id decode {} says what an id is made of, gosys id guess {} what kind it may be"),
    slip("new", "#", "-n {} makes so many"),
    slip("new", "-c", "-n N makes so many"),
    slip("new", "-t --time", "-s uuid7 has the time in front"),
    slip("new", "-r --random", "-s uuid4 is random"),
    slip("new", "-m --md5 --sha1", "-s uuid5 --namespace UUID --name NAME is made of a name"),
    slip("new", "--type --kind --algo --version", "-s NAME says the kind; gosys id schemes lists them"),
    slip("new", "guid", "a GUID is a UUID: -s uuid7 or -s uuid4"),
    slip("new", "--machine --machine-id --worker --worker-id --node-id --datacenter", "--node N names the node"),
    slip("new", "--length --size", "--layout TIME:NODE:SEQ makes snowflakes of other sizes"),
    slip("new", "-x --hex --base62 --base58", "--format hex, --format base62 and others say how ids are written"),
    slip("new", "*", "-s NAME says the kind, -n N how many"),
    slip("bench", "#", "--for DURATION says for how long, such as --for 5s"),
    slip("bench", "-n --count", "--for DURATION says for how long, such as --for 5s"),
];
