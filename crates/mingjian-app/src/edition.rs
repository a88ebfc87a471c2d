//! The law in use: the pack as loaded, with the confirmations that the body gave and the calendar years that it imported.
//! It changes none of them; it finds out that somebody did, here or in another process, and reads the law anew.

use crate::app::App;
use crate::error::AppError;
use mingjian_domain::event::NoticeRecord;
use mingjian_domain::id::UserId;
use mingjian_law::calendar::{Calendar, CalendarYear};
use mingjian_law::confirmation::Confirmation;
use mingjian_law::pack::Pack;
use mingjian_law::procedure::Role;
use mingjian_store::calendar_year::{self, CalendarYearRow};
use mingjian_store::confirmation::{self, ConfirmationRow};
use mingjian_store::{Database, ReadTx, pack};
use std::sync::OnceLock;

/// The law as it stood after so many changes.
#[derive(Debug)]
pub(crate) struct Edition {
    /// How many changes of the body it holds.
    pub(crate) revision: i64,
    /// The pack with all of them.
    pub(crate) pack: Pack,
    /// The calendars that were in use before, oldest first.
    pub(crate) earlier: Vec<Calendar>,
    /// The notices that were imported, one for each year.
    pub(crate) notices: Vec<NoticeRecord>,
    /// Who imported the last one.
    pub(crate) importer: Option<(UserId, Role)>,
    next: OnceLock<Box<Edition>>,
}

/// The editions that this process has seen.
///
/// A chain that only grows, so that whoever reads an edition may go on reading it while the next one arrives; the law
/// changes a few times a year, and a process ends before its chain is long.
#[derive(Debug)]
pub(crate) struct Editions {
    first: Edition,
}

impl Editions {
    /// The pack as loaded, before anything is known of the body.
    pub(crate) fn of(pack: Pack) -> Self {
        let first = Edition {
            revision: 0,
            pack,
            earlier: Vec::new(),
            notices: Vec::new(),
            importer: None,
            next: OnceLock::new(),
        };
        Self { first }
    }

    /// The newest edition.
    pub(crate) fn latest(&self) -> &Edition {
        let mut edition = &self.first;
        while let Some(next) = edition.next.get() {
            edition = next;
        }
        edition
    }

    /// Takes an edition over, unless a newer one came meanwhile.
    fn put(&self, edition: Edition) {
        let mut edition = Box::new(edition);
        loop {
            let last = self.latest();
            if last.revision >= edition.revision {
                return;
            }
            match last.next.set(edition) {
                Ok(()) => return,
                Err(given) => edition = given,
            }
        }
    }
}

impl App {
    /// Reads the law anew where the body has changed it, in this process or in another.
    ///
    /// # Errors
    /// When the database fails, or holds a year that cannot be read.
    pub async fn refresh_law(&self) -> Result<(), AppError> {
        let mut tx = self.database().begin_read().await?;
        self.law_in(&mut tx).await
    }

    /// The same inside a transaction: whatever is judged in it is judged by the law as it stands.
    ///
    /// Not after a change in the same transaction, which may never be committed.
    pub(crate) async fn law_in(&self, tx: &mut ReadTx) -> Result<(), AppError> {
        let revision = pack::revision(tx).await?;
        if self.editions().latest().revision >= revision {
            return Ok(());
        }
        let edition = read(tx, self.loaded_pack().clone(), revision).await?;
        self.editions().put(edition);
        Ok(())
    }
}

/// A pack with what the body of a database has confirmed and imported, for programs that only ask.
///
/// # Errors
/// When the database fails, or holds a year that cannot be read.
pub async fn pack_in_use(database: &Database, pack: Pack) -> Result<Pack, AppError> {
    let mut tx = database.begin_read().await?;
    let revision = pack::revision(&mut tx).await?;
    Ok(read(&mut tx, pack, revision).await?.pack)
}

async fn read(tx: &mut ReadTx, mut pack: Pack, revision: i64) -> Result<Edition, AppError> {
    let withdrawals = confirmation::withdrawals(tx).await?;
    let of_pack = |rule: &str| withdrawals.iter().any(|row| row.confirmation.is_none() && row.rule == rule);
    pack.confirmations.retain(|given| !of_pack(&given.rule));
    for recorded in confirmation::all(tx).await? {
        if withdrawals.iter().any(|row| row.confirmation == Some(recorded.id)) {
            continue;
        }
        // A newer edition of the pack may know the text, so that nothing waits for the confirmation any more, or may say
        // something else, so that the rule waits for another.
        if let Err(why) = pack.confirm(given(&recorded.row)) {
            tracing::warn!(rule = %recorded.row.rule, %why, "a confirmation has no rule that waits for it");
        }
    }
    let rows = calendar_year::all(tx).await?;
    let (mut earlier, mut notices) = (Vec::new(), Vec::<NoticeRecord>::new());
    for row in &rows {
        let year = year_of(row)?;
        notices.retain(|known| known.year != year.year);
        notices.extend(notice_of(row, &year));
        earlier.push(pack.calendar.clone());
        pack.calendar = pack.calendar.with_year(year);
    }
    let importer = rows.last().and_then(|row| Some((row.imported_by, Role::from_id(&row.role)?)));
    Ok(Edition { revision, pack, earlier, notices, importer, next: OnceLock::new() })
}

/// A stored confirmation as the pack takes it.
fn given(row: &ConfirmationRow) -> Confirmation {
    Confirmation {
        rule: row.rule.clone(),
        person: row.person.clone(),
        date: row.confirmed_on,
        scan: row.scan_hash.to_string(),
        note: row.note.clone(),
        content: row.content_hash.map(|hash| hash.to_string()),
    }
}

/// A stored year as the calendar takes it.
pub(crate) fn year_of(row: &CalendarYearRow) -> Result<CalendarYear, AppError> {
    CalendarYear::parse(&row.content, &format!("calendar_years/{}", row.year))
        .map_err(|error| AppError::Internal(error.to_string()))
}

fn notice_of(row: &CalendarYearRow, year: &CalendarYear) -> Option<NoticeRecord> {
    let notice = year.notice.last()?;
    Some(NoticeRecord {
        year: year.year,
        title: notice.title.clone(),
        number: notice.number.clone(),
        sha256: row.hash.to_string(),
    })
}
