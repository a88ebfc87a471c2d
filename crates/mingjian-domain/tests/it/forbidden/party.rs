//! Changes of the party, and cases dropped because nobody is left: what is no change of name, what is not proved, and
//! who may not enter it (行政处罚法 第四条、第四十条).

use super::{Forbidden, forbidden, order};
use crate::acts::{self, act};
use crate::people::{SWAYED, Who, scan};
use crate::stages::{BEYOND, SYSTEM, decided, investigated, noticed, ripe};
use mingjian_domain::act::lead::{PartyEntry, PartyKind};
use mingjian_domain::act::party::{ChangeParty, PartyChangeKind};
use mingjian_domain::act::performance::{DropCase, DropGround};
use mingjian_domain::id::EvidenceId;
use uuid::Uuid;

fn renamed(change: ChangeParty) -> super::Order {
    order("change-party", act!(ChangeParty change), Who::UnitHead)
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "a change of name brings another credit code",
        || investigated(&[SYSTEM]),
        |_| {
            let party = acts::successor();
            renamed(ChangeParty { party, ..acts::renaming("示例口腔医院有限公司") })
        },
        ("party-not-same", 40),
    ),
    forbidden(
        "a change of name makes a unit of a business",
        || investigated(&[SYSTEM]),
        |_| {
            let change = acts::renaming("示例口腔诊所");
            let party = PartyEntry { kind: PartyKind::IndividualBusiness, ..change.party };
            renamed(ChangeParty { party, ..change })
        },
        ("party-not-same", 40),
    ),
    forbidden(
        "a change of name is entered without a proof",
        || investigated(&[SYSTEM]),
        |_| renamed(ChangeParty { scan: None, ..acts::renaming("示例口腔医院有限公司") }),
        ("party-change-unproved", 40),
    ),
    forbidden(
        "a change is proved by what is not in the file",
        || investigated(&[SYSTEM]),
        |_| {
            let evidence = vec![EvidenceId::from_uuid(Uuid::from_u128(7))];
            renamed(ChangeParty { evidence, ..acts::renaming("示例口腔医院有限公司") })
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "a change of name changes nothing",
        || investigated(&[SYSTEM]),
        |_| renamed(acts::renaming(&acts::party().name)),
        ("input-invalid", 47),
    ),
    forbidden(
        "a change lies ahead",
        || investigated(&[SYSTEM]),
        |case| {
            let changed_on = case.today().succ_opt().unwrap();
            renamed(ChangeParty { changed_on, ..acts::renaming("示例口腔医院有限公司") })
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "a unit is succeeded by itself",
        || investigated(&[SYSTEM]),
        |_| {
            renamed(ChangeParty {
                change: PartyChangeKind::Merged, ..acts::renaming("示例口腔医院有限公司")
            })
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "a citizen takes the place of a unit",
        || investigated(&[SYSTEM]),
        |_| {
            let party = PartyEntry { kind: PartyKind::IndividualBusiness, ..acts::successor() };
            renamed(ChangeParty { party, ..acts::succession() })
        },
        ("party-without-successor", 4),
    ),
    forbidden(
        "a handler has an interest in the unit that comes in",
        || {
            let mut case = investigated(&[SYSTEM]);
            let handlers = acts::change_handlers(&[Who::OfficerA, Who::OfficerC]);
            case.act("change-handlers", handlers).by(Who::Head);
            case
        },
        |_| {
            let party = PartyEntry { responsible_person: Some(SWAYED.to_owned()), ..acts::successor() };
            renamed(ChangeParty { party, ..acts::succession() })
        },
        ("conflict-of-interest", 43),
    ),
    forbidden(
        "a handler has an interest in the unit that comes in after the decision",
        || {
            let mut case = decided(&[acts::fined(SYSTEM, 20_000)]);
            let handlers = acts::change_handlers(&[Who::OfficerA, Who::OfficerC]);
            case.act("change-handlers", handlers).by(Who::Head);
            case
        },
        |_| {
            let party = PartyEntry { responsible_person: Some(SWAYED.to_owned()), ..acts::successor() };
            let change = ChangeParty { party, ..acts::succession() };
            order("change-party-later", act!(ChangeParty change), Who::UnitHead)
        },
        ("conflict-of-interest", 43),
    ),
    forbidden(
        "an interest in the party is left behind with its name",
        || {
            let mut case = investigated(&[SYSTEM]);
            case.act("change-party", act!(ChangeParty acts::succession())).by(Who::UnitHead);
            case
        },
        |_| order("change-handlers", acts::change_handlers(&[Who::OfficerA, Who::OfficerKin]), Who::Head),
        ("conflict-of-interest", 43),
    ),
    forbidden(
        "an officer changes the party",
        || investigated(&[SYSTEM]),
        |_| {
            let change = acts::renaming("示例口腔医院有限公司");
            order("change-party", act!(ChangeParty change), Who::OfficerA)
        },
        ("role-missing", 40),
    ),
    forbidden(
        "the party is changed after the decision as if nothing were decided",
        || decided(&[acts::fined(SYSTEM, 20_000)]),
        |_| renamed(acts::renaming("示例口腔医院有限公司")),
        ("wrong-state", 40),
    ),
    forbidden(
        "a successor is punished on what was told to the unit that is gone",
        || {
            let mut case = ripe(&[acts::fined(SYSTEM, 20_000)]);
            case.act("change-party", act!(ChangeParty acts::succession())).by(Who::UnitHead);
            crate::stages::agreed(&mut case);
            case
        },
        |_| order("decide-penalty", acts::decide(), Who::Head),
        ("notice-not-in-force", 62),
    ),
    forbidden(
        "the heads discuss an opinion about the unit that is gone",
        || {
            let mut case = ripe(&[acts::fined(SYSTEM, 20_000)]);
            case.act("change-party", act!(ChangeParty acts::succession())).by(Who::UnitHead);
            case
        },
        |case| order("discuss", acts::discuss(case), Who::Head),
        ("discussion-before-review", 28),
    )
    .under("河南省行政执法条例"),
    forbidden(
        "a case is dropped because the party is gone, without a proof",
        || noticed(&[acts::fined(BEYOND, 60_000)]),
        |_| {
            let ground = DropGround::PartyGone;
            let dropping = DropCase { ground, scan: None, ..acts::dropping() };
            order("drop-case", act!(DropCase dropping), Who::Head)
        },
        ("drop-unproved", 40),
    ),
    forbidden(
        "a case is dropped on evidence of another case",
        || investigated(&[SYSTEM]),
        |_| {
            let evidence = vec![EvidenceId::from_uuid(Uuid::from_u128(7))];
            let dropping = DropCase { evidence, scan: Some(scan()), ..acts::dropping() };
            order("drop-case", act!(DropCase dropping), Who::Head)
        },
        ("input-invalid", 47),
    ),
];
