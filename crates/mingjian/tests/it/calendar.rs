//! A year's notice through the command line: what is imported holds for `law due` on the body's data and for a server that
//! runs, and for nobody else.
//! How clocks of cases follow is tried through the pages.

use crate::support::program::{Place, Server, run};
use crate::support::tcp::Request;
use serde_json::Value;
use std::time::{Duration, Instant};

const YEAR: &str = "year = 2027
make_up = [2027-01-09]

[[notice]]
title = \"国务院办公厅关于2027年部分节假日安排的通知（演示）\"
number = \"演示〔2026〕1号\"
date = 2026-11-02
seen = \"text\"

[[holiday]]
name = \"元旦\"
from = 2027-01-01
to = 2027-01-04
";

/// The other festivals; without them the year is refused.
const FESTIVALS: [(&str, &str, &str); 6] = [
    ("春节", "2027-02-05", "2027-02-11"),
    ("清明节", "2027-04-03", "2027-04-05"),
    ("劳动节", "2027-05-01", "2027-05-05"),
    ("端午节", "2027-06-09", "2027-06-09"),
    ("中秋节", "2027-09-15", "2027-09-15"),
    ("国庆节", "2027-10-01", "2027-10-07"),
];

fn whole() -> String {
    let festivals = FESTIVALS
        .map(|(name, from, to)| format!("\n[[holiday]]\nname = \"{name}\"\nfrom = {from}\nto = {to}\n"));
    format!("{YEAR}{}", festivals.concat())
}

fn file(place: &Place, name: &str, text: &str) -> String {
    let path = place.folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

const QUESTION: [&str; 4] = ["--rule", "publication.penalty", "--start", "2026-12-25"];

fn answered(line: &str) -> (String, String) {
    let answer: Value = serde_json::from_str(line).unwrap();
    (answer["due"].as_str().unwrap().to_owned(), answer["status"].as_str().unwrap().to_owned())
}

fn served(server: &Server) -> (String, String) {
    let path = "/api/v1/law/due?rule=publication.penalty&start=2026-12-25";
    let request = Request { address: &server.address, method: "GET", path, headers: &[], body: "" };
    let answer = request.send().unwrap();
    assert_eq!(answer.status, 200);
    answered(std::str::from_utf8(&answer.body).unwrap())
}

fn pair(due: &str, status: &str) -> (String, String) {
    (due.to_owned(), status.to_owned())
}

#[test]
fn an_imported_year_holds_for_its_body_at_once_and_for_a_server_that_runs() {
    let place = Place::initialised();
    let server = place.serve(&place.folder.path().join("log"));
    let provisional = pair("2027-01-05", "provisional");
    assert_eq!(served(&server), provisional);

    place.run("law calendar import", &[&file(&place, "short.toml", YEAR)]).refused("清明节");
    place.run("law calendar import", &[&file(&place, "other.csv", "foo,bar")]).refused("第1行");
    let whole = file(&place, "2027.toml", &whole());
    place.run("law calendar import", &[&whole, "--user", "nobody"]).refused("没有这个用户");
    let imported = place.run("law calendar import", &[&whole]);
    let lines = imported.lines();
    assert!(lines[0].starts_with("已导入2027年的放假安排，摘要 ") && lines[1].contains("0 件"), "{lines:?}");

    // 28 to 31 December, 5, 6 and 7 January.
    let firm = pair("2027-01-07", "firm");
    assert_eq!(answered(place.run("law due", &QUESTION).lines()[0]), firm);
    assert_eq!(answered(run(&[&["law", "due"][..], &QUESTION].concat()).lines()[0]), provisional);
    let patience = Instant::now() + Duration::from_secs(20);
    while served(&server) != firm {
        assert!(Instant::now() < patience, "the server does not see the year: {:?}", served(&server));
        std::thread::sleep(Duration::from_millis(100));
    }

    let corrected = std::fs::read_to_string(&whole).unwrap().replace("2027-01-04", "2027-01-03");
    let corrected = file(&place, "again.toml", &corrected);
    place.run("law calendar import", &[&whole]).refused("没有需要更正的内容");
    place.run("law calendar import", &[&corrected]).refused("写明理由");
    assert_eq!(place.run("law calendar import", &[&corrected, "--reason", "通知有更正"]).lines().len(), 2);
    assert_eq!(answered(place.run("law due", &QUESTION).lines()[0]), pair("2027-01-06", "firm"));
    assert_eq!(server.terminate(), Some(0));
}
