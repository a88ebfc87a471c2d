//! What the body prints on its documents (机关信息): what its pack says, and the form that completes it from a day on.
//! It composes no document; what was entered before is shown and never changed.

use super::form::{About, FormPage, Typed, answer, page};
use crate::error::Problem;
use crate::extract::Fields;
use crate::staff::form::once;
use crate::staff::frame::{Signed, Visitor, see_other};
use crate::staff::route::Routes;
use axum::response::Response;
use mingjian_app::letterhead::{LetterheadView, NewLetterhead};
use mingjian_domain::document::compose::Letterhead;
use mingjian_domain::value::date_text::chinese_date;
use mingjian_html::parts::{Field, Input, Link};
use mingjian_law::procedure::Role;
use mingjian_store::letterhead::LetterheadRow;

const PATH: &str = "/staff/people/letterhead";

pub(super) fn add(routes: Routes) -> Routes {
    routes.get(PATH, show).post(PATH, enter)
}

/// What documents still lack, for the one who can enter it: whoever is refused a document cannot go there.
pub(crate) async fn task(visitor: &Visitor) -> Result<Option<(String, Link)>, Problem> {
    if !visitor.caller().has_any(&[Role::SystemAdministrator]) {
        return Ok(None);
    }
    let missing = visitor.app().letterhead(visitor.caller()).await?.today.missing();
    Ok((!missing.is_empty()).then(|| (missing.join("、"), Link::new("填写机关信息", PATH))))
}

async fn show(visitor: Visitor) -> Result<Response, Problem> {
    let view = visitor.app().letterhead(visitor.caller()).await?;
    let mut fields = Fields::default();
    if let Some((row, _)) = view.entered.first() {
        fill(&mut fields, row);
    }
    fields.set("from_on", &visitor.app().now().day().to_string());
    Ok(answer(true, &form(&visitor, &view, &Typed::new(&fields))))
}

/// What was entered last stands in the form, so that one change needs one field.
fn fill(fields: &mut Fields, row: &LetterheadRow) {
    let texts = [
        ("address", &row.address),
        ("postcode", &row.postcode),
        ("telephone", &row.telephone),
        ("court", &row.court),
        ("online", &row.online),
        ("publicity", &row.publicity),
        ("bank_name", &row.bank_name),
        ("account_name", &row.account_name),
        ("account", &row.account),
    ];
    for (name, text) in texts {
        fields.set(name, text.as_deref().unwrap_or_default());
    }
}

fn form(visitor: &Visitor, view: &LetterheadView, typed: &Typed<'_>) -> FormPage {
    let about = About {
        title: "机关信息".to_owned(),
        help: "印在文书上。规则包已经写明的以规则包为准；这里填写的从生效日期起用于文书，以前制发的文书不变。",
        action: PATH.to_owned(),
        submit: "保存",
        home: Link::new("管理", "/staff/people"),
    };
    let mut page = page(visitor, about, fields(&view.pack, typed));
    page.notes = notes(view);
    page
}

/// What is still missing, and what was entered when and by whom.
fn notes(view: &LetterheadView) -> Vec<String> {
    let missing = view.today.missing();
    let first = if missing.is_empty() {
        "文书需要的机关信息都已填写。".to_owned()
    } else {
        format!("还没有填写：{}。需要这些内容的文书在填写以前不能制作。", missing.join("、"))
    };
    let entered = view.entered.iter().map(|(row, by)| {
        let at = row.entered_at.china().format("%Y-%m-%d %H:%M");
        format!("{by}于{at}登记，自{}起生效。", chinese_date(row.from_on))
    });
    std::iter::once(first).chain(entered.take(5)).collect()
}

fn fields(pack: &Letterhead, typed: &Typed<'_>) -> Vec<Field> {
    let text = |name: &str, label: &str, own: Option<&str>| {
        let field = typed.field(name, label, Input::Text).optional();
        match own.filter(|own| !own.trim().is_empty()) {
            Some(own) => field.help(&format!("规则包已写明：{own}。以规则包为准。")),
            None => field,
        }
    };
    let bank = pack.bank.as_ref();
    vec![
        typed.field("from_on", "生效日期", Input::Date),
        text("address", "办公地址", pack.address.as_deref()),
        text("postcode", "邮政编码", None),
        text("telephone", "联系电话", pack.telephone.as_deref()),
        text("court", "管辖法院", pack.courts.first().map(String::as_str)),
        text("online", "网上申请行政复议的地址", pack.online.as_deref()),
        text("publicity", "决定公开的地方", pack.publicity.as_deref()),
        text("bank_name", "罚款代收银行", bank.map(|bank| bank.name.as_str())),
        text("account_name", "代收账户户名", bank.map(|bank| bank.account_name.as_str())),
        text("account", "代收账户账号", bank.map(|bank| bank.account.as_str())),
    ]
}

async fn enter(signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let view = visitor.app().letterhead(visitor.caller()).await?;
    let mut typed = Typed::new(&posted.fields);
    let from_on = typed.day("from_on");
    if typed.faults.is_empty() {
        let text = |name: &str| posted.fields.text(name).to_owned();
        let new = NewLetterhead {
            from_on,
            address: text("address"),
            postcode: text("postcode"),
            telephone: text("telephone"),
            court: text("court"),
            online: text("online"),
            publicity: text("publicity"),
            bank_name: text("bank_name"),
            account_name: text("account_name"),
            account: text("account"),
        };
        let outcome = visitor.app().enter_letterhead(visitor.caller(), &new, &once(PATH, posted)).await;
        if typed.outcome(outcome)? {
            return Ok(see_other("/staff/people#letterhead"));
        }
    }
    Ok(answer(false, &form(visitor, &view, &typed)))
}
