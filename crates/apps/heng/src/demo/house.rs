//! The server of the demo: Heng as it is served to everybody, with the WeCom fake and the phone simulator around it.

use std::{
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};
use axum::{
    Router,
    extract::{Request, State},
    http::StatusCode,
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use heng_demo_kit::{
    clock::DemoClock,
    simulator::{self, Simulator, on_phones},
    wecom_fake::{FakeApp, WeComFake},
};
use heng_identity::SetUpGuard;
use heng_kernel::Clock;
use tokio::{
    sync::{oneshot, watch},
    task::JoinHandle,
};
use url::Url;

use super::{DemoArgs, cast};
use crate::{
    System,
    config::Config,
    machine::{SystemIds, process_word},
    serve::Server,
};

/// Tried first, so that the address is easy to remember.
const USUAL_PORT: u16 = 8080;
/// The made-up corp and its application.
pub(super) const CORP: &str = "wwdemo000000000001";
const AGENT: u32 = 1_000_002;

/// How long something that happens by itself may take.
const PATIENCE: Duration = Duration::from_mins(1);
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// The running demo.
pub(super) struct House {
    /// What people type: `http://localhost:8080/`.
    pub(super) base: Url,
    pub(super) system: System,
    pub(super) fake: WeComFake,
    pub(super) clock: DemoClock,
    pub(super) data: PathBuf,
    /// Removed at the end.
    fresh: bool,
    /// Whether the company is made.
    made: watch::Sender<bool>,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<anyhow::Result<()>>,
}

impl House {
    pub(super) async fn open(config: Config, clock: Arc<dyn Clock>, args: &DemoArgs) -> anyhow::Result<Self> {
        let port = port(args)?;
        let fresh = args.data.is_none();
        let data = args.data.clone().unwrap_or_else(|| std::env::temp_dir().join(process_word()));
        let secret = process_word();
        let config = settings(config, port, &data, &secret)?;
        let base = Url::parse(&format!("{}/", config.server.public_url))?;
        let clock = DemoClock::new(clock);
        let fake = fake(&clock, port, secret);
        let phones = cast::ALL.iter().map(|part| part.phone()).collect();
        let simulator = Simulator::new(fake.clone(), clock.clone(), phones, port);
        let system = System::open(config, Arc::new(clock.clone()), true).await?;
        // Loopback only: whoever sits at the machine is the owner.
        system.services.identity.open_set_up(SetUpGuard::Nobody).await?;
        let server = Server::bind(&system).await?;
        let (stop, stopped) = oneshot::channel();
        let made = watch::Sender::new(false);
        let around = around(&simulator, &fake, made.subscribe());
        let serving = tokio::spawn({
            let system = system.clone();
            async move {
                let asked_to_stop = async {
                    let _ = stopped.await;
                };
                server.run(&system, true, asked_to_stop, around).await
            }
        });
        Ok(Self { base, system, fake, clock, data, fresh, made, stop, serving })
    }

    /// Looks again and again until there is something, for as long as a busy machine may take.
    pub(super) async fn wait<T>(
        &self,
        look: impl AsyncFn() -> anyhow::Result<Option<T>>,
    ) -> anyhow::Result<T> {
        let begun = Instant::now();
        loop {
            if let Some(found) = look().await? {
                return Ok(found);
            }
            ensure!(begun.elapsed() < PATIENCE, "waited {} s in vain", PATIENCE.as_secs());
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// From now on `/readyz` says so.
    pub(super) fn is_made(&self) {
        self.made.send_replace(true);
    }

    /// The day in the company's zone.
    pub(super) fn today(&self) -> NaiveDate {
        self.clock.now().with_timezone(&chrono_tz::Asia::Shanghai).date_naive()
    }

    /// The simulator's page.
    pub(super) fn simulator(&self) -> String {
        let port = self.base.port_or_known_default().unwrap_or(USUAL_PORT);
        format!("http://{}:{port}/demo", simulator::HOST)
    }

    pub(super) async fn close(self) -> anyhow::Result<()> {
        let _ = self.stop.send(());
        self.serving.await.context("the server broke")??;
        self.system.finish().await?;
        if self.fresh {
            std::fs::remove_dir_all(&self.data)
                .with_context(|| format!("removing {}", self.data.display()))?;
        }
        Ok(())
    }
}

fn port(args: &DemoArgs) -> anyhow::Result<u16> {
    let free = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).and_then(|l| l.local_addr());
    let taken = match args.port {
        Some(port) => free(port).with_context(|| format!("port {port}"))?,
        None if args.check => free(0)?,
        None => free(USUAL_PORT).or_else(|_| free(0))?,
    };
    Ok(taken.port())
}

/// Settings given for the database are kept, so that the demo runs on either; the rest is the demo's own.
fn settings(config: Config, port: u16, data: &std::path::Path, secret: &str) -> anyhow::Result<Config> {
    let mut made = Config { database: config.database, log: config.log, ..Config::default() };
    data.clone_into(&mut made.data.folder);
    made.made_up = true;
    made.server.listen = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    // By name: passkeys are bound to one.
    made.server.public_url = format!("http://localhost:{port}");
    CORP.clone_into(&mut made.wecom.corp_id);
    made.wecom.agent_id = AGENT;
    made.wecom.secret = serde_json::from_value(secret.into())?;
    // Nobody measures a demo, and several of them stand on one machine.
    made.metrics.listen.clear();
    for base in [&mut made.wecom.api_base, &mut made.wecom.authorize_base, &mut made.wecom.qr_base] {
        base.clone_from(&made.server.public_url);
    }
    Ok(made)
}

fn fake(clock: &DemoClock, port: u16, secret: String) -> WeComFake {
    let trusted_domains = vec![format!("localhost:{port}")];
    let app = FakeApp { agent_id: AGENT, secret, trusted_domains };
    let fake = WeComFake::new(CORP, Arc::new(clock.clone()), Arc::new(SystemIds)).with_app(app);
    cast::ALL.iter().fold(fake, |fake, part| fake.with_member(part.login, part.name))
}

/// Phones see the same server under names of their own; the fake and the simulator answer beside it.
fn around(
    simulator: &Simulator,
    fake: &WeComFake,
    made: watch::Receiver<bool>,
) -> impl FnOnce(Router) -> Router + Send + 'static {
    let (simulator, fake) = (simulator.clone(), fake.clone());
    move |heng| {
        Router::new()
            .merge(simulator.router())
            .merge(fake.router())
            .fallback_service(heng)
            .layer(middleware::from_fn_with_state(made, not_ready_before_made))
            .layer(middleware::from_fn_with_state(simulator, on_phones))
    }
}

/// Whoever waits for the demo waits for its company too.
async fn not_ready_before_made(
    State(made): State<watch::Receiver<bool>>,
    request: Request,
    next: Next,
) -> Response {
    if request.uri().path() == "/readyz" && !*made.borrow() {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    next.run(request).await
}
