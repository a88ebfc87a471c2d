//! Judges service: what proves each way of it, and what must come before an announcement (民事诉讼法 第八十七条至第九十五条).
//! Which day is the day of service is found where an act's moment is found; clocks count from there.

use super::{Judged, acting_officers, need_prose, need_text, not_after, plain, with_files};
use crate::act::InputFault;
use crate::act::Prose;
use crate::act::notice::ServePaper;
use crate::act::service::{AnnounceService, ConfirmAddress, ServiceMode};
use crate::attempt::Context;
use crate::id::FileId;
use crate::proceeding::{Announcement, Proceeding};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use mingjian_law::citation::Citation;
use mingjian_law::variable::{Variable, clock, decision, notice};

/// A way of service with what proves it.
pub(crate) fn serve(
    proceeding: &Proceeding,
    stated: &ServePaper,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    match stated.mode {
        ServiceMode::Direct => check_taken(stated)?,
        ServiceMode::Left => check_left(stated)?,
        ServiceMode::Entrusted => {
            need_through(stated, "请填写受委托送达的机关。")?;
            check_taken(stated)?;
        }
        ServiceMode::HandedOn => {
            need_through(stated, "请填写转交文书的单位，如监狱、强制性教育机构或者部队政治机关。")?;
            check_taken(stated)?;
        }
        ServiceMode::Mail => {
            need_through(stated, "请填写邮件编号。")?;
            need_text(&stated.recipient, "recipient")?;
            need_receipt(stated, "邮寄送达以回执上的收件日期为准。请上传邮件回执的扫描或照片。")?;
        }
        ServiceMode::Electronic => check_electronic(proceeding, stated, day)?,
        ServiceMode::Announced => check_announced(proceeding, stated, day, context)?,
    }
    check_delay(proceeding, stated, day)?;
    let judged = acting_officers(proceeding, &stated.officers, day, context)?;
    with_files(judged, &[stated.receipt, stated.recording], context)
}

fn basis(mode: ServiceMode) -> Vec<Citation> {
    vec![Citation::article("民事诉讼法", mode.article()), Citation::article("行政处罚法", 61)]
}

/// Somebody took it and signed (民事诉讼法 第八十七条、第八十八条).
fn check_taken(stated: &ServePaper) -> Result<(), Refusal> {
    need_text(&stated.place, "place")?;
    need_text(&stated.recipient, "recipient")?;
    need_text(&stated.relation, "relation")?;
    need_receipt(stated, "送达应当有收件人签名的送达回证。请上传回证扫描或照片。")
}

fn need_receipt(stated: &ServePaper, message: &str) -> Result<(), Refusal> {
    if stated.receipt.is_some() {
        return Ok(());
    }
    let mut basis = basis(stated.mode);
    basis.insert(0, Citation::article("民事诉讼法", 87));
    Err(Refusal::field("receipt-missing", "receipt", message, basis))
}

fn need_through(stated: &ServePaper, message: &str) -> Result<(), Refusal> {
    if is_written(stated.through.as_deref()) {
        return Ok(());
    }
    Err(Refusal::field("carrier-missing", "through", message, basis(stated.mode)))
}

/// Refused and left behind: before a witness who signs the receipt, or on record (民事诉讼法 第八十九条).
fn check_left(stated: &ServePaper) -> Result<(), Refusal> {
    need_text(&stated.place, "place")?;
    need_text(&stated.recipient, "recipient")?;
    if !is_written(stated.refusal.as_ref().map(Prose::text)) {
        let message = "留置送达应当记明拒收的事由。请填写。";
        return Err(Refusal::field("refusal-missing", "refusal", message, basis(stated.mode)));
    }
    if stated.recording.is_some() {
        return Ok(());
    }
    if !is_written(stated.witness.as_deref()) {
        let message = "留置送达应当有基层组织或者所在单位的代表见证，或者拍照、录像记录送达过程。请填写见证人，或者上传照片、录像。";
        return Err(Refusal::field("witness-or-recording-missing", "witness", message, basis(stated.mode)));
    }
    need_receipt(stated, "见证人和送达人应当在送达回证上签名。请上传回证扫描或照片。")
}

/// Only where the party agreed in writing beforehand (行政处罚法 第六十一条第二款).
fn check_electronic(proceeding: &Proceeding, stated: &ServePaper, day: NaiveDate) -> Result<(), Refusal> {
    let confirmed = proceeding.confirmed_address.as_ref();
    let agreed = confirmed.is_some_and(|confirmed| confirmed.electronic && confirmed.confirmed_on <= day);
    if !agreed {
        let basis = vec![
            Citation::article("行政处罚法", 61).paragraph(2),
            Citation::article("民事诉讼法", stated.mode.article()),
        ];
        let message =
            "当事人没有签订同意电子送达的确认书，不能电子送达。请先登记确认书，或者改用其他送达方式。";
        return Err(Refusal::field("electronic-without-consent", "mode", message, basis));
    }
    need_receipt(stated, "电子送达应当留存到达凭证。请上传到达页面的截图或照片。")
}

/// Only after an announcement of this paper, and when its term has passed (民事诉讼法 第九十五条).
fn check_announced(
    proceeding: &Proceeding,
    stated: &ServePaper,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    if stated.served_at.is_some() {
        let problem = "公告送达的日期由公告之日起算得出，请不要填写送达时间";
        return Err(InputFault::new("served_at", problem).into());
    }
    if proceeding.announcement().is_none() {
        let message = "该文书还没有发布送达公告，不能按公告送达登记。请先发布送达公告。";
        return Err(Refusal::field("announcement-missing", "mode", message, basis(stated.mode)));
    }
    check_term_passed(day, context.now.day())
}

/// The thirty days have passed when their last day has.
pub(crate) fn check_term_passed(last: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if last < today {
        return Ok(());
    }
    let message = format!("公告期到{}届满，届满之后才能登记公告送达。", last.format("%Y年%-m月%-d日"));
    Err(Refusal::field("announcement-running", "mode", &message, basis(ServiceMode::Announced)))
}

/// A decision that is served after the seven working days says why (行政处罚法 第六十一条第一款).
fn check_delay(proceeding: &Proceeding, stated: &ServePaper, day: NaiveDate) -> Result<(), Refusal> {
    let late = proceeding.values_on(day).is(Variable::ServiceClock, clock::OVER);
    // An announcement has told its reason and what was tried.
    let told = stated.mode == ServiceMode::Announced || is_written(stated.delay.as_ref().map(Prose::text));
    if !late || told {
        return Ok(());
    }
    let message = "送达日期已超过作出决定后的法定送达期限，请填写原因。";
    let basis = vec![Citation::article("行政处罚法", 61).paragraph(1)];
    Err(Refusal::field("delay-unexplained", "delay", message, basis))
}

/// Who asked for a hearing, or keeps what is registered, can be found: its paper is not announced.
pub(crate) fn check_not_announced(stated: &ServePaper, field: &str) -> Result<(), Refusal> {
    if stated.mode != ServiceMode::Announced {
        return Ok(());
    }
    let message = "这一文书不采用公告送达。请按当事人提供的地址邮寄，或者采用其他方式送达。";
    Err(Refusal::field("mode-not-for-paper", field, message, basis(stated.mode)))
}

fn is_written(text: Option<&str>) -> bool {
    text.is_some_and(|text| !plain(text).is_empty())
}

/// The party says where it takes papers, and signs.
pub(crate) fn confirm(
    proceeding: &Proceeding,
    stated: &ConfirmAddress,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_text(&stated.address, "address")?;
    need_text(&stated.recipient, "recipient")?;
    need_text(&stated.signed_by, "signed_by")?;
    not_after(stated.confirmed_on, day, "confirmed_on")?;
    if proceeding.confirmed_address.as_ref().is_some_and(|known| known.confirmed_on > stated.confirmed_on) {
        return Err(InputFault::new("confirmed_on", "已有日期更晚的确认书，请核对").into());
    }
    let given = stated.electronic_address.as_ref().is_some_and(|address| !plain(address.reveal()).is_empty());
    if stated.electronic != given {
        let problem = if stated.electronic {
            "同意电子送达的，应当填写电子地址"
        } else {
            "没有同意电子送达的，不填写电子地址"
        };
        return Err(InputFault::new("electronic_address", problem).into());
    }
    with_files(Judged::default(), &[Some(stated.scan)], context)
}

/// An announcement is of a paper that waits for its service, tells what was tried, and is made once
/// (民事诉讼法 第九十五条: 应当在案卷中记明原因和经过).
pub(crate) fn announce(
    proceeding: &Proceeding,
    stated: &AnnounceService,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    let waits =
        proceeding.is(Variable::Notice, notice::ISSUED) || proceeding.is(Variable::Decision, decision::MADE);
    if !waits {
        let message = "没有待送达的事先告知书或者决定书，不能发布送达公告。";
        return Err(Refusal::law("nothing-to-announce", message, basis(ServiceMode::Announced)));
    }
    if proceeding.announcement().is_some() {
        let message = "该文书已经发布送达公告，公告期从第一次发出之日起算，不再重新发布。";
        return Err(Refusal::law("already-announced", message, basis(ServiceMode::Announced)));
    }
    need_text(&stated.place, "place")?;
    need_prose(&stated.tried, "tried")?;
    not_after(stated.announced_on, day, "announced_on")?;
    if proceeding.waiting_since().is_some_and(|issued| stated.announced_on < issued) {
        return Err(InputFault::new("announced_on", "公告日期早于文书制发的日期，请核对").into());
    }
    let files: Vec<Option<FileId>> = vec![stated.proof];
    with_files(Judged::default(), &files, context)
}

/// The last day of an announcement's term.
pub(crate) fn last_day(announcement: &Announcement, context: &Context<'_>) -> Result<NaiveDate, Refusal> {
    context.law.due("service.notice", announcement.stated.announced_on).map(|due| due.due).map_err(|error| {
        Refusal::law("clock-not-computable", &error.to_string(), basis(ServiceMode::Announced))
    })
}
