//! What is typed instead of the words of `gosys lock`, by whoever knows flock, etcdctl or consul, or guesses.

use crate::base::verb::{Slip, slip};

pub const SLIPS: &[Slip] = &[
    slip("", "list locks", "gosys lock ls"),
    slip("", "unlock free give-back", "gosys lock release NAME --token TOKEN"),
    slip(
        "",
        "get take try trylock try-acquire hold lock",
        "gosys lock acquire NAME takes it if it is free; gosys lock run NAME -- COMMAND holds it for a command",
    ),
    slip("", "exec with do wrap", "gosys lock run NAME -- COMMAND"),
    slip("", "extend refresh keepalive keep-alive heartbeat touch", "gosys lock renew NAME --token TOKEN"),
    slip("", "info show who owner holder query describe", "gosys lock status NAME"),
    slip(
        "",
        "force-unlock force kill steal delete rm del remove clear",
        "gosys lock break NAME takes it from its holder",
    ),
    slip("", "wait", "gosys lock run NAME --wait DURATION -- COMMAND"),
    slip("", "*", "gosys lock run {} -- COMMAND holds a lock of that name while a command runs"),
    slip("run acquire", "-n --nb --nonblock --nonblocking --no-wait --nowait", "--try does not wait at all"),
    slip("run acquire", "-w --block --blocking --retry", "--wait DURATION says for how long, such as --wait 5s"),
    slip("run acquire", "-x -e --exclusive", "a lock is for one holder unless --shared is given: leave {} out"),
    slip("run acquire", "-s", "--shared shares it with others that ask for the same"),
    slip("run acquire", "-t --lease --expire --expiry --expires", "--ttl DURATION, such as --ttl 30s"),
    slip("run acquire", "--max --limit --count --permits", "--slots N lets so many hold it at once"),
    slip("run", "-c --command --cmd", "behind the name: gosys lock run NAME -- sh -c '...'"),
    slip(
        "run",
        "-u --unlock",
        "gosys lock run gives it back by itself; gosys lock release NAME --token TOKEN does for acquire",
    ),
    slip(
        "run",
        "-F --no-fork",
        "the local lock stays with the command by itself, unless --close is given: leave {} out",
    ),
    slip("run acquire", "--name --lock", "the name is a word by itself: gosys lock run NAME -- COMMAND"),
    slip("acquire", "*", "gosys lock run NAME -- COMMAND holds it while a command runs"),
    slip("release renew check", "*", "--token TOKEN is what gosys lock acquire has printed"),
    slip("break", "-f --force", "--yes"),
];
