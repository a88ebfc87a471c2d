//! Every rule of the contract from every start day of 2019-01-01 to 2026-11-24 against PyPI `chinesecalendar`.
//! The oracle counts by its own code, in Python, from its own table.

use std::fmt::Write;

use crate::{day, python, xuchang};

const RULES: [&str; 10] = [
    "publication.penalty",
    "publication.other",
    "withdrawal.penalty",
    "withdrawal.other",
    "decision.penalty",
    "service.decision",
    "hearing.request",
    "hearing.notice",
    "payment.fine",
    "coercion.seizure",
];

const SCRIPT: &str = r#"
import datetime, json, sys
from chinese_calendar import is_workday

UNIT = {
    "publication.penalty": ("w", 7), "publication.other": ("w", 20), "withdrawal.penalty": ("w", 3),
    "withdrawal.other": ("w", 20), "decision.penalty": ("d", 90), "service.decision": ("w", 7),
    "hearing.request": ("w", 5), "hearing.notice": ("w", 7), "payment.fine": ("d", 15), "coercion.seizure": ("d", 30),
}
ONE = datetime.timedelta(days=1)

def worked(day):
    try:
        return is_workday(day), True
    except NotImplementedError:
        return day.weekday() < 5, False

def expected(rule, start):
    unit, length = UNIT[rule]
    firm = True
    if unit == "w":
        day, left = start, length
        while left:
            day += ONE
            yes, known = worked(day)
            firm = firm and known
            left -= yes
        return day, None, firm
    due = day = start + length * ONE
    while True:
        yes, known = worked(day)
        if not known:
            return due, None, False
        if yes:
            return due, (day if day != due else None), True
        day += ONE

seen = wrong = 0
for line in sys.stdin.read().splitlines():
    given = json.loads(line)
    due, extended, firm = expected(given["rule"], datetime.date.fromisoformat(given["start"]))
    seen += 1
    want = (due.isoformat(), extended.isoformat() if extended else None, "firm" if firm else "provisional")
    if (given["due"], given["extended"], given["status"]) != want:
        wrong += 1
        if wrong <= 10:
            print(line, "expected", want)
print(seen, wrong)
"#;

#[test]
fn every_rule_of_the_contract_agrees_with_chinesecalendar_from_every_start_day() {
    let pack = xuchang();
    let mut lines = String::new();
    let mut count = 0;
    for rule in RULES {
        for start in day("2019-01-01").iter_days().take_while(|start| *start <= day("2026-11-24")) {
            let due = pack.due(rule, start, &[]).unwrap();
            writeln!(lines, "{}", serde_json::to_string(&due).unwrap()).unwrap();
            count += 1;
        }
    }
    let answer = python::run(SCRIPT, &python::wheel("chinesecalendar", "1.11.0"), &lines);
    assert_eq!(answer.trim(), format!("{count} 0"));
    assert_eq!(count, 10 * 2_885);
}
