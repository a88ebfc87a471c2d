//! A sheet of a workbook as subjects: the head row, each row accepted or refused by column and reason, repeats found.
//! It opens no file, and whether a subject is there already is asked elsewhere.

use super::column::{self, Column, Heading};
use super::draft::{LicenceDraft, Read, SubjectDraft};
use super::identity::{Clash, Identity, absorb, identities};
use super::{Subject, differences};
use crate::value::plain::{key, tidy};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The head stands in one of the first rows.
const HEAD_WITHIN: usize = 15;
/// A row of headings has so many known ones at least, the name among them.
const FEWEST_HEADINGS: usize = 2;
/// The first whole number that a float cannot tell from its neighbour in a workbook of fifteen figures.
const FIFTEEN_FIGURES: f64 = 1e15;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A number, as workbooks keep it.
    Number(f64),
    /// A day.
    Day(NaiveDate),
    /// A formula that failed, such as `#N/A`.
    Fault(String),
}

/// A row with its number in the workbook, from one.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetRow {
    /// Its number.
    pub number: u32,
    /// Its cells from the first column on; what merged cells show stands in each of them.
    pub cells: Vec<Cell>,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowFault {
    /// The column, as its head is written in the workbook; empty where it is the whole row.
    pub column: String,
    /// Why, and what to do; without protected numbers.
    pub reason: String,
}

/// What a row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A subject.
    Subject(Box<Read>),
    /// The same as an earlier row.
    Repeats(u32),
    /// Another licence of the subject of an earlier row.
    Joins(u32),
    /// It cannot be taken.
    Refused(Vec<RowFault>),
}

/// A row as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowReading {
    /// Its number in the workbook, from one.
    pub number: u32,
    /// The name in it, for who looks for it.
    pub name: String,
    /// The responsible department as it is written.
    pub department: String,
    /// What was understood otherwise than it is written.
    pub notes: Vec<String>,
    /// What it says.
    pub outcome: Outcome,
}

/// A sheet as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetReading {
    /// The rows with anything in them, below the head.
    pub rows: Vec<RowReading>,
    /// Heads that are not known; their columns are not taken.
    pub unknown: Vec<String>,
    /// Heads that say the same; of these columns the first that is filled counts.
    pub doubled: Vec<String>,
}

/// Reads a sheet; nothing where no row is a head.
pub fn read(rows: &[SheetRow]) -> Option<SheetReading> {
    let (at, head) = find_head(rows)?;
    let head_row = rows.get(at)?;
    let mut unknown = Vec::new();
    let mut doubled = Vec::new();
    let mut seen: Vec<Column> = Vec::new();
    for (place, cell) in head_row.cells.iter().enumerate() {
        let text = shown(cell);
        match head.get(place).and_then(Option::as_ref) {
            None if key(&text).is_empty() => {}
            None => unknown.push(text),
            Some(heading) if seen.contains(&heading.column) => doubled.push(text),
            Some(heading) => seen.push(heading.column),
        }
    }
    let titles: Vec<String> = head_row.cells.iter().map(shown).collect();
    let bare = titles.iter().map(|title| column::bare(title)).collect();
    let head = Head { titles, bare, columns: head };
    let body = rows.iter().skip(at.saturating_add(1));
    let readings = body.filter_map(|row| head.read_row(row)).collect();
    Some(SheetReading { rows: settle(readings), unknown, doubled })
}

/// The row with the most known heads; of two neighbours the later one, for a head of two lines says more in its second.
/// One that stands further down is the same head again, on a later printed page.
fn find_head(rows: &[SheetRow]) -> Option<(usize, Vec<Option<Heading>>)> {
    let mut best: Option<(usize, usize, Vec<Option<Heading>>)> = None;
    for (at, row) in rows.iter().take(HEAD_WITHIN).enumerate() {
        let heads: Vec<Option<Heading>> = row.cells.iter().map(|cell| column::read(&shown(cell))).collect();
        let mut known: Vec<Column> = heads.iter().flatten().map(|heading| heading.column).collect();
        known.sort_unstable();
        known.dedup();
        let is_head = known.len() >= FEWEST_HEADINGS && known.contains(&Column::Name);
        let says_more = best.as_ref().is_none_or(|(before, count, _)| {
            known.len() > *count || (known.len() == *count && at == before.saturating_add(1))
        });
        if is_head && says_more {
            best = Some((at, known.len(), heads));
        }
    }
    best.map(|(at, _, heads)| (at, heads))
}

struct Head {
    titles: Vec<String>,
    /// The titles as they are compared.
    bare: Vec<String>,
    columns: Vec<Option<Heading>>,
}

impl Head {
    /// A row of the body; nothing for an empty one, and for a head that is repeated on a later printed page.
    fn read_row(&self, row: &SheetRow) -> Option<RowReading> {
        let mut known =
            self.columns.iter().zip(&row.cells).filter_map(|(heading, cell)| Some((heading.as_ref()?, cell)));
        if known.all(|(_, cell)| key(&shown(cell)).is_empty()) {
            return None;
        }
        // Compared with this head's own words: to look every cell up among all names of columns takes a hundred times longer.
        let pairs = self.bare.iter().zip(&row.cells).filter(|(bare, _)| !bare.is_empty());
        let repeats_head = pairs.filter(|(bare, cell)| **bare == column::bare(&shown(cell)));
        if repeats_head.count() >= FEWEST_HEADINGS {
            return None;
        }
        let mut draft = SubjectDraft { licences: vec![LicenceDraft::default()], ..SubjectDraft::default() };
        let mut department = String::new();
        let mut faults = Vec::new();
        for (place, (heading, cell)) in self.columns.iter().zip(&row.cells).enumerate() {
            let Some(heading) = heading else { continue };
            match text_of(cell, heading.column) {
                Ok(text) if heading.column == Column::Department => fill(&mut department, text),
                Ok(text) => put(&mut draft, heading, text),
                Err(reason) => faults.push(RowFault { column: self.title(place), reason }),
            }
        }
        let name = tidy(&draft.name);
        let (notes, outcome) = match draft.read() {
            Ok(read) if faults.is_empty() => (read.notes.clone(), Outcome::Subject(Box::new(read))),
            Ok(_) => (Vec::new(), Outcome::Refused(faults)),
            Err(found) => {
                let more = found.into_iter().map(|fault| self.fault(&fault.field, fault.problem));
                // A cell that cannot be read is empty to the draft; one fault for it is enough.
                let unread: Vec<String> = faults.iter().map(|fault| fault.column.clone()).collect();
                faults.extend(more.filter(|fault| !unread.contains(&fault.column)));
                (Vec::new(), Outcome::Refused(faults))
            }
        };
        Some(RowReading { number: row.number, name, department: tidy(&department), notes, outcome })
    }

    fn title(&self, place: usize) -> String {
        self.titles.get(place).cloned().unwrap_or_default()
    }

    /// A fault of a field in the words of the workbook.
    fn fault(&self, field: &str, reason: String) -> RowFault {
        let column = Column::ALL.iter().copied().find(|column| column.field() == field);
        let holds = |wanted: Column| {
            let at = self.columns.iter().position(|one| one.as_ref().is_some_and(|one| one.column == wanted));
            at.map(|place| self.title(place))
        };
        // The days of a licence may stand in one column for both.
        let title = column.and_then(|column| {
            holds(column).or_else(|| match column {
                Column::LicenceFrom | Column::LicenceTo => holds(Column::LicenceTerm),
                _ => None,
            })
        });
        let column =
            title.unwrap_or_else(|| column.map_or_else(String::new, |column| column.label().to_owned()));
        RowFault { column, reason }
    }
}

/// Of several columns with one meaning the first that is filled counts.
fn fill(field: &mut String, text: String) {
    if field.trim().is_empty() {
        *field = text;
    }
}

fn put(draft: &mut SubjectDraft, heading: &Heading, text: String) {
    let column = heading.column;
    if text.trim().is_empty() {
        return;
    }
    if column == Column::Speciality {
        draft.specialities.push(text);
        return;
    }
    let Some(licence) = draft.licences.first_mut() else { return };
    let field = match column {
        Column::Name => &mut draft.name,
        Column::Kind => &mut draft.kind,
        Column::CreditCode => &mut draft.credit_code,
        Column::ResidentId => &mut draft.resident_id,
        Column::Activity => &mut draft.activity,
        Column::Address => &mut draft.address,
        Column::Area => &mut draft.area,
        Column::Representative => &mut draft.representative,
        Column::RepresentativeId => &mut draft.representative_id,
        Column::Contact => &mut draft.contact,
        Column::Phone => &mut draft.phone,
        Column::LicenceKind => &mut licence.kind,
        Column::LicenceFrom => &mut licence.valid_from,
        Column::LicenceTo => &mut licence.valid_to,
        Column::LicenceIssuer => &mut licence.issuer,
        Column::Status => &mut draft.status,
        Column::LicenceNumber => {
            if let Some(kind) = &heading.licence {
                fill(&mut licence.kind, kind.clone());
            }
            &mut licence.number
        }
        Column::LicenceTerm => {
            let (from, to) = term(&text);
            fill(&mut licence.valid_from, from);
            fill(&mut licence.valid_to, to);
            return;
        }
        Column::Speciality | Column::Department => return,
    };
    fill(field, text);
}

/// Two days in one cell (2024-01-01至2027-12-31), or the last one alone.
fn term(text: &str) -> (String, String) {
    let parted = ["至", "到", "~", "～", "—", "－－", "--"].iter().find_map(|mark| text.split_once(mark));
    match parted {
        Some((from, to)) => {
            (from.trim().trim_start_matches('自').to_owned(), to.trim_matches(['—', '-', ' ']).to_owned())
        }
        None => (String::new(), text.to_owned()),
    }
}

/// A cell as a reader sees it.
fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Fault(text) => tidy(text),
        Cell::Number(number) => number.to_string(),
        Cell::Day(day) => day.to_string(),
    }
}

const DAYS: &[Column] = &[Column::LicenceFrom, Column::LicenceTo, Column::LicenceTerm];
const NUMBERS: &[Column] =
    &[Column::CreditCode, Column::ResidentId, Column::RepresentativeId, Column::LicenceNumber, Column::Phone];
const LOST_FIGURES: &str =
    "号码以数字保存，只留下前15位，后面的数字已经丢失。请把这一列的格式改为文本，重新填写完整的号码";

/// The text of a cell for its column.
fn text_of(cell: &Cell, column: Column) -> Result<String, String> {
    match cell {
        Cell::Empty => Ok(String::new()),
        Cell::Fault(fault) => Err(format!("单元格里是出错的公式（{fault}），请改为填写内容")),
        Cell::Day(day) if DAYS.contains(&column) => Ok(day.to_string()),
        Cell::Day(_) => Err("单元格的格式是日期，请改为文本后重新填写".to_owned()),
        Cell::Number(number) if DAYS.contains(&column) => day_of(*number),
        Cell::Number(number) => number_of(*number),
        Cell::Text(text) => {
            let text = text.trim().trim_start_matches(['\'', '‘', '’', '`']);
            if NUMBERS.contains(&column) && is_scientific(text) {
                return Err(LOST_FIGURES.to_owned());
            }
            match compact_day(text).filter(|_| DAYS.contains(&column)) {
                Some(day) => Ok(day.to_string()),
                None => Ok(without_time(text, column).to_owned()),
            }
        }
    }
}

/// A workbook keeps fifteen figures of a number; a longer one has lost its end.
fn number_of(number: f64) -> Result<String, String> {
    if number.abs() >= FIFTEEN_FIGURES {
        return Err(LOST_FIGURES.to_owned());
    }
    Ok(number.to_string())
}

/// The day of a serial number, which counts days from the end of 1899, or of the eight figures 20260302.
fn day_of(number: f64) -> Result<String, String> {
    let text = number.trunc().to_string();
    if let Some(day) = compact_day(&text) {
        return Ok(day.to_string());
    }
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30);
    let serial = text.parse().ok().filter(|serial| PLAUSIBLE_SERIALS.contains(serial));
    let day = serial.and_then(|serial| epoch?.checked_add_days(Days::new(serial)));
    day.map(|day| day.to_string()).ok_or_else(|| "不是日期，请写作2026-03-02或者2026年3月2日".to_owned())
}

/// From 1954 to 2119: outside of it a number in a column of days is something else.
const PLAUSIBLE_SERIALS: std::ops::Range<u64> = 20_000..80_000;

/// 20260302
fn compact_day(text: &str) -> Option<NaiveDate> {
    let text = tidy(text);
    let all_figures = text.len() == 8 && text.chars().all(|ch| ch.is_ascii_digit());
    all_figures.then(|| NaiveDate::parse_from_str(&text, "%Y%m%d").ok()).flatten()
}

/// `2026-03-02 00:00:00`, as other programs write days.
fn without_time(text: &str, column: Column) -> &str {
    match text.split_once([' ', 'T']) {
        Some((day, time)) if DAYS.contains(&column) && time.contains(':') => day,
        _ => text,
    }
}

/// `4.10102E+17`
fn is_scientific(text: &str) -> bool {
    let text = tidy(text).to_uppercase();
    text.split_once("E+").is_some_and(|(mantissa, exponent)| {
        mantissa.parse::<f64>().is_ok() && exponent.chars().all(|ch| ch.is_ascii_digit())
    })
}

/// Which earlier row a row is about: by a number that only one can have, else by name and address together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Trace {
    Number(Identity),
    Place(String, String),
}

/// The numbers first: name and address are asked only where no number is known.
fn traces(subject: &Subject) -> Vec<Trace> {
    let place = Trace::Place(key(&subject.name), key(&subject.address));
    identities(subject).into_iter().map(Trace::Number).chain([place]).collect()
}

/// Finds rows that repeat an earlier one, that add to it, or that contradict it.
pub fn settle(readings: Vec<RowReading>) -> Vec<RowReading> {
    let mut settled: Vec<RowReading> = Vec::with_capacity(readings.len());
    let mut known: BTreeMap<Trace, usize> = BTreeMap::new();
    for mut reading in readings {
        let Outcome::Subject(read) = &reading.outcome else {
            settled.push(reading);
            continue;
        };
        let traces = traces(&read.subject);
        let found: Vec<(&Trace, usize)> =
            traces.iter().filter_map(|trace| Some((trace, *known.get(trace)?))).collect();
        let by_number: Vec<(&Trace, usize)> =
            found.iter().copied().filter(|(trace, _)| matches!(trace, Trace::Number(_))).collect();
        let mut earlier: Vec<usize> = by_number.iter().map(|(_, at)| *at).collect();
        earlier.sort_unstable();
        earlier.dedup();
        let taken = match (earlier.as_slice(), found.first()) {
            ([], None) => Some(settled.len()),
            ([], Some((by, one))) | ([one], Some((by, _))) => {
                let outcome = settled.get_mut(*one).map(|first| compare(first, &reading, label(by)));
                let taken = matches!(outcome, Some(Outcome::Joins(_))).then_some(*one);
                reading.outcome = outcome.unwrap_or(reading.outcome.clone());
                taken
            }
            (several, _) => {
                let rows: Vec<String> = several
                    .iter()
                    .filter_map(|at| settled.get(*at))
                    .map(|row| format!("第{}行", row.number))
                    .collect();
                let reason = format!("号码分别与{}相同，不能确定是哪一户，请核对", rows.join("、"));
                reading.outcome = Outcome::Refused(vec![RowFault { column: String::new(), reason }]);
                None
            }
        };
        if let Some(at) = taken {
            for trace in traces {
                known.entry(trace).or_insert(at);
            }
        }
        settled.push(reading);
    }
    settled
}

const fn label(trace: &Trace) -> &'static str {
    match trace {
        Trace::Number(identity) => identity.kind.label(),
        Trace::Place(..) => "名称和地址",
    }
}

/// A later row of the same subject: what it repeats counts once, what it adds is taken, what it contradicts is refused.
fn compare(first: &mut RowReading, later: &RowReading, by: &str) -> Outcome {
    let number = first.number;
    let (Outcome::Subject(known), Outcome::Subject(more)) = (&mut first.outcome, &later.outcome) else {
        return Outcome::Repeats(number);
    };
    let contradiction = |label: &str| RowFault {
        column: label.to_owned(),
        reason: format!("与第{number}行是同一户（{by}相同），但{label}不同，请核对后保留一行"),
    };
    let after = match absorb(&known.subject, more) {
        Ok(after) => after,
        Err(clashes) => {
            return Outcome::Refused(
                clashes.iter().map(|Clash { label, .. }| contradiction(label)).collect(),
            );
        }
    };
    let bare = |subject: &Subject| Subject { licences: Vec::new(), ..subject.clone() };
    let mut faults: Vec<RowFault> = differences(&bare(&known.subject), &bare(&after))
        .into_iter()
        .filter(|one| !one.before.is_empty())
        .map(|one| contradiction(&one.label))
        .collect();
    if first.department != later.department {
        faults.push(contradiction(Column::Department.label()));
    }
    if !faults.is_empty() {
        return Outcome::Refused(faults);
    }
    if after == known.subject {
        return Outcome::Repeats(number);
    }
    known.subject = after;
    Outcome::Joins(number)
}
