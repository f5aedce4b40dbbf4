//! A stream that says no more than any answer is long. The library reads an answer to its end however long that is, so
//! a server that never comes to one would fill the memory.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use redis::ConnectionAddr;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::UnixStream;

use super::super::Call;
use super::super::remote;
use super::super::tls;
use super::super::url::Host;

/// The most that may come since something was last asked, in bytes; as much as the other servers may say in a message.
const ANSWER_MAX: usize = 4 << 20;

// A trait object can name one trait only, and which kind of stream it is is known at run time.
pub trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// The stream, and how much may still come.
pub struct Bounded {
    stream: Box<dyn Stream>,
    left: usize,
}

impl Bounded {
    /// Connects to this address.
    pub async fn dial(call: &Call<'_>, address: &ConnectionAddr) -> io::Result<Self> {
        let named = |name: &str, port: u16| Host { name: name.to_owned(), port };
        let stream: Box<dyn Stream> = match address {
            ConnectionAddr::Tcp(host, port) => Box::new(remote::dial(&named(host, *port)).await?),
            ConnectionAddr::TcpTls { host, port, .. } => {
                // What is wrong with it was told before, with the name of the file.
                let config = tls::client_config(&call.credentials).map_err(|error| io::Error::other(error.to_string()));
                let (config, host) = (config?, named(host, *port));
                Box::new(tls::connect(&host, remote::dial(&host).await?, config).await?)
            }
            ConnectionAddr::Unix(path) => Box::new(UnixStream::connect(path).await?),
            _ => return Err(io::ErrorKind::Unsupported.into()),
        };
        Ok(Self { stream, left: ANSWER_MAX })
    }
}

impl AsyncRead for Bounded {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(cx, buffer))?;
        let left = self.left.checked_sub(buffer.filled().len() - before);
        self.left = left.ok_or_else(|| io::Error::other("it goes on and on, longer than any answer"))?;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Bounded {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.left = ANSWER_MAX;
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
