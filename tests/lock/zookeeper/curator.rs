//! Beside Curator, whose nodes are made here by hand: each waits for the other.

use super::*;

#[test]
fn we_wait_for_curators_mutex_and_it_for_us() {
    let (at, name) = (shared(), namespace());
    let mut hand = Hand::new(zookeeper().port);
    let theirs = hand.contend(&name);
    for mode in [Mode::Exclusive, Mode::Shared, Mode::Slots(3)] {
        assert_eq!(at.try_for(&bid([&name], mode)), None, "{mode}");
    }
    let waiter = {
        let (at, name) = (at.clone(), name.clone());
        thread::spawn(move || at.wait_for(&bid([&name], Mode::Shared), LONG).unwrap())
    };
    at.queue_becomes(&name, 2);
    let queue = at.queue(&name);
    let [first, second] = queue.as_slice() else { panic!("{queue:?}") };
    assert!(first.holds && !second.holds && first.mode == Mode::Exclusive && first.fence.is_some());
    assert_eq!((&first.about, first.left), (&About::default(), None));
    assert_eq!((second.about.owner.as_str(), second.fence, second.left), ("tester", None, None));
    hand.delete(&theirs);
    let grant = waiter.join().unwrap();
    // By letters theirs would be the first; what counts is the number, and Curator cuts it out as we do.
    let theirs = hand.contend(&name);
    let children = hand.children(&format!("/{name}"));
    let number = |node: &str| node.rsplit_once("lock-").unwrap().1.to_owned();
    let ours = children.iter().find(|node| !theirs.ends_with(node.as_str())).unwrap();
    assert!(number(ours) < number(&theirs) && ours.contains("-shared-lock-"), "{children:?}");
    // Nobody overtakes it.
    assert_eq!(at.try_for(&bid([&name], Mode::Shared)), None);
    assert!(at.release(&name, &grant));
    assert!(at.queue(&name)[0].holds);
    // It ends with its session too.
    hand.end();
    let grant = at.take(&name);
    assert!(at.release(&name, &grant));
}

#[test]
fn other_nodes_are_not_in_the_queue() {
    let (at, name) = (shared(), namespace());
    let mut hand = Hand::new(zookeeper().port);
    hand.create(&format!("/{name}"), b"what others keep here", 0).unwrap();
    for other in ["inner", "_c_x-lease-0000000000", "_c_x-__WRIT__0000000000", "lock-1"] {
        hand.create(&format!("/{name}/{other}"), b"", 0).unwrap();
    }
    let grant = at.take(&name);
    assert_eq!(at.queue(&name).len(), 1);
    // What is asked of the lock changes nothing that is kept there.
    assert!(at.left(&name, &grant.token).is_some());
    assert_eq!(at.evict(&name, None), 1);
    assert_eq!(hand.read(&format!("/{name}")).unwrap().data, b"what others keep here");
    // Nobody can queue below a node that ends with a session.
    hand.create(&format!("/{name}/inner/gone"), b"", 1).unwrap();
    let error = at.do_with(|locks| locks.acquire(&bid([&format!("{name}/inner/gone")], Mode::Exclusive), Wait::Try));
    assert_eq!(error.unwrap_err().exit(), gosys::base::exit::Exit::Usage);
}
