//! Confirmations of rules whose text was not seen: who reads the list, who confirms, who takes a confirmation back.
//! What rests on an unconfirmed rule is refused elsewhere; here nobody judges what a scan says.

use crate::app::{App, new_id};
use crate::caller::Caller;
use crate::error::AppError;
use crate::file::{self, StoredFile, Upload};
use crate::idempotency::Once;
use chrono::NaiveDate;
use mingjian_domain::act::InputFault;
use mingjian_domain::id::{FileId, UserId};
use mingjian_domain::instant::Instant;
use mingjian_law::procedure::Role;
use mingjian_law::rule_list::{RuleView, Standing};
use mingjian_store::blob::{self, BlobRow};
use mingjian_store::calendar_year::{self, CalendarYearRow};
use mingjian_store::confirmation::{self, ConfirmationRow, Recorded, WithdrawalRow};
use mingjian_store::{Hash, StoreError, WriteTx, transact};

/// Who may confirm a rule: the body's legal unit (法制审核机构).
pub const CONFIRMERS: &[Role] = &[Role::ReviewHead, Role::Reviewer];
/// Who may see what the body rests on.
pub const READERS: &[Role] = &[
    Role::ReviewHead,
    Role::Reviewer,
    Role::AgencyHead,
    Role::UnitHead,
    Role::Supervisor,
    Role::SystemAdministrator,
];
const LONGEST_NAME: usize = 50;
const LONGEST_TEXT: usize = 2000;

/// A confirmation as entered.
#[derive(Debug, Clone)]
pub struct NewConfirmation {
    /// The rule.
    pub rule: String,
    /// Who read the text and vouches for it.
    pub person: String,
    /// When.
    pub date: NaiveDate,
    /// What the text is.
    pub note: String,
    /// Its scan.
    pub scan: Upload,
}

/// A rule with everything that was done about it.
#[derive(Debug, Clone)]
pub struct RuleRecord {
    /// The rule and its standing.
    pub rule: RuleView,
    /// What the pack encodes of it, a line for each thing.
    pub encoded: Vec<String>,
    /// Every confirmation that the body gave, oldest first.
    pub confirmations: Vec<Recorded>,
    /// What was taken back.
    pub withdrawals: Vec<WithdrawalRow>,
}

impl RuleRecord {
    /// The confirmation that is in force, unless it came with the pack.
    pub fn in_force(&self) -> Option<&Recorded> {
        self.kept().filter(|_| matches!(self.rule.standing, Standing::Confirmed(_)))
    }

    /// The confirmation that nobody took back and that stands for nothing any more, since the rule says something else now.
    pub fn outdated(&self) -> Option<&Recorded> {
        self.kept().filter(|_| matches!(self.rule.standing, Standing::Unconfirmed(_)))
    }

    /// The newest confirmation that nobody took back.
    fn kept(&self) -> Option<&Recorded> {
        let withdrawn = |id: i64| self.withdrawals.iter().any(|row| row.confirmation == Some(id));
        self.confirmations.iter().rev().find(|one| !withdrawn(one.id))
    }
}

/// The rules of the body that nobody read when its pack was written, and the years that it imported.
#[derive(Debug, Clone)]
pub struct RuleBook {
    /// Rules that wait.
    pub waiting: Vec<RuleRecord>,
    /// Rules that were confirmed.
    pub confirmed: Vec<RuleRecord>,
    /// How many rules there are in all.
    pub total: usize,
    /// The calendar years that were imported, oldest first.
    pub years: Vec<CalendarYearRow>,
}

/// A confirmation on its way into the database.
#[derive(Clone, Copy)]
struct Confirming<'a> {
    row: &'a ConfirmationRow,
    scan: &'a BlobRow,
    once: Option<(&'a Caller, &'a Once)>,
}

impl App {
    /// The rules that were not read when the pack was written, with their standing.
    ///
    /// # Errors
    /// `Forbidden` for who neither confirms, nor leads, nor administers.
    pub async fn rule_book(&self, caller: &Caller) -> Result<RuleBook, AppError> {
        self.of_body(caller, READERS).await?;
        let mut tx = self.database().begin_read().await?;
        self.law_in(&mut tx).await?;
        let confirmations = confirmation::all(&mut tx).await?;
        let withdrawals = confirmation::withdrawals(&mut tx).await?;
        let years = calendar_year::all(&mut tx).await?;
        drop(tx);
        let rules = self.pack().rules();
        let total = rules.len();
        let (mut waiting, mut confirmed) = (Vec::new(), Vec::new());
        for rule in rules {
            let list = match rule.standing {
                Standing::Read => continue,
                Standing::Unconfirmed(_) => &mut waiting,
                Standing::Confirmed(_) => &mut confirmed,
            };
            list.push(RuleRecord {
                encoded: self.pack().encoded(&rule.id),
                confirmations: confirmations.iter().filter(|one| one.row.rule == rule.id).cloned().collect(),
                withdrawals: withdrawals.iter().filter(|row| row.rule == rule.id).cloned().collect(),
                rule,
            });
        }
        Ok(RuleBook { waiting, confirmed, total, years })
    }

    /// Confirms a rule that waits, in the name of the legal unit.
    ///
    /// # Errors
    /// `Input` when something is missing or the rule does not wait, `Forbidden` for anyone but the legal unit.
    pub async fn confirm_rule(
        &self,
        caller: &Caller,
        new: NewConfirmation,
        once: &Once,
    ) -> Result<(), AppError> {
        once.check()?;
        let rule = new.rule.clone();
        let outcome = match self.of_body(caller, CONFIRMERS).await {
            Ok(()) => self.confirm_by(new, Some((caller, once))).await,
            Err(error) => Err(error),
        };
        self.noted(caller, Some(rule), outcome).await
    }

    /// The same at the machine, where who has the shell acts for the legal unit.
    ///
    /// # Errors
    /// `Input` as above.
    pub async fn confirm_rule_here(&self, new: NewConfirmation) -> Result<(), AppError> {
        self.confirm_by(new, None).await
    }

    async fn confirm_by(&self, new: NewConfirmation, once: Option<(&Caller, &Once)>) -> Result<(), AppError> {
        if let Some((caller, once)) = once {
            let mut tx = self.database().begin_read().await?;
            if let Some(answer) = once.answered(&mut tx, caller).await? {
                return Ok(answer);
            }
        }
        let now = self.now();
        let (row, scan) = self.confirmation_row(&new, once.map(|(caller, _)| caller.actor.user), now)?;
        self.refresh_law().await?;
        self.check_waits(&row.rule)?;
        self.put_of_body(new.scan.bytes).await?;
        let detail = format!("{}，{}，{}", row.person, row.confirmed_on, row.scan_hash);
        self.note("rule-confirmed", row.recorded_by, Some(row.rule.clone()), &row.note, &detail).await?;
        let confirming = Confirming { row: &row, scan: &scan, once };
        transact!(self.database(), |tx| self.confirm_in(tx, confirming).await)?;
        self.refresh_law().await
    }

    async fn confirm_in(&self, tx: &mut WriteTx, confirming: Confirming<'_>) -> Result<(), AppError> {
        let Confirming { row, scan, once } = confirming;
        if let Some((caller, once)) = once
            && let Some(answer) = once.answered(tx, caller).await?
        {
            return Ok(answer);
        }
        self.law_in(tx).await?;
        self.check_waits(&row.rule)?;
        blob::insert(tx, None, scan).await?;
        confirmation::insert(tx, row).await?;
        match once {
            Some((caller, once)) => once.keep(tx, caller, &(), row.recorded_at).await,
            None => Ok(()),
        }
    }

    /// Only a rule that waits can be confirmed; another confirmation first takes the one in force back.
    fn check_waits(&self, id: &str) -> Result<(), AppError> {
        let rule = self.pack().rules().into_iter().find(|rule| rule.id == id);
        let problem = match rule.map(|rule| rule.standing) {
            Some(Standing::Unconfirmed(_)) => return Ok(()),
            Some(Standing::Confirmed(given)) => {
                format!("规则“{id}”已由{}于{}确认。需要更换的，请先撤销原来的确认", given.person, given.date)
            }
            Some(Standing::Read) => format!("规则“{id}”编写时已经核对原文，不需要确认"),
            None => format!("没有等待确认的规则“{id}”，请核对规则编号"),
        };
        Err(InputFault::new("rule", &problem).into())
    }

    fn confirmation_row(
        &self,
        new: &NewConfirmation,
        recorded_by: Option<UserId>,
        now: Instant,
    ) -> Result<(ConfirmationRow, BlobRow), AppError> {
        let person = line("person", &new.person, "确认人", LONGEST_NAME)?;
        let note = new.note.trim();
        if note.chars().count() > LONGEST_TEXT {
            return Err(InputFault::new("note", "说明太长，请精简到2000字以内").into());
        }
        if new.date > now.day() {
            return Err(InputFault::new("date", "确认日期晚于今天，请核对").into());
        }
        let media_type = file::check(&new.scan)
            .map_err(|fault| InputFault::new("scan", &format!("扫描件：{}", fault.problem)))?;
        let scan = BlobRow {
            id: new_id!(self, now, FileId),
            proceeding_id: None,
            hash: Hash::of(&new.scan.bytes),
            size: i64::try_from(new.scan.bytes.len()).unwrap_or(i64::MAX),
            media_type: media_type.to_owned(),
            name: file::shown_name(&new.scan.name),
            stored_by: recorded_by,
            stored_at: now,
        };
        let row = ConfirmationRow {
            rule: new.rule.trim().to_owned(),
            pack_hash: crate::proceeding::columns::pack_hash(&self.pack().hash)?,
            content_hash: self.content_hash(new.rule.trim())?,
            person,
            confirmed_on: new.date,
            scan_hash: scan.hash,
            scan_file: Some(scan.id),
            note: note.to_owned(),
            recorded_by,
            source: self.store_source(),
            recorded_at: now,
        };
        Ok((row, scan))
    }

    /// The digest of what a rule says in the law in use; none for a rule that there is not, which is refused elsewhere.
    fn content_hash(&self, rule: &str) -> Result<Option<Hash>, AppError> {
        let digest = self.pack().rule_digest(rule);
        digest.map(|digest| crate::proceeding::columns::pack_hash(&digest)).transpose()
    }

    /// Takes the confirmation of a rule back: what rests on the rule waits again.
    ///
    /// # Errors
    /// `Input` without a reason or when nothing is in force, `Forbidden` for anyone but the legal unit.
    pub async fn withdraw_confirmation(
        &self,
        caller: &Caller,
        rule: &str,
        reason: &str,
        once: &Once,
    ) -> Result<(), AppError> {
        once.check()?;
        let outcome = match self.of_body(caller, CONFIRMERS).await {
            Ok(()) => self.withdraw_by(caller, rule, reason, once).await,
            Err(error) => Err(error),
        };
        self.noted(caller, Some(rule.to_owned()), outcome).await
    }

    async fn withdraw_by(
        &self,
        caller: &Caller,
        rule: &str,
        reason: &str,
        once: &Once,
    ) -> Result<(), AppError> {
        let mut tx = self.database().begin_read().await?;
        if let Some(answer) = once.answered(&mut tx, caller).await? {
            return Ok(answer);
        }
        drop(tx);
        let reason = line("reason", reason, "撤销的理由", LONGEST_TEXT)?;
        let user = caller.actor.user;
        self.note("rule-confirmation-withdrawn", Some(user), Some(rule.to_owned()), &reason, "").await?;
        let row = WithdrawalRow {
            rule: rule.to_owned(),
            confirmation: None,
            reason,
            withdrawn_by: user,
            source: self.store_source(),
            recorded_at: self.now(),
        };
        transact!(self.database(), |tx| self.withdraw_in(tx, &row, (caller, once)).await)?;
        self.refresh_law().await
    }

    async fn withdraw_in(
        &self,
        tx: &mut WriteTx,
        row: &WithdrawalRow,
        (caller, once): (&Caller, &Once),
    ) -> Result<(), AppError> {
        if let Some(answer) = once.answered(tx, caller).await? {
            return Ok(answer);
        }
        self.law_in(tx).await?;
        if !self.pack().confirmations.iter().any(|given| given.rule == row.rule) {
            return Err(InputFault::new("rule", "这条规则现在没有有效的确认，无需撤销").into());
        }
        let withdrawals = confirmation::withdrawals(tx).await?;
        let withdrawn = |id: i64| withdrawals.iter().any(|row| row.confirmation == Some(id));
        let recorded = confirmation::all(tx).await?;
        let own = recorded.iter().rev().find(|one| one.row.rule == row.rule && !withdrawn(one.id));
        let row = WithdrawalRow { confirmation: own.map(|one| one.id), ..row.clone() };
        confirmation::withdraw(tx, &row).await.map_err(|error| match error {
            StoreError::NotUnique(_) => AppError::Conflict,
            other => other.into(),
        })?;
        once.keep(tx, caller, &(), row.recorded_at).await
    }

    /// The scan of a confirmation.
    ///
    /// # Errors
    /// `NotFound` when there is none, `Forbidden` as for the list.
    pub async fn scan_of(&self, caller: &Caller, confirmation: i64) -> Result<StoredFile, AppError> {
        self.of_body(caller, READERS).await?;
        let mut tx = self.database().begin_read().await?;
        let recorded = confirmation::all(&mut tx).await?.into_iter().find(|one| one.id == confirmation);
        let file = recorded.and_then(|one| one.row.scan_file).ok_or(AppError::NotFound)?;
        let row = blob::by_id(&mut tx, file).await?.ok_or(AppError::NotFound)?;
        drop(tx);
        let bytes = self.get_of_body(&row.hash.to_string()).await?;
        let bytes =
            bytes.ok_or_else(|| AppError::Internal(format!("the scan of {confirmation} is missing")))?;
        Ok(StoredFile { row, bytes })
    }

    /// The law is the installation's: who works for another organ in its database changes and reads nothing of it.
    pub(crate) async fn of_body(&self, caller: &Caller, roles: &[Role]) -> Result<(), AppError> {
        if caller.has_any(roles) && self.is_of_body(caller).await? {
            return Ok(());
        }
        let labels: Vec<_> = roles.iter().map(|role| role.label()).collect();
        Err(AppError::Forbidden(format!("只有本机关的{}可以办理。", labels.join("、"))))
    }

    /// Whether who calls works for the body of this installation, and not for another organ in its database.
    ///
    /// # Errors
    /// Of the database.
    pub async fn is_of_body(&self, caller: &Caller) -> Result<bool, AppError> {
        Ok(self.organ().await?.id == caller.actor.organ)
    }
}

fn line(field: &str, text: &str, label: &str, longest: usize) -> Result<String, InputFault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(InputFault::new(field, &format!("没有填写{label}，请补充")));
    }
    if text.chars().count() > longest {
        return Err(InputFault::new(field, &format!("{label}太长，请精简到{longest}字以内")));
    }
    Ok(text.to_owned())
}
