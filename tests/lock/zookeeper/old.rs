//! A server from before containers: a wire that answers what such a server does not know.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

use super::*;

fn read(stream: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut length = [0; 4];
    stream.read_exact(&mut length)?;
    let mut message = vec![0; u32::from_be_bytes(length) as usize];
    stream.read_exact(&mut message)?;
    Ok(message)
}

fn write(stream: &mut TcpStream, message: &[u8]) -> std::io::Result<()> {
    let length = u32::try_from(message.len()).unwrap().to_be_bytes();
    stream.write_all(&[&length, message].concat())
}

/// Question by question, and each `createContainer` is answered with "unimplemented".
fn converse(mut client: TcpStream, mut server: TcpStream) -> std::io::Result<()> {
    let mut is_greeted = false;
    loop {
        let question = read(&mut client)?;
        if is_greeted && question[4..8] == [0, 0, 0, 19] {
            write(&mut client, &[&question[..4], &[0; 8], &(-6_i32).to_be_bytes()].concat())?;
            continue;
        }
        is_greeted = true;
        write(&mut server, &question)?;
        write(&mut client, &read(&mut server)?)?;
    }
}

#[test]
fn folders_stay_where_the_server_knows_no_containers() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = At::url(format!("zk://{}", listener.local_addr().unwrap()));
    thread::spawn(move || {
        for client in listener.incoming() {
            let server = TcpStream::connect(("127.0.0.1", zookeeper().port)).unwrap();
            thread::spawn(move || converse(client.unwrap(), server));
        }
    });
    let name = namespace();
    let grant = at.take(&format!("{name}/a"));
    assert_eq!(shared().queue(&format!("{name}/a")).len(), 1);
    assert!(at.release(&format!("{name}/a"), &grant));
    assert_eq!(at.names(&name), [""; 0]);
}
