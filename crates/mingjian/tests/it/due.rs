//! Last days as the built program prints them, against PyPI `chinesecalendar`, for every start day of 2019-01-01 to
//! 2026-11-24 and each rule of the contract.
//! The law crate compares its own answers; here the command line is between.

use crate::support::program::run;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Each rule with its unit and length as the contract has them: working days or calendar days.
const RULES: [(&str, &str, u16); 10] = [
    ("publication.penalty", "working-day", 7),
    ("publication.other", "working-day", 20),
    ("withdrawal.penalty", "working-day", 3),
    ("withdrawal.other", "working-day", 20),
    ("decision.penalty", "day", 90),
    ("service.decision", "working-day", 7),
    ("hearing.request", "working-day", 5),
    ("hearing.notice", "working-day", 7),
    ("payment.fine", "day", 15),
    ("coercion.seizure", "day", 30),
];

/// Counts by its own code, in Python, from its own table: prints what it would have said for each line that differs.
const ORACLE: &str = r#"
import datetime, json, sys
from chinese_calendar import is_workday

def worked(day):
    try:
        return is_workday(day), True
    except NotImplementedError:
        return day.weekday() < 5, False

def expected(unit, length, start):
    if unit == "working-day":
        day, known = start, True
        for _ in range(length):
            while True:
                day += datetime.timedelta(days=1)
                yes, sure = worked(day)
                known = known and sure
                if yes:
                    break
        return day, None, known
    end = day = start + datetime.timedelta(days=length)
    while True:
        yes, sure = worked(day)
        if not sure:
            return end, None, False
        if yes:
            return end, day if day > end else None, True
        day += datetime.timedelta(days=1)

units = {rule: (unit, int(length)) for rule, unit, length in (word.split("=") for word in sys.argv[1:])}
lines = 0
for line in sys.stdin:
    given = json.loads(line)
    unit, length = units[given["rule"]]
    due, extended, known = expected(unit, length, datetime.date.fromisoformat(given["start"]))
    want = [unit, length, str(due), str(extended) if extended else None, "firm" if known else "provisional"]
    got = [given["unit"], given["length"], given["due"], given["extended"], given["status"]]
    lines += 1
    if want != got:
        print(line.strip(), want)
print(lines)
"#;

/// The wheel of the calendar, downloaded once into the target folder and never installed.
fn wheel() -> PathBuf {
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wheels");
    let cached = || {
        let entries = std::fs::read_dir(&cache).ok()?;
        entries.filter_map(|entry| Some(entry.ok()?.path())).find(|path| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("chinesecalendar-1.11.0-"))
        })
    };
    if let Some(path) = cached() {
        return path;
    }
    let output = Command::new("python3")
        .args(["-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check", "--dest"])
        .arg(&cache)
        .arg("chinesecalendar==1.11.0")
        .output()
        .expect("python3 with pip must be at hand for the oracle");
    assert!(output.status.success(), "pip: {}", String::from_utf8_lossy(&output.stderr));
    cached().expect("pip said that it downloaded the wheel")
}

#[test]
fn the_program_agrees_with_chinesecalendar_on_every_rule_from_every_start_day() {
    let mut printed = String::new();
    for (rule, ..) in RULES {
        let answer = run(&["law", "due", "--rule", rule, "--start", "2019-01-01", "--until", "2026-11-24"]);
        for line in answer.lines() {
            writeln!(printed, "{line}").unwrap();
        }
    }
    let rules = RULES.map(|(rule, unit, length)| format!("{rule}={unit}={length}"));
    let mut oracle = Command::new("python3")
        .args(["-c", ORACLE])
        .args(rules)
        .env("PYTHONPATH", wheel())
        .env("PYTHONIOENCODING", "utf-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = oracle.stdin.take().unwrap();
    // Written beside the reading: the oracle prints while it still reads.
    let writer = std::thread::spawn(move || input.write_all(printed.as_bytes()));
    let output = oracle.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stdout).unwrap().trim(), (10 * 2_885).to_string());
}

#[test]
fn beyond_the_last_notice_the_answer_is_the_weekday_estimate_and_says_so() {
    for (rule, start, due, extended, status) in [
        ("publication.penalty", "2026-12-25", "2027-01-05", "null", "provisional"),
        ("publication.penalty", "2026-12-21", "2026-12-30", "null", "firm"),
        ("payment.fine", "2026-12-25", "2027-01-09", "null", "provisional"),
        ("decision.penalty", "2026-09-30", "2026-12-29", "null", "firm"),
    ] {
        let answer = run(&["law", "due", "--rule", rule, "--start", start]);
        let line: serde_json::Value = serde_json::from_str(answer.lines()[0]).unwrap();
        let given =
            (line["due"].as_str().unwrap(), line["extended"].to_string(), line["status"].as_str().unwrap());
        assert_eq!(given, (due, extended.to_owned(), status), "{rule} from {start}");
    }
}
