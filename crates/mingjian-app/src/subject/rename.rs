//! A party that got another name in a case gets it in the register too, in the same transaction.
//! A unit that takes the place of another is another entry: nothing is moved from one to the other.

use super::{Held, Recording, save};
use crate::app::App;
use crate::caller::Caller;
use crate::error::AppError;
use mingjian_domain::act::Act;
use mingjian_domain::event::{Content, Event};
use mingjian_domain::proceeding::Proceeding;
use mingjian_domain::subject::identity::IdentityKind;
use mingjian_domain::value::credit_code::CreditCode;
use mingjian_domain::value::resident_id::ResidentId;
use mingjian_store::subject::{self as row, ChangeKind, Number};
use mingjian_store::{WriteTx, subject_search};

impl App {
    /// Gives the subject of the party the name that an entry of its case proved; its earlier names are kept.
    pub(crate) async fn rename_subject(
        &self,
        tx: &mut WriteTx,
        caller: &Caller,
        proceeding: &Proceeding,
        event: &Event,
    ) -> Result<(), AppError> {
        let Content::Acted { act: Act::ChangeParty(stated), .. } = &event.content else {
            return Ok(());
        };
        if stated.change.is_succession() {
            return Ok(());
        }
        let party = &stated.party;
        let code = party.credit_code.as_deref().and_then(|code| CreditCode::parse(code).ok());
        let id = party.resident_id.as_ref().and_then(|id| ResidentId::parse(id.reveal()).ok());
        let code = code.map(|code| (IdentityKind::CreditCode, code.as_str().to_owned()));
        let id = id.map(|id| (IdentityKind::IdCard, id.reveal().to_owned()));
        let numbers: Vec<Number> = code
            .into_iter()
            .chain(id)
            .map(|(kind, value)| Number { kind: kind.id().to_owned(), value })
            .collect();
        let holders = subject_search::holders(tx, proceeding.organ, &numbers).await?;
        let Some((_, holder)) = holders.first() else { return Ok(()) };
        let Some(mut held) = self.surviving(tx, proceeding, *holder).await? else { return Ok(()) };
        if held.subject.name == party.name {
            return Ok(());
        }
        held.subject.name.clone_from(&party.name);
        let number = proceeding.number().unwrap_or("尚未立案的案件");
        let reason = format!("{number}登记当事人名称变更");
        let recording =
            Recording { reason: &reason, ..Recording::by(caller, self.now(), ChangeKind::Changed) };
        save(tx, &mut held, &recording).await
    }

    /// The entry of the register, or the one into which it was merged.
    async fn surviving(
        &self,
        tx: &mut WriteTx,
        proceeding: &Proceeding,
        id: mingjian_domain::id::SubjectId,
    ) -> Result<Option<Held>, AppError> {
        let Some(loaded) = row::by_id(tx, proceeding.organ, id).await? else { return Ok(None) };
        let held = Held::of(loaded)?;
        match held.row.merged_into_id {
            Some(into) => row::by_id(tx, proceeding.organ, into).await?.map(Held::of).transpose(),
            None => Ok(Some(held)),
        }
    }
}
