//! The command line as an operator meets it: init, serve, demo, law and admin, their lines, their exit codes, and what
//! they refuse in Chinese.
//! What the law says is proved in its own crate; here that the program says it.

use crate::support::http::is_chinese;
use crate::support::program::{Place, mingjian, run};
use crate::support::tcp::Request;
use serde_json::{Value, json};

#[test]
fn init_makes_a_body_prints_a_password_once_and_refuses_a_second_time() {
    let place = Place::new();
    let first = place.run("init", &["--pack", "law/xuchang-health"]);
    let lines = first.lines();
    assert_eq!(lines[0], "已建立：许昌市卫生健康委员会");
    let passwords: Vec<&&str> = lines.iter().filter(|line| line.contains("密码")).collect();
    assert_eq!(passwords.len(), 1, "{lines:?}");
    let password = passwords[0].rsplit('：').next().unwrap();
    assert!(password.chars().count() >= 16, "{password}");
    assert!(place.data().join("mingjian.db").is_file() && place.key().is_file());
    assert!(!place.data().join("data.key").exists(), "the key lies outside the data folder");
    place.run("init", &["--pack", "law/xuchang-health"]).refused("已经有机关");
    place.run("init", &["--pack", "law/demo-health"]).refused("已经有机关");
    for file in ["mingjian.db", "mingjian.db-wal"] {
        let bytes = std::fs::read(place.data().join(file)).unwrap_or_default();
        assert_eq!(crate::support::search::readable(&bytes, &[password]), [], "{file}");
    }
}

#[test]
fn two_bodies_have_two_passwords_and_two_keys() {
    let (one, other) = (Place::new(), Place::new());
    let password = |place: &Place| {
        let answer = place.run("init", &["--pack", "xuchang-health"]);
        answer.lines().iter().find(|line| line.contains("密码")).unwrap().to_string()
    };
    assert_ne!(password(&one), password(&other));
    assert_ne!(std::fs::read(one.key()).unwrap(), std::fs::read(other.key()).unwrap());
}

#[test]
fn init_refuses_what_is_no_pack_and_makes_nothing() {
    let place = Place::new();
    place.run("init", &["--pack", "law/nowhere"]).refused("没有规则包“law/nowhere”");
    assert!(!place.data().exists() && !place.key().exists());
}

#[test]
fn serve_refuses_a_folder_where_nothing_is_and_makes_nothing_there() {
    let place = Place::new();
    place.run("serve", &["--listen", "127.0.0.1:0"]).refused("mingjian init");
    std::fs::create_dir(place.data()).unwrap();
    place.run("serve", &["--listen", "127.0.0.1:0"]).refused("是空的");
    assert_eq!(std::fs::read_dir(place.data()).unwrap().count(), 0);
    assert!(!place.key().exists());
    place.run("admin token", &["--user", "admin"]).refused("mingjian init");
}

#[test]
fn nothing_starts_without_its_key_or_with_another_one() {
    let place = Place::initialised();
    let other = Place::new();
    other.run("init", &["--pack", "law/xuchang-health"]).lines();
    let serve = ["--listen", "127.0.0.1:0"];
    let key = std::fs::read(place.key()).unwrap();
    let stranger = other.key();
    let with_other = ["--listen", "127.0.0.1:0", "--key-file", stranger.to_str().unwrap()];
    place.run("serve", &with_other).refused("密钥");
    std::fs::remove_file(place.key()).unwrap();
    place.run("serve", &serve).refused("没有密钥文件");
    place.run("demo", &serve).refused("没有密钥文件");
    place.run("init", &["--pack", "xuchang-health"]).refused("没有密钥文件");
    place.run("admin token", &["--user", "admin"]).refused("没有密钥文件");
    assert!(!place.key().exists(), "no new key is made for data that another key has sealed");
    std::fs::write(place.key(), b"nonsense").unwrap();
    place.run("serve", &serve).refused("不是明鉴的密钥文件");
    std::fs::write(place.key(), key).unwrap();
    assert_eq!(
        place.run("admin token", &["--user", "admin"]).code,
        Some(0),
        "with its own key it opens again"
    );
}

#[test]
fn demo_refuses_a_folder_that_is_not_its_own() {
    let place = Place::initialised();
    place.run("demo", &["--listen", "127.0.0.1:0"]).refused("真实数据");
    let elsewhere = Place::new();
    std::fs::create_dir(elsewhere.data()).unwrap();
    std::fs::write(elsewhere.data().join("holiday.jpg"), b"a picture").unwrap();
    elsewhere.run("demo", &["--listen", "127.0.0.1:0"]).refused("不是空的");
    assert_eq!(std::fs::read_dir(elsewhere.data()).unwrap().count(), 1);
    assert!(!elsewhere.key().exists());
}

#[test]
fn a_token_from_the_command_line_is_the_users_and_is_printed_alone() {
    let place = Place::initialised();
    let token = place.run("admin token", &["--user", " Admin "]);
    let lines = token.lines();
    assert_eq!(lines.len(), 1, "a script takes the output as it is");
    assert_ne!(place.run("admin token", &["--user", "admin"]).lines(), lines, "each token is another");
    place.run("admin token", &["--user", "nobody"]).refused("没有用户“nobody”");
    let server = place.serve(&place.folder.path().join("log"));
    let bearer = format!("Bearer {}", lines[0]);
    let ask = |headers: &[(&str, &str)]| {
        let path = "/api/v1/proceedings";
        Request { address: &server.address, method: "GET", path, headers, body: "" }.send().unwrap()
    };
    assert_eq!(ask(&[]).status, 401);
    let list = ask(&[("authorization", &bearer)]);
    assert_eq!((list.status, list.json()["total"].clone()), (200, json!(0)));
}

#[test]
fn serve_prints_one_line_when_ready_answers_and_ends_when_asked() {
    let place = Place::initialised();
    let log = place.folder.path().join("log");
    let server = place.serve(&log);
    assert_eq!(server.before, Vec::<String>::new());
    assert!(!server.address.ends_with(":0"), "the line names the port that was chosen: {}", server.address);
    let get = |path: &str| {
        Request { address: &server.address, method: "GET", path, headers: &[], body: "" }.send().unwrap()
    };
    let health = get("/healthz");
    assert_eq!((health.status, health.body.as_slice()), (200, b"ok".as_slice()));
    let due = get("/api/v1/law/due?rule=publication.penalty&start=2026-12-25").json();
    assert_eq!((due["due"].as_str(), due["status"].as_str()), (Some("2027-01-05"), Some("provisional")));
    for path in ["/", "/decisions", "/staff/login", "/api/v1/decisions", "/api/v1/openapi.json"] {
        assert_eq!(get(path).status, 200, "{path}");
    }
    assert_eq!(get("/api/v1/nowhere").status, 404);
    let address = server.address.clone();
    // A second server cannot take its place, and says so.
    place.run("serve", &["--listen", &address]).refused("无法监听");
    assert_eq!(server.terminate(), Some(0));
    assert!(std::net::TcpStream::connect(&address).is_err(), "nobody listens any more");
    assert_eq!(
        std::fs::read(place.data().join("mingjian.db-wal")).unwrap_or_default(),
        b"",
        "all is in the database"
    );
}

#[test]
fn a_server_that_is_asked_to_end_does_not_wait_for_idle_connections() {
    let place = Place::initialised();
    let server = place.serve(&place.folder.path().join("log"));
    let idle = std::net::TcpStream::connect(&server.address).unwrap();
    let begun = std::time::Instant::now();
    assert_eq!(server.terminate(), Some(0));
    assert!(begun.elapsed().as_secs() < 30, "it took {:?}", begun.elapsed());
    drop(idle);
}

#[test]
fn law_check_proves_the_packs_and_ends_with_its_tally() {
    for folder in [None, Some(concat!(env!("CARGO_MANIFEST_DIR"), "/../../law"))] {
        let answer = run(&["law", "check"].into_iter().chain(folder).collect::<Vec<_>>());
        let lines = answer.lines();
        let numbers: Vec<u64> =
            lines.last().unwrap().split([' ', ',']).filter_map(|word| word.parse().ok()).collect();
        let [procedures, states, invariants, violations] = numbers[..] else {
            panic!("{:?}", lines.last());
        };
        let tally = format!(
            "{procedures} procedures, {states} states explored, {invariants} invariants, {violations} violations"
        );
        assert_eq!(*lines.last().unwrap(), tally);
        assert!(procedures >= 2 && states > 1_000 && invariants > 10 && violations == 0, "{tally}");
    }
}

#[test]
fn law_check_fails_on_a_pack_with_a_fault_and_names_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let law = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law");
    copy(&law, folder.path());
    let file = folder.path().join("national/procedures/penalty-ordinary.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let path = folder.path().to_str().unwrap();
    for (changed, words) in [
        (text.replace("serves = \"plea-before-decision\"", "servs = \"plea-before-decision\""), "servs"),
        (
            text.replace(
                "if = { plea-clock = [\"over\", \"waived\"] }",
                "if = { plea-clock = [\"over\", \"later\"] }",
            ),
            "later",
        ),
    ] {
        assert_ne!(changed, text);
        std::fs::write(&file, changed).unwrap();
        let answer = run(&["law", "check", path]);
        assert_eq!(answer.code, Some(1), "{answer:?}");
        assert!(
            answer.stderr.contains("penalty-ordinary.toml") && answer.stderr.contains(words),
            "{answer:?}"
        );
    }
    // A guard that is missing is no fault of form: the proof fails, and shows the way.
    let guard = "if = { review = \"agreed\" }\ncode = \"review-not-agreed\"";
    let open = text.replace(guard, "if = { review = [\"agreed\", \"none\"] }\ncode = \"review-not-agreed\"");
    assert_ne!(open, text);
    std::fs::write(&file, open).unwrap();
    let answer = run(&["law", "check", path]);
    assert_eq!(answer.code, Some(1), "{answer:?}");
    let last = answer.stdout.lines().last().unwrap();
    assert!(last.ends_with(" violations") && !last.ends_with(" 0 violations"), "{last}");
    assert!(
        answer.stdout.contains("review-before-decision") && answer.stdout.contains("1. 受理案源"),
        "the shortest path is shown: {}",
        answer.stdout
    );
    run(&["law", "check", "/nowhere"]).refused("/nowhere");
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn law_due_prints_one_line_of_json_for_each_start_day() {
    let answer =
        run(&["law", "due", "--rule", "payment.fine", "--start", "2026-09-18", "--until", "2026-09-20"]);
    let due: Vec<Value> = answer.lines().iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    let days =
        |name: &str| -> Vec<&str> { due.iter().map(|one| one[name].as_str().unwrap_or("-")).collect() };
    assert_eq!(days("start"), ["2026-09-18", "2026-09-19", "2026-09-20"]);
    assert_eq!(days("due"), ["2026-10-03", "2026-10-04", "2026-10-05"]);
    assert_eq!(days("extended"), ["2026-10-08", "2026-10-08", "2026-10-08"]);
    let one = run(&[
        "law",
        "due",
        "--rule",
        "withdrawal.penalty",
        "--start",
        "2026-03-02",
        "--pack",
        "law/demo-health",
    ]);
    let line: Value = serde_json::from_str(one.lines()[0]).unwrap();
    assert_eq!((one.lines().len(), line["due"].as_str()), (1, Some("2026-03-05")));
    let keys: Vec<&str> = line.as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected =
        ["rule", "start", "due", "extended", "unit", "length", "status", "basis", "overridden"];
    expected.sort_unstable();
    assert_eq!(
        {
            let mut keys = keys;
            keys.sort_unstable();
            keys
        },
        expected
    );
}

#[test]
fn what_is_entered_wrongly_is_said_in_chinese_on_the_error_output() {
    let due = |rule: &str, start: &str, more: &[&str]| {
        let line: Vec<&str> = ["law", "due", "--rule", rule, "--start", start]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        run(&line)
    };
    due("no.such-rule", "2026-03-02", &[]).refused("没有编号为“no.such-rule”的期限规则");
    due("payment.fine", "2026-03-02", &["--until", "2026-03-01"]).refused("--until");
    due("payment.fine", "2026-03-02", &["--pack", "nowhere"]).refused("没有规则包“nowhere”");
    for (start, more) in
        [("2026-02-30", vec![]), ("today", vec![]), ("2026-03-02", vec!["--until", "2026-13-01"])]
    {
        let answer = due("payment.fine", start, &more);
        assert_eq!(answer.code, Some(2), "{answer:?}");
        assert!(answer.stderr.contains("日期应当写成2026-03-02这样的形式"), "{answer:?}");
        assert_eq!(answer.stdout, "");
    }
    let place = Place::initialised();
    for (listen, code) in [("nowhere", Some(2)), ("203.0.113.1:1", Some(1))] {
        let answer = place.run("serve", &["--listen", listen]);
        assert_eq!(answer.code, code, "{answer:?}");
        assert!(is_chinese(&answer.stderr), "{answer:?}");
    }
    let unreachable =
        place.run("serve", &["--listen", "127.0.0.1:0", "--database", "postgres://127.0.0.1:1/x"]);
    assert_eq!(unreachable.code, Some(1));
    assert!(is_chinese(&unreachable.stderr), "{unreachable:?}");
    place.run("serve", &["--listen", "127.0.0.1:0", "--database", "mysql://x"]).refused("数据库");
}

#[test]
fn a_reader_who_stops_reading_is_no_fault_of_the_program() {
    let mut child = mingjian()
        .args(["law", "due", "--rule", "payment.fine", "--start", "2019-01-01", "--until", "2026-11-24"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!stderr.contains("panicked"), "{stderr}");
}

#[test]
fn a_rule_is_confirmed_by_name_date_and_scan_and_not_without() {
    let place = Place::initialised();
    let waiting =
        |answer: &crate::support::program::Answer| answer.stdout.matches("law confirm --rule").count();
    let again = Place::new();
    let before = waiting(&again.run("init", &["--pack", "xuchang-health"]));
    assert!(before > 0, "some rules wait for their text");
    let scan = place.folder.path().join("scan.pdf");
    std::fs::write(&scan, b"%PDF-1.7 the text of the rule").unwrap();
    let confirm = |rule: &str, date: &str, scan: &std::path::Path| {
        let scan = scan.to_str().unwrap();
        place.run("law confirm", &["--rule", rule, "--person", "王法规", "--date", date, "--scan", scan])
    };
    let nowhere = place.folder.path().join("nowhere.pdf");
    confirm("plea.window", "2026-03-02", &nowhere).refused("无法读取扫描件");
    confirm("no.such-rule", "2026-03-02", &scan).refused("no.such-rule");
    assert_eq!(
        confirm("plea.window", "2026-03-02", &scan).lines(),
        ["已确认规则 plea.window。正在运行的服务随即适用，不必重新启动。"]
    );
    let empty = place.folder.path().join("empty.pdf");
    std::fs::write(&empty, b"").unwrap();
    confirm("review.opinion", "2026-03-02", &empty).refused("扫描件");
    confirm("review.opinion", "2999-01-01", &scan).refused("日期");
}

#[test]
fn the_demonstration_tells_cases_of_every_stage_once_and_is_not_served_as_real() {
    let place = Place::new();
    let log = place.folder.path().join("log");
    interrupt_a_telling(&place);
    let server = place.listen("demo", &log, "warn", &[]);
    assert!(server.before.iter().any(|line| line.contains("没有完成，现在重新建立")), "{:?}", server.before);
    let addresses: Vec<&String> = server.before.iter().filter(|line| line.contains("http://")).collect();
    let named = format!("http://{}/", server.address);
    assert!(addresses.len() == 2 && addresses.iter().all(|line| line.contains(&named)), "{addresses:?}");
    let logins = server.before.iter().filter(|line| line.starts_with("  ")).count();
    assert!(logins >= 10, "a login for each role: {:?}", server.before);
    let before = cases_of_demo(&place, &server.address);
    let states: std::collections::BTreeSet<&str> =
        before["items"].as_array().unwrap().iter().map(|row| row["state"].as_str().unwrap()).collect();
    for state in [
        "registered",
        "investigating",
        "concluded",
        "proposed",
        "noticed",
        "served",
        "archived",
        "transferred",
    ] {
        assert!(states.contains(state), "no case is {state}: {states:?}");
    }
    let get = |path: &str| {
        Request { address: &server.address, method: "GET", path, headers: &[], body: "" }.send().unwrap()
    };
    let public = get("/api/v1/decisions").json();
    assert!(public["total"].as_u64().unwrap() >= 2, "{public}");
    let first = get(&format!("/api/v1/decisions/{}", public["items"][0]["id"].as_str().unwrap())).json();
    assert_eq!(first["demo"], true, "what is shown says that it is a demonstration");
    assert_eq!(server.terminate(), Some(0));
    place.run("serve", &["--listen", "127.0.0.1:0"]).refused("演示数据");
    place.run("init", &["--pack", "law/xuchang-health"]).refused("已经有机关");
    let again = place.listen("demo", &log, "warn", &[]);
    assert_eq!(cases_of_demo(&place, &again.address), before, "nothing is told a second time");
}

/// Starts a demonstration and cuts its power as soon as the first case has a file.
fn interrupt_a_telling(place: &Place) {
    let mut child = mingjian()
        .args(["demo", "--listen", "127.0.0.1:0", "--data"])
        .arg(place.data())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let files = place.data().join("files");
    while std::fs::read_dir(&files).map_or(0, Iterator::count) == 0 {
        assert!(child.try_wait().unwrap().is_none(), "the telling ended before it had begun");
        std::thread::yield_now();
    }
    // Nobody may take the telling for an interrupted one while it goes on.
    place.run("demo", &["--listen", "127.0.0.1:0"]).refused("正在数据目录");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_demonstration_whose_address_is_taken_says_so_before_it_tells_anything() {
    let place = Place::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let refused = place.run("demo", &["--listen", &address]);
    refused.refused(&format!("无法监听 {address}"));
    refused.refused("--listen 换一个");
    assert!(!place.data().exists() && !place.key().exists());
}

fn cases_of_demo(place: &Place, address: &str) -> Value {
    let token = place.run("admin token", &["--user", "fuzeren"]);
    let bearer = format!("Bearer {}", token.lines()[0]);
    let headers = [("authorization", bearer.as_str())];
    Request { address, method: "GET", path: "/api/v1/proceedings", headers: &headers, body: "" }
        .send()
        .unwrap()
        .json()
}

#[test]
fn a_body_can_live_on_postgresql() {
    let server = std::env::var("MINGJIAN_TEST_POSTGRES").expect(
        "no PostgreSQL to test on: run `cargo xtask test`, or set MINGJIAN_TEST_POSTGRES=postgres://…",
    );
    let schema = format!("cli_{}", std::process::id());
    let sql = |text: String| {
        let output = std::process::Command::new("psql")
            .args(["--quiet", "--no-psqlrc", "--set", "ON_ERROR_STOP=1", "--command", &text, &server])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    sql(format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}"));
    let separator = if server.contains('?') { '&' } else { '?' };
    let url = format!("{server}{separator}options[search_path]={schema}");
    let place = Place::new();
    let on =
        |command: &str, more: &[&str]| place.run(command, &[more, &["--database", url.as_str()]].concat());
    on("serve", &["--listen", "127.0.0.1:0"]).refused("mingjian init");
    assert!(on("init", &["--pack", "law/xuchang-health"]).lines()[2].contains("密码"));
    assert!(!place.data().join("mingjian.db").exists(), "no file is made beside the server");
    on("init", &["--pack", "law/xuchang-health"]).refused("已经有机关");
    assert_eq!(on("admin token", &["--user", "admin"]).lines().len(), 1);
    let key = std::fs::read(place.key()).unwrap();
    std::fs::remove_file(place.key()).unwrap();
    on("serve", &["--listen", "127.0.0.1:0"]).refused("没有密钥文件");
    on("init", &["--pack", "law/xuchang-health"]).refused("没有密钥文件");
    assert!(!place.key().exists(), "no new key is left where another is missing");
    std::fs::write(place.key(), key).unwrap();
    let token = on("admin token", &["--user", "admin"]);
    let bearer = format!("Bearer {}", token.lines()[0]);
    let log = place.folder.path().join("log");
    let running = place.listen("serve", &log, "warn", &["--database", &url]);
    for path in ["/healthz", "/api/v1/proceedings", "/api/v1/decisions"] {
        let headers = [("authorization", bearer.as_str())];
        let request = Request { address: &running.address, method: "GET", path, headers: &headers, body: "" };
        assert_eq!(request.send().unwrap().status, 200, "{path}");
    }
    assert_eq!(running.terminate(), Some(0));
    sql(format!("DROP SCHEMA {schema} CASCADE"));
}
