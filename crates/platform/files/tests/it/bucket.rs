//! A bucket on loopback that speaks as much S3 as the store needs: single and multipart uploads, reading, listing by
//! pages, deleting in bulk. Every request must carry a right Signature Version 4 over the body it brings.

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write,
    net::Ipv4Addr,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use heng_files::{Bucket, Place};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;

const REGION: &str = "cn-test";
const NAME: &str = "heng-documents";
const ACCESS_KEY: &str = "AKTEST";
const SECRET_KEY: &str = "a secret of the test";
/// Keys in one page of a listing; S3 has a thousand.
const PAGE: usize = 2;
/// Least bytes of a part that is not the last one (S3: EntityTooSmall).
const LEAST_PART: usize = 5 * 1024 * 1024;
const CHANGED: &str = "Wed, 18 Nov 2026 00:00:00 GMT";
const CHANGED_IN_LISTS: &str = "2026-11-18T00:00:00.000Z";

/// What lies in the bucket. Clones are the same bucket.
#[derive(Clone, Debug, Default)]
pub struct FakeBucket {
    kept: Arc<Mutex<Kept>>,
    endpoint: String,
}

#[derive(Debug, Default)]
struct Kept {
    objects: BTreeMap<String, Vec<u8>>,
    uploads: HashMap<String, BTreeMap<u32, Vec<u8>>>,
    /// How many requests are still answered with 503.
    busy: u32,
}

impl FakeBucket {
    /// A bucket that answers for as long as the test's runtime lives.
    pub async fn start() -> Self {
        // As the program does at its start; whoever comes second finds it done.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let bucket = Self { endpoint, ..Self::default() };
        let routes =
            Router::new().fallback(answer).layer(DefaultBodyLimit::disable()).with_state(bucket.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        bucket
    }

    /// The place as the settings name it.
    pub fn place(&self) -> Place {
        self.opened_with(SECRET_KEY)
    }

    /// The same with another secret.
    pub fn opened_with(&self, secret: &str) -> Place {
        Place::Bucket(Bucket {
            endpoint: self.endpoint.clone(),
            region: REGION.to_owned(),
            name: NAME.to_owned(),
            access_key: ACCESS_KEY.to_owned(),
            secret_key: secret.to_owned().into(),
            in_path: true,
        })
    }

    /// The keys of everything in it.
    pub fn keys(&self) -> Vec<String> {
        self.kept.lock().unwrap().objects.keys().cloned().collect()
    }

    /// What lies under a key.
    pub fn get(&self, key: &str) -> Vec<u8> {
        self.kept.lock().unwrap().objects.get(key).unwrap().clone()
    }

    /// Puts something under a key, past all checks.
    pub fn put(&self, key: &str, content: Vec<u8>) {
        self.kept.lock().unwrap().objects.insert(key.to_owned(), content);
    }

    /// Loses what lies under a key.
    pub fn lose(&self, key: &str) {
        self.kept.lock().unwrap().objects.remove(key).unwrap();
    }

    /// Answers the next requests with "slow down".
    pub fn be_busy_for(&self, requests: u32) {
        self.kept.lock().unwrap().busy = requests;
    }

    /// Uploads in parts that were begun and neither completed nor aborted.
    pub fn open_uploads(&self) -> usize {
        self.kept.lock().unwrap().uploads.len()
    }
}

async fn answer(
    State(bucket): State<FakeBucket>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let query = query_of(&uri);
    if !is_signed(&method, &uri, &query, &headers, &body) {
        return refusal(StatusCode::FORBIDDEN, "SignatureDoesNotMatch");
    }
    let mut kept = bucket.kept.lock().unwrap();
    if kept.busy > 0 {
        kept.busy -= 1;
        return refusal(StatusCode::SERVICE_UNAVAILABLE, "SlowDown");
    }
    let Some(rest) = uri.path().strip_prefix(&format!("/{NAME}")) else {
        return refusal(StatusCode::NOT_FOUND, "NoSuchBucket");
    };
    let key = rest.trim_start_matches('/').to_owned();
    let asked = |name: &str| query.get(name).map(String::as_str);
    match (method.as_str(), key.is_empty()) {
        ("GET", true) => kept.list(asked("continuation-token")),
        ("POST", true) if asked("delete").is_some() => kept.delete_many(&headers, &body),
        ("GET", false) => kept.read(&key),
        ("PUT", false) => match asked("uploadId") {
            Some(upload) => kept.put_part(upload, asked("partNumber"), body),
            None => {
                kept.objects.insert(key, body.to_vec());
                tagged(String::new())
            }
        },
        ("POST", false) => match asked("uploadId") {
            Some(upload) => kept.complete(upload, key, &body),
            None => kept.begin(),
        },
        ("DELETE", false) => {
            kept.uploads.remove(asked("uploadId").unwrap_or_default());
            StatusCode::NO_CONTENT.into_response()
        }
        _ => refusal(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed"),
    }
}

impl Kept {
    fn list(&self, after: Option<&str>) -> Response {
        let after = after.map(|token| String::from_utf8(hex::decode(token).unwrap()).unwrap());
        let rest: Vec<_> =
            self.objects.iter().filter(|(key, _)| after.as_ref().is_none_or(|after| *key > after)).collect();
        let mut xml = String::from("<ListBucketResult>");
        for (key, content) in rest.iter().take(PAGE) {
            let size = content.len();
            write!(
                xml,
                "<Contents><Key>{key}</Key><Size>{size}</Size><LastModified>{CHANGED_IN_LISTS}</LastModified>\
                 <ETag>\"e\"</ETag></Contents>"
            )
            .unwrap();
        }
        if let (Some((last, _)), true) = (rest.get(PAGE - 1), rest.len() > PAGE) {
            let token = hex::encode(last);
            write!(xml, "<NextContinuationToken>{token}</NextContinuationToken>").unwrap();
        }
        (xml + "</ListBucketResult>").into_response()
    }

    fn read(&self, key: &str) -> Response {
        match self.objects.get(key) {
            Some(content) => {
                ([(header::ETAG, "\"e\""), (header::LAST_MODIFIED, CHANGED)], content.clone()).into_response()
            }
            None => refusal(StatusCode::NOT_FOUND, "NoSuchKey"),
        }
    }

    fn begin(&mut self) -> Response {
        let upload = format!("upload{}", self.uploads.len() + 1);
        self.uploads.insert(upload.clone(), BTreeMap::new());
        format!(
            "<InitiateMultipartUploadResult><UploadId>{upload}</UploadId></InitiateMultipartUploadResult>"
        )
        .into_response()
    }

    fn put_part(&mut self, upload: &str, number: Option<&str>, body: Bytes) -> Response {
        let number = number.and_then(|number| number.parse().ok());
        match (self.uploads.get_mut(upload), number) {
            (Some(parts), Some(number)) => {
                parts.insert(number, body.to_vec());
                tagged(String::new())
            }
            (None, _) => refusal(StatusCode::NOT_FOUND, "NoSuchUpload"),
            (_, None) => refusal(StatusCode::BAD_REQUEST, "InvalidArgument"),
        }
    }

    fn complete(&mut self, upload: &str, key: String, body: &[u8]) -> Response {
        let Some(parts) = self.uploads.remove(upload) else {
            return refusal(StatusCode::NOT_FOUND, "NoSuchUpload");
        };
        let named: Vec<u32> = between(body, "<PartNumber>", "</PartNumber>")
            .iter()
            .map(|number| number.parse().unwrap())
            .collect();
        if !named.iter().eq(parts.keys()) {
            return refusal(StatusCode::BAD_REQUEST, "InvalidPart");
        }
        if parts.values().rev().skip(1).any(|part| part.len() < LEAST_PART) {
            return refusal(StatusCode::BAD_REQUEST, "EntityTooSmall");
        }
        self.objects.insert(key, parts.into_values().collect::<Vec<_>>().concat());
        tagged("<CompleteMultipartUploadResult><ETag>\"e\"</ETag></CompleteMultipartUploadResult>".to_owned())
    }

    fn delete_many(&mut self, headers: &HeaderMap, body: &[u8]) -> Response {
        if !headers.contains_key("content-md5") {
            return refusal(StatusCode::BAD_REQUEST, "InvalidRequest");
        }
        let mut xml = String::from("<DeleteResult>");
        for key in between(body, "<Key>", "</Key>") {
            self.objects.remove(&key);
            write!(xml, "<Deleted><Key>{key}</Key></Deleted>").unwrap();
        }
        (xml + "</DeleteResult>").into_response()
    }
}

fn tagged(xml: String) -> Response {
    ([(header::ETAG, "\"e\"")], xml).into_response()
}

fn refusal(status: StatusCode, code: &str) -> Response {
    (status, format!("<Error><Code>{code}</Code><Message>{code}</Message></Error>")).into_response()
}

fn between(body: &[u8], open: &str, close: &str) -> Vec<String> {
    let text = std::str::from_utf8(body).unwrap();
    text.split(open).skip(1).map(|rest| rest.split(close).next().unwrap().to_owned()).collect()
}

/// The query by name, as it stands in the address: nothing the store asks for needs escaping.
fn query_of(uri: &Uri) -> BTreeMap<String, String> {
    let pairs = uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// AWS Signature Version 4, as "Authenticating Requests: Using the Authorization Header" tells it.
fn is_signed(
    method: &Method,
    uri: &Uri,
    query: &BTreeMap<String, String>,
    headers: &HeaderMap,
    body: &[u8],
) -> bool {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let digest = header("x-amz-content-sha256");
    if digest != hex::encode(Sha256::digest(body)) {
        return false;
    }
    let date = header("x-amz-date");
    let scope = format!("{}/{REGION}/s3/aws4_request", date.get(..8).unwrap_or_default());
    let credential = format!("AWS4-HMAC-SHA256 Credential={ACCESS_KEY}/{scope}");
    let mut parts = header("authorization").split(", ");
    let (Some(given), Some(signed), Some(signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let Some(signed) = signed.strip_prefix("SignedHeaders=") else { return false };
    let must = ["host", "x-amz-content-sha256", "x-amz-date"];
    if given != credential || must.iter().any(|must| !signed.split(';').any(|name| name == *must)) {
        return false;
    }
    let pairs: Vec<String> = query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut lines = String::new();
    for name in signed.split(';') {
        writeln!(lines, "{name}:{}", header(name).trim()).unwrap();
    }
    let request = format!("{method}\n{}\n{}\n{lines}\n{signed}\n{digest}", uri.path(), pairs.join("&"));
    let to_sign = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{}", hex::encode(Sha256::digest(request)));
    let secret = format!("AWS4{SECRET_KEY}").into_bytes();
    let key = scope.split('/').fold(secret, |key, part| authenticated(&key, part));
    signature == format!("Signature={}", hex::encode(authenticated(&key, &to_sign)))
}

fn authenticated(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}
