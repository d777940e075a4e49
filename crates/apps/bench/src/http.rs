//! The smallest client that can keep a connection busy: what it costs is taken from the machine that is measured.

use anyhow::{Context, bail};
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub status: u16,
    pub cookies: Vec<String>,
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON, when the status is one of success.
    pub(crate) fn json(&self) -> anyhow::Result<Value> {
        if !(200..300).contains(&self.status) {
            bail!("answered {}: {}", self.status, String::from_utf8_lossy(&self.body));
        }
        if self.body.is_empty() { Ok(Value::Null) } else { Ok(serde_json::from_slice(&self.body)?) }
    }
}

/// A connection that is kept, with the cookies of one person.
#[derive(Debug)]
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    /// More lines of every request's head, each with its line end.
    head: String,
    line: String,
}

impl Connection {
    pub(crate) async fn open(address: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await.with_context(|| format!("connecting to {address}"))?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream: BufReader::with_capacity(64 * 1024, stream),
            head: String::new(),
            line: String::new(),
        })
    }

    /// The same head on every further request.
    pub(crate) fn with(mut self, head: &str) -> Self {
        self.head.push_str(head);
        self
    }

    pub(crate) async fn get(&mut self, path: &str) -> anyhow::Result<Answer> {
        self.send("GET", path, None, "").await
    }

    pub(crate) async fn post(&mut self, path: &str, body: &Value) -> anyhow::Result<Answer> {
        self.send("POST", path, Some(body), "").await
    }

    pub(crate) async fn send(
        &mut self,
        method: &str,
        path: &str,
        body: Option<&Value>,
        more: &str,
    ) -> anyhow::Result<Answer> {
        let text = body.map(ToString::to_string).unwrap_or_default();
        let length = if body.is_some() {
            format!("content-type: application/json\r\ncontent-length: {}\r\n", text.len())
        } else {
            String::new()
        };
        let request =
            format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\n{}{more}{length}\r\n{text}", self.head);
        self.stream.get_mut().write_all(request.as_bytes()).await?;
        self.read().await
    }

    async fn read(&mut self) -> anyhow::Result<Answer> {
        let first = self.next_line().await?;
        let status = first.split(' ').nth(1).and_then(|word| word.parse().ok());
        let status = status.with_context(|| format!("no status in {first:?}"))?;
        let (mut length, mut chunked, mut cookies) = (0, false, vec![]);
        loop {
            let line = self.next_line().await?;
            let Some((name, value)) = line.split_once(':') else { break };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse()?,
                "transfer-encoding" => chunked = value.contains("chunked"),
                "set-cookie" => cookies.extend(value.trim().split(';').next().map(ToOwned::to_owned)),
                _ => {}
            }
        }
        let mut body = vec![];
        if chunked {
            loop {
                let size = usize::from_str_radix(&self.next_line().await?, 16)?;
                self.take(size, &mut body).await?;
                self.next_line().await?;
                if size == 0 {
                    break;
                }
            }
        } else {
            self.take(length, &mut body).await?;
        }
        Ok(Answer { status, cookies, body })
    }

    async fn take(&mut self, size: usize, body: &mut Vec<u8>) -> anyhow::Result<()> {
        let most = u64::try_from(size)?;
        let read = (&mut self.stream).take(most).read_to_end(body).await?;
        if read < size {
            bail!("the connection ended within an answer");
        }
        Ok(())
    }

    async fn next_line(&mut self) -> anyhow::Result<String> {
        self.line.clear();
        if self.stream.read_line(&mut self.line).await? == 0 {
            bail!("the connection ended");
        }
        Ok(self.line.trim_end().to_owned())
    }
}
