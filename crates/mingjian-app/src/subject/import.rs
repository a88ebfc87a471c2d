//! Importing subjects from a workbook: read and shown first, entered when a person says so; the workbook is kept.
//! It can be sent again without harm: what is there is left alone, what changed is changed, what clashes is listed.

use super::judge::{Judged, Row, Snapshot};
use super::workbook;
use super::{Held, Recording, departments, need_keeper, save};
use crate::app::{App, new_id};
use crate::caller::Caller;
use crate::error::AppError;
use crate::file::Upload;
use crate::idempotency::Once;
use mingjian_domain::act::InputFault;
use mingjian_domain::id::{OrganId, ProceedingId, SubjectId, SubjectImportId};
use mingjian_domain::subject::Difference;
use mingjian_domain::subject::draft::Read;
use mingjian_domain::subject::sheet::{self, Outcome, RowFault, RowReading};
use mingjian_store::organ::OrganRow;
use mingjian_store::subject::ChangeKind;
use mingjian_store::subject_import::{self as row, ImportRow, ImportState};
use mingjian_store::{Hash, WriteTx, transact};
use serde::{Deserialize, Serialize};

/// So many rows are entered by one transaction: others are not kept waiting, and each row can be entered again.
const ROWS_AT_ONCE: usize = 200;
/// So many imports are listed.
const LISTED: i64 = 50;
const LONGEST_NAME: usize = 200;

/// What became of a row, or would become of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowResult {
    /// 新增
    New,
    /// 更新
    Changed,
    /// 无变化
    Same,
    /// 与前面的行重复
    Repeats,
    /// 并入前面的行
    Joins,
    /// 未导入
    Refused,
}

impl RowResult {
    /// All of them, in the order of reports.
    pub const ALL: &'static [Self] =
        &[Self::New, Self::Changed, Self::Same, Self::Repeats, Self::Joins, Self::Refused];

    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::New => "新增",
            Self::Changed => "更新",
            Self::Same => "无变化",
            Self::Repeats => "重复",
            Self::Joins => "并入前面的行",
            Self::Refused => "不导入",
        }
    }

    /// The identifier in addresses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Repeats => "repeats",
            Self::Joins => "joins",
            Self::Refused => "refused",
        }
    }
}

/// A row of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRow {
    /// The sheet.
    pub sheet: String,
    /// Its number in the sheet, from one.
    pub number: u32,
    /// The name in it.
    pub name: String,
    /// What became of it.
    pub result: RowResult,
    /// The earlier row that it repeats or joins.
    pub earlier: Option<u32>,
    /// Why it is refused, column by column.
    pub faults: Vec<RowFault>,
    /// What was understood otherwise than it is written.
    pub notes: Vec<String>,
    /// What it changes.
    pub differences: Vec<Difference>,
    /// The subject.
    pub subject: Option<SubjectId>,
}

/// A sheet in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetReport {
    /// Its name.
    pub name: String,
    /// Why it was not read, where it was not.
    pub left_out: Option<String>,
    /// Columns that are not known and were left out.
    pub unknown: Vec<String>,
    /// Columns that say the same as an earlier one.
    pub doubled: Vec<String>,
}

/// What was found in a workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Its sheets.
    pub sheets: Vec<SheetReport>,
    /// Its rows.
    pub rows: Vec<ReportRow>,
    /// How many of them, from the first, are entered and tell what became of them; the others what would.
    #[serde(default)]
    pub entered: usize,
}

/// How many rows had which result, in the order of [`RowResult::ALL`].
pub type Tally = Vec<(RowResult, usize)>;

impl Report {
    /// The same with what became of the next rows in place of what would become of them.
    fn with(&self, rows: Vec<ReportRow>) -> Self {
        let entered = self.entered.saturating_add(rows.len());
        let before = self.rows.iter().take(self.entered).cloned();
        let after = self.rows.iter().skip(entered).cloned();
        Self { sheets: self.sheets.clone(), rows: before.chain(rows).chain(after).collect(), entered }
    }

    /// How many rows had which result.
    pub fn tally(&self) -> Tally {
        let count = |result: RowResult| self.rows.iter().filter(|row| row.result == result).count();
        RowResult::ALL.iter().map(|result| (*result, count(*result))).collect()
    }
}

/// An import with its report.
#[derive(Debug, Clone)]
pub struct ImportView {
    /// The columns.
    pub row: ImportRow,
    /// What was found.
    pub report: Report,
}

/// A workbook as it was read, before the register is asked.
#[derive(Debug, Clone)]
struct Contents {
    sheets: Vec<SheetReport>,
    rows: Vec<(String, RowReading)>,
}

impl App {
    /// Reads a workbook, keeps it, and says what would become of each row; nothing is entered yet.
    ///
    /// # Errors
    /// `Input` when it is no workbook or has no head that is known; `Forbidden` for who keeps no subjects.
    pub async fn read_subjects(
        &self,
        caller: &Caller,
        upload: Upload,
        once: &Once,
    ) -> Result<SubjectImportId, AppError> {
        once.check()?;
        let outcome = self.read_subjects_in(caller, upload, once).await;
        let id = self.noted(caller, None, outcome).await?;
        self.note("subjects-read", Some(caller.actor.user), Some(id.to_string()), "", "").await?;
        Ok(id)
    }

    async fn read_subjects_in(
        &self,
        caller: &Caller,
        upload: Upload,
        once: &Once,
    ) -> Result<SubjectImportId, AppError> {
        let department = caller.actor.department;
        need_keeper(caller, department)?;
        let mut tx = self.database().begin_read().await?;
        if let Some(id) = once.answered(&mut tx, caller).await? {
            return Ok(id);
        }
        drop(tx);
        let now = self.now();
        let id = new_id!(self, now, SubjectImportId);
        let file_size = i64::try_from(upload.bytes.len()).unwrap_or(i64::MAX);
        let app = self.clone();
        let name: String = upload.name.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
        let (file_hash, contents) = crate::app::blocking(move || {
            let contents = read_contents(&upload.bytes)?;
            app.files().put(shelf(id), &upload.bytes)?;
            Ok::<_, AppError>((Hash::of(&upload.bytes), contents))
        })
        .await??;
        let report = self.foresee(caller, &contents).await?;
        let row = ImportRow {
            id,
            organ_id: caller.actor.organ,
            department_id: department,
            user_id: caller.actor.user,
            file_hash,
            file_size,
            state: ImportState::Read,
            name,
            report: serde_json::to_vec(&report)?,
            created_at: now,
            applied_at: None,
            version: 1,
        };
        transact!(self.database(), |tx| {
            if let Some(id) = once.answered(tx, caller).await? {
                return Ok(id);
            }
            row::insert(tx, &row).await?;
            once.keep(tx, caller, &row.id, now).await?;
            Ok::<_, AppError>(row.id)
        })
    }

    /// What would become of each row if it were entered now.
    async fn foresee(&self, caller: &Caller, contents: &Contents) -> Result<Report, AppError> {
        let organ = caller.actor.organ;
        let mut tx = self.database().begin_read().await?;
        let departments = departments(&mut tx, organ).await?;
        let reads: Vec<&Read> = contents.rows.iter().filter_map(|(_, reading)| read_of(reading)).collect();
        let mut snapshot = Snapshot::load(&mut tx, organ, &reads).await?;
        drop(tx);
        let mut rows = Vec::with_capacity(contents.rows.len());
        for (sheet, reading) in &contents.rows {
            let judged = judge(&snapshot, reading, caller.actor.department, &departments);
            if let Some(Judged::Changed(id, after, _)) = &judged
                && let Some(held) = snapshot.held(*id)
            {
                let held = Held { row: held.row.clone(), subject: (**after).clone() };
                snapshot.remember(held);
            }
            rows.push(report_row(sheet, reading, judged));
        }
        Ok(Report { sheets: contents.sheets.clone(), rows, entered: 0 })
    }

    /// An import of the caller's department.
    ///
    /// # Errors
    /// `NotFound` when there is none such.
    pub async fn subject_import(&self, caller: &Caller, id: SubjectImportId) -> Result<ImportView, AppError> {
        let mut tx = self.database().begin_read().await?;
        let row = row::by_id(&mut tx, caller.actor.organ, id).await?.ok_or(AppError::NotFound)?;
        need_keeper(caller, row.department_id).ok().ok_or(AppError::NotFound)?;
        let report = serde_json::from_slice(&row.report)?;
        Ok(ImportView { row, report })
    }

    /// The latest imports of the caller's department.
    ///
    /// # Errors
    /// `Forbidden` for who keeps no subjects.
    pub async fn subject_imports(&self, caller: &Caller) -> Result<Vec<ImportRow>, AppError> {
        need_keeper(caller, caller.actor.department)?;
        let mut tx = self.database().begin_read().await?;
        Ok(row::of_department(&mut tx, caller.actor.department, LISTED).await?)
    }

    /// The workbook of an import.
    ///
    /// # Errors
    /// `NotFound` when there is none such.
    pub async fn subject_workbook(
        &self,
        caller: &Caller,
        id: SubjectImportId,
    ) -> Result<(String, Vec<u8>), AppError> {
        let view = self.subject_import(caller, id).await?;
        // It holds every number in clear.
        self.note("subject-numbers-read", Some(caller.actor.user), Some(id.to_string()), "", "workbook")
            .await?;
        let bytes = self.workbook_bytes(&view.row).await?;
        Ok((view.row.name, bytes))
    }

    async fn workbook_bytes(&self, row: &ImportRow) -> Result<Vec<u8>, AppError> {
        let (app, id, hash) = (self.clone(), row.id, row.file_hash.to_string());
        let bytes = crate::app::blocking(move || app.files().get(shelf(id), &hash)).await??;
        bytes.ok_or_else(|| AppError::Internal(format!("the workbook of {} is missing", row.id)))
    }

    /// Enters what was read. A row may have changed its lot since it was shown; the report tells what became of it.
    ///
    /// # Errors
    /// `Input` when it was entered already, `NotFound` when there is none such, `Conflict` when another is entering it.
    pub async fn apply_subjects(
        &self,
        caller: &Caller,
        id: SubjectImportId,
        once: &Once,
    ) -> Result<(), AppError> {
        once.check()?;
        let outcome = self.apply_subjects_in(caller, id, once).await;
        self.noted(caller, Some(id.to_string()), outcome).await?;
        self.note("subjects-imported", Some(caller.actor.user), Some(id.to_string()), "", "").await
    }

    async fn apply_subjects_in(
        &self,
        caller: &Caller,
        id: SubjectImportId,
        once: &Once,
    ) -> Result<(), AppError> {
        let mut tx = self.database().begin_read().await?;
        if let Some(answer) = once.answered(&mut tx, caller).await? {
            return Ok(answer);
        }
        let departments = departments(&mut tx, caller.actor.organ).await?;
        drop(tx);
        let ImportView { mut row, report: shown } = self.subject_import(caller, id).await?;
        if row.state == ImportState::Applied {
            return Err(InputFault::new("import", "这次导入已经完成，不需要再次导入").into());
        }
        let bytes = self.workbook_bytes(&row).await?;
        let contents = crate::app::blocking(move || read_contents(&bytes)).await??;
        // What an interrupted attempt entered is not entered again, and keeps what was said of it then.
        let entered = shown.entered.min(contents.rows.len());
        let mut report = Report { sheets: contents.sheets, ..shown };
        for some in contents.rows.get(entered..).unwrap_or_default().chunks(ROWS_AT_ONCE) {
            let place = Place { caller, import: id, departments: &departments };
            report = transact!(self.database(), |tx| {
                let report = report.with(self.enter(tx, &place, some).await?);
                let saved = ImportRow { report: serde_json::to_vec(&report)?, ..row.clone() };
                row::save(tx, &saved).await?;
                Ok::<_, AppError>(report)
            })?;
            row.version += 1;
        }
        row.state = ImportState::Applied;
        row.applied_at = Some(self.now());
        row.report = serde_json::to_vec(&report)?;
        transact!(self.database(), |tx| {
            if let Some(answer) = once.answered(tx, caller).await? {
                return Ok(answer);
            }
            row::save(tx, &row).await?;
            once.keep(tx, caller, &(), self.now()).await
        })
    }

    /// Enters some rows in one transaction.
    async fn enter(
        &self,
        tx: &mut WriteTx,
        place: &Place<'_>,
        readings: &[(String, RowReading)],
    ) -> Result<Vec<ReportRow>, AppError> {
        let actor = &place.caller.actor;
        let reads: Vec<&Read> = readings.iter().filter_map(|(_, reading)| read_of(reading)).collect();
        let mut snapshot = Snapshot::load(tx, actor.organ, &reads).await?;
        let now = self.now();
        let recording = Recording {
            import: Some(place.import),
            ..Recording::by(place.caller, now, ChangeKind::Imported)
        };
        let mut rows = Vec::with_capacity(readings.len());
        for (sheet, reading) in readings {
            let judged = judge(&snapshot, reading, actor.department, place.departments);
            let mut made = None;
            match (&judged, read_of(reading)) {
                (Some(Judged::New), Some(read)) => {
                    let owner = (actor.organ, actor.department);
                    made = Some(self.insert_subject(tx, read.subject.clone(), owner, &recording).await?);
                }
                (Some(Judged::Changed(id, after, _)), _) => {
                    if let Some(held) = snapshot.held(*id) {
                        let mut held = Held { row: held.row.clone(), subject: (**after).clone() };
                        save(tx, &mut held, &recording).await?;
                        made = Some(held);
                    }
                }
                (Some(Judged::New | Judged::Same(_) | Judged::Refused(_)) | None, _) => {}
            }
            let mut row = report_row(sheet, reading, judged);
            if let Some(held) = made {
                row.subject = Some(held.row.id);
                snapshot.remember(held);
            }
            rows.push(row);
        }
        Ok(rows)
    }
}

/// For whom rows are entered.
struct Place<'a> {
    caller: &'a Caller,
    import: SubjectImportId,
    departments: &'a [OrganRow],
}

/// The folder of an import in the file store, whose folders are called after the proceedings that fill most of them.
const fn shelf(id: SubjectImportId) -> ProceedingId {
    ProceedingId::from_uuid(id.as_uuid())
}

fn read_contents(bytes: &[u8]) -> Result<Contents, InputFault> {
    let mut contents = Contents { sheets: Vec::new(), rows: Vec::new() };
    for raw in workbook::read(bytes)? {
        let mut report =
            SheetReport { name: raw.name.clone(), left_out: None, unknown: Vec::new(), doubled: Vec::new() };
        match sheet::read(&raw.rows) {
            _ if raw.hidden => report.left_out = Some("是隐藏的工作表，没有读取".to_owned()),
            None if raw.rows.is_empty() => report.left_out = Some("是空的".to_owned()),
            None => {
                report.left_out = Some("前15行中没有找到包含“名称”的表头，没有读取".to_owned());
            }
            Some(reading) => {
                report.unknown = reading.unknown;
                report.doubled = reading.doubled;
                contents.rows.extend(reading.rows.into_iter().map(|row| (raw.name.clone(), row)));
            }
        }
        contents.sheets.push(report);
    }
    if contents.sheets.iter().all(|sheet| sheet.left_out.is_some()) {
        let problem = "没有找到表头。请在前15行中写明各列的名称，其中应当有“名称”和“地址”";
        return Err(InputFault::new("file", problem));
    }
    if contents.rows.is_empty() {
        return Err(InputFault::new("file", "表头下面没有内容"));
    }
    Ok(contents)
}

fn read_of(reading: &RowReading) -> Option<&Read> {
    match &reading.outcome {
        Outcome::Subject(read) => Some(read),
        Outcome::Repeats(_) | Outcome::Joins(_) | Outcome::Refused(_) => None,
    }
}

/// What becomes of a row that says a subject.
fn judge(
    snapshot: &Snapshot,
    reading: &RowReading,
    department: OrganId,
    departments: &[OrganRow],
) -> Option<Judged> {
    let row = Row { read: read_of(reading)?, department: &reading.department };
    Some(snapshot.judge(&row, department, departments))
}

fn report_row(sheet: &str, reading: &RowReading, judged: Option<Judged>) -> ReportRow {
    let mut row = ReportRow {
        sheet: sheet.to_owned(),
        number: reading.number,
        name: reading.name.clone(),
        result: RowResult::Refused,
        earlier: None,
        faults: Vec::new(),
        notes: reading.notes.clone(),
        differences: Vec::new(),
        subject: None,
    };
    match (judged, &reading.outcome) {
        (Some(Judged::New), _) => row.result = RowResult::New,
        (Some(Judged::Changed(id, _, differences)), _) => {
            row.result = RowResult::Changed;
            row.differences = differences;
            row.subject = Some(id);
        }
        (Some(Judged::Same(id)), _) => {
            row.result = RowResult::Same;
            row.subject = Some(id);
        }
        (Some(Judged::Refused(faults)), _) => row.faults = faults,
        (None, Outcome::Repeats(earlier)) => {
            row.result = RowResult::Repeats;
            row.earlier = Some(*earlier);
        }
        (None, Outcome::Joins(earlier)) => {
            row.result = RowResult::Joins;
            row.earlier = Some(*earlier);
        }
        (None, Outcome::Refused(faults)) => row.faults.clone_from(faults),
        (None, Outcome::Subject(_)) => {}
    }
    row
}
