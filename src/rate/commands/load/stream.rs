//! A socket that never blocks, with or without TLS.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;

use rustix::io::Errno;
use rustix::net::{AddressFamily, SocketFlags, SocketType, connect, socket_with};
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};

/// Whom to trust, and for whom the certificate has to be.
pub type Secure = (Arc<ClientConfig>, ServerName<'static>);

/// A connection's two directions.
pub struct Stream {
    kind: Kind,
    /// Whether the connection, without TLS, is there.
    is_connected: bool,
}

enum Kind {
    Plain(TcpStream),
    Secure(Box<StreamOwned<ClientConnection, TcpStream>>),
}

impl Stream {
    /// Begins to connect.
    pub fn open(address: SocketAddr, secure: Option<&Secure>) -> io::Result<Self> {
        let family = if address.is_ipv4() { AddressFamily::INET } else { AddressFamily::INET6 };
        let flags = SocketFlags::NONBLOCK | SocketFlags::CLOEXEC;
        let socket = socket_with(family, SocketType::STREAM, flags, None)?;
        match connect(&socket, &address) {
            Ok(()) | Err(Errno::INPROGRESS) => {}
            Err(error) => return Err(error.into()),
        }
        let tcp = TcpStream::from(socket);
        // Otherwise the end of a request that does not fit into one packet would wait for an acknowledgement.
        tcp.set_nodelay(true)?;
        let kind = match secure {
            None => Kind::Plain(tcp),
            Some((config, name)) => {
                let tls = ClientConnection::new(Arc::clone(config), name.clone()).map_err(io::Error::other)?;
                Kind::Secure(Box::new(StreamOwned::new(tls, tcp)))
            }
        };
        Ok(Self { kind, is_connected: false })
    }

    /// Goes on with connecting and shaking hands, and with what is still to be written; whether a request can be.
    pub fn is_ready(&mut self) -> io::Result<bool> {
        if !self.is_connected {
            match self.tcp().take_error()? {
                Some(error) => return Err(error),
                None => self.is_connected = true,
            }
        }
        let Kind::Secure(tls) = &mut self.kind else { return Ok(true) };
        if !tls.conn.is_handshaking() && !tls.conn.wants_write() {
            return Ok(true);
        }
        match tls.conn.complete_io(&mut tls.sock) {
            Ok(_) => Ok(!tls.conn.is_handshaking()),
            Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Whether it waits until something can be written, besides a request.
    pub fn wants_write(&self) -> bool {
        match &self.kind {
            _ if !self.is_connected => true,
            Kind::Plain(_) => false,
            Kind::Secure(tls) => tls.conn.wants_write(),
        }
    }

    fn tcp(&self) -> &TcpStream {
        match &self.kind {
            Kind::Plain(tcp) => tcp,
            Kind::Secure(tls) => &tls.sock,
        }
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.kind {
            Kind::Plain(tcp) => tcp.read(buffer),
            Kind::Secure(tls) => tls.read(buffer),
        }
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.kind {
            Kind::Plain(tcp) => tcp.write(bytes),
            Kind::Secure(tls) => tls.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        // What TLS holds back goes out when the socket takes it: see `is_ready`.
        Ok(())
    }
}

impl AsFd for Stream {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.tcp().as_fd()
    }
}
