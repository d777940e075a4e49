//! The demo company, served on a free port while something looks at it.

use std::fs::File;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use rustix::process::Signal;
use tempfile::TempDir;

use crate::child::{Background, Job, interrupted};
use crate::place::Place;

/// Making the company takes a while in a development build.
const PATIENCE: Duration = Duration::from_mins(3);

/// A running `heng demo`; dropping it stops the server and removes its data.
#[derive(Debug)]
pub(crate) struct DemoServer {
    server: Background,
    program: PathBuf,
    port: u16,
    folder: TempDir,
}

impl DemoServer {
    pub(crate) fn start(place: &Place, heng: &Path) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("heng-demo-").tempdir()?;
        let port = free_port()?;
        let server = Job::new(heng, &place.root)
            .args(["demo", "--port", &port.to_string(), "--data"])
            .args([folder.path().join("data")])
            .background(File::create(folder.path().join("log"))?, |pid| {
                let folder = folder.path().display();
                format!("kill -TERM {pid}; while kill -0 {pid}; do sleep 0.1; done; rm -rf '{folder}'")
            })?;
        let mut demo = Self { server, program: heng.to_path_buf(), port, folder };
        demo.await_ready()?;
        Ok(demo)
    }

    /// By name, since passkeys are bound to one.
    pub(crate) fn url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// The program that serves it.
    pub(crate) fn program(&self) -> &Path {
        &self.program
    }

    /// What is known of the demo company: its people's password.
    pub(crate) fn company(&self) -> PathBuf {
        self.folder.path().join("data/demo.json")
    }

    /// What the server says.
    pub(crate) fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    fn await_ready(&mut self) -> Result<()> {
        let begun = Instant::now();
        while !is_ready(self.port) {
            if self.server.has_ended()? || begun.elapsed() > PATIENCE || interrupted() {
                bail!("the demo did not start:\n{}", std::fs::read_to_string(self.log()).unwrap_or_default());
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }
}

impl Drop for DemoServer {
    fn drop(&mut self) {
        self.server.stop(Signal::TERM);
    }
}

pub(crate) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// True once `GET /readyz` answers 200.
fn is_ready(port: u16) -> bool {
    let ask = || -> std::io::Result<[u8; 12]> {
        let mut stream = TcpStream::connect(("localhost", port))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        stream.write_all(
            format!("GET /readyz HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n").as_bytes(),
        )?;
        let mut status = [0; 12];
        stream.read_exact(&mut status)?;
        Ok(status)
    };
    ask().is_ok_and(|status| &status == b"HTTP/1.1 200")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ready_means_a_200_and_nothing_else() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = thread::spawn(move || {
            for answer in ["HTTP/1.1 503 Service Unavailable\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"] {
                let (mut stream, _) = listener.accept().unwrap();
                let _ = stream.read(&mut [0; 256]).unwrap();
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });
        assert!(!is_ready(port));
        assert!(is_ready(port));
        server.join().unwrap();
    }
}
