//! What the body prints on its documents (机关抬头): what its pack says, completed by what it entered itself from a day on.
//! What a document must name, and what is then missing, is the domain's to say.

use crate::app::App;
use crate::caller::Caller;
use crate::error::AppError;
use crate::idempotency::{Done, Once};
use chrono::NaiveDate;
use mingjian_domain::act::InputFault;
use mingjian_domain::document::compose::{EnteredLetterhead, Letterhead};
use mingjian_domain::id::OrganId;
use mingjian_law::organ::Bank;
use mingjian_law::procedure::Role;
use mingjian_store::letterhead::{self, LetterheadRow};
use mingjian_store::{ReadTx, transact, user};

const LONGEST: usize = 200;

/// What the body enters of itself; an empty text is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLetterhead {
    /// The first day on which it holds.
    pub from_on: NaiveDate,
    /// Where the body can be found.
    pub address: String,
    /// Its postcode.
    pub postcode: String,
    /// Its telephone number for the public.
    pub telephone: String,
    /// The court that tries its acts.
    pub court: String,
    /// Where reconsideration can be asked for online.
    pub online: String,
    /// Where it publishes its decisions.
    pub publicity: String,
    /// The bank at which fines are paid.
    pub bank_name: String,
    /// The name of the account.
    pub account_name: String,
    /// Its number.
    pub account: String,
}

/// What the body prints, for its page.
#[derive(Debug, Clone)]
pub struct LetterheadView {
    /// What the pack says; it cannot be entered otherwise.
    pub pack: Letterhead,
    /// What documents show today.
    pub today: Letterhead,
    /// Everything that was ever entered, what holds last first, each with who entered it.
    pub entered: Vec<(LetterheadRow, String)>,
}

impl App {
    /// What the body prints, and what it entered of it.
    ///
    /// # Errors
    /// `Forbidden` for anyone but the system administrator.
    pub async fn letterhead(&self, caller: &Caller) -> Result<LetterheadView, AppError> {
        crate::people::need(caller, &[Role::SystemAdministrator])?;
        let organ = caller.actor.organ;
        let mut tx = self.database().begin_read().await?;
        let mut entered = Vec::new();
        for row in letterhead::of_organ(&mut tx, organ).await? {
            let by = user::by_id(&mut tx, row.entered_by).await?;
            entered.push((row, by.map(|user| user.name).unwrap_or_default()));
        }
        let today = self.letterhead_on(&mut tx, organ, self.now().day()).await?;
        Ok(LetterheadView { pack: Letterhead::of(&self.pack().organ), today, entered })
    }

    /// What the body prints on a day: the pack first, then what the body entered.
    pub(crate) async fn letterhead_on(
        &self,
        tx: &mut ReadTx,
        organ: OrganId,
        day: NaiveDate,
    ) -> Result<Letterhead, AppError> {
        let pack = Letterhead::of(&self.pack().organ);
        let entered = letterhead::on(tx, organ, day).await?;
        Ok(entered.map_or(pack.clone(), |row| pack.completed_by(entered_of(row))))
    }

    /// Enters what the body prints from a day on, in place of what it entered for that day before.
    ///
    /// # Errors
    /// `Input` when a field does not fit, `Forbidden` for anyone but the system administrator.
    pub async fn enter_letterhead(
        &self,
        caller: &Caller,
        new: &NewLetterhead,
        once: &Once,
    ) -> Result<(), AppError> {
        crate::people::need(caller, &[Role::SystemAdministrator])?;
        if self.answered::<()>(caller, once).await?.is_some() {
            return Ok(());
        }
        check(new)?;
        let now = self.now();
        let row = LetterheadRow {
            organ_id: caller.actor.organ,
            from_on: new.from_on,
            address: filled(&new.address),
            postcode: filled(&new.postcode),
            telephone: filled(&new.telephone),
            court: filled(&new.court),
            online: filled(&new.online),
            publicity: filled(&new.publicity),
            bank_name: filled(&new.bank_name),
            account_name: filled(&new.account_name),
            account: filled(&new.account),
            entered_by: caller.actor.user,
            entered_at: now,
        };
        let done = transact!(self.database(), |tx| {
            if once.answered::<()>(tx, caller).await?.is_some() {
                return Ok(Done::Before(()));
            }
            letterhead::insert(tx, &row).await?;
            once.keep(tx, caller, &(), now).await?;
            Ok::<_, AppError>(Done::Now(()))
        })?;
        if done == Done::Now(()) {
            let (by, organ) = (Some(caller.actor.user), Some(caller.actor.organ.to_string()));
            self.note("letterhead-entered", by, organ, "", &new.from_on.to_string()).await?;
        }
        Ok(())
    }
}

fn entered_of(row: LetterheadRow) -> EnteredLetterhead {
    let address = match (row.address, row.postcode) {
        (Some(address), Some(postcode)) => Some(format!("{address}（邮政编码{postcode}）")),
        (address, _) => address,
    };
    let bank = match (row.bank_name, row.account_name, row.account) {
        (Some(name), Some(account_name), Some(account)) => Some(Bank { name, account_name, account }),
        _ => None,
    };
    EnteredLetterhead {
        address,
        telephone: row.telephone,
        court: row.court,
        online: row.online,
        publicity: row.publicity,
        bank,
    }
}

fn filled(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn check(new: &NewLetterhead) -> Result<(), InputFault> {
    let texts = [
        ("address", &new.address),
        ("court", &new.court),
        ("online", &new.online),
        ("publicity", &new.publicity),
        ("bank_name", &new.bank_name),
        ("account_name", &new.account_name),
    ];
    if let Some((field, _)) = texts.iter().find(|(_, text)| text.chars().count() > LONGEST) {
        return Err(InputFault::new(field, "不超过二百字"));
    }
    let digits = |text: &str| text.trim().chars().filter(char::is_ascii_digit).count();
    let only =
        |text: &str, others: &str| text.trim().chars().all(|c| c.is_ascii_digit() || others.contains(c));
    let fits = |text: &str, others, range: std::ops::RangeInclusive<usize>| {
        text.trim().is_empty() || (only(text, others) && range.contains(&digits(text)))
    };
    if !fits(&new.postcode, "", 6..=6) {
        return Err(InputFault::new("postcode", "邮政编码应当为六位数字"));
    }
    if !fits(&new.telephone, "-()（）、 ", 5..=24) {
        return Err(InputFault::new("telephone", "电话号码应当为数字，区号与号码之间可以用“-”"));
    }
    if !new.court.trim().is_empty() && !new.court.trim().ends_with("法院") {
        return Err(InputFault::new("court", "请填写法院全称，如“某市某区人民法院”"));
    }
    let bank = [&new.bank_name, &new.account_name, &new.account].map(|text| !text.trim().is_empty());
    if bank.contains(&true) && bank.contains(&false) {
        return Err(InputFault::new("bank_name", "代收银行、户名、账号应当一并填写"));
    }
    if !fits(&new.account, "- ", 6..=40) {
        return Err(InputFault::new("account", "账号应当为数字"));
    }
    Ok(())
}
