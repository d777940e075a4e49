//! The main job from one command, and none of the demo in what is served to companies.

use crate::place::Place;

#[tokio::test]
async fn the_main_job_runs_from_one_command() {
    let place = Place::new().await;
    let data = place.data();
    let ran = place.run([
        "--json".as_ref(),
        "--today".as_ref(),
        "2026-03-09".as_ref(),
        "demo".as_ref(),
        "--check".as_ref(),
        "--data".as_ref(),
        data.as_os_str(),
    ]);
    assert_eq!(ran.code, 0, "{}\n{}", ran.out, ran.err);
    let steps: Vec<serde_json::Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(steps.len() >= 20, "{}", ran.out);
    assert!(steps.iter().all(|step| step["done"] == true), "{}", ran.out);
}

#[tokio::test]
async fn heng_serve_has_nothing_of_the_demo() {
    // One for the whole test process; a second installation is refused, which is fine.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (place, browser) = (Place::on_sqlite(), reqwest::Client::builder().no_proxy().build().unwrap());
    let server = place.serve();
    let get = async |path: &str| {
        let answer = browser.get(format!("{}{path}", server.address)).send().await.unwrap();
        (answer.status(), answer.text().await.unwrap())
    };
    // What the pages answer to any other address.
    let other = get("/any-other-address").await;
    for path in ["/demo", "/demo/state", "/demo/enter", "/cgi-bin/gettoken", "/connect/oauth2/authorize"] {
        assert_eq!(get(path).await, other, "{path}");
    }
    for path in ["/demo/clock", "/demo/line", "/cgi-bin/message/send"] {
        let posted = browser.post(format!("{}{path}", server.address)).body("{}").send().await.unwrap();
        assert_eq!(posted.status(), reqwest::StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
}
