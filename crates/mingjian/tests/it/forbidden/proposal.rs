//! The panel's proposal: the range of each clause, what it presupposes, and who sits in the panel.
//! What is heavier than a notice is tried in `notice` and `decision`.

use super::stage::Stage;
use super::{Forbidden, Order, forbidden, order};
use crate::support::acts::{self, BEYOND, NURSES, SYSTEM, WASTE, with};
use crate::support::case::{Case, OFFICER, UNIT_HEAD};
use serde_json::{Value, json};

const HEALTH_LAW: &str = "基本医疗卫生与健康促进法";

fn adopting(case: &Case<'_>, penalty: Value) -> Order {
    order(case, UNIT_HEAD, "adopt-proposal", acts::propose(case, &[penalty]))
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "two people sit in panel",
        Stage::Concluded,
        |case| {
            let mut proposal = acts::propose(case, &[acts::fined(SYSTEM, 20_000)]);
            proposal["members"].as_array_mut().unwrap().pop();
            order(case, UNIT_HEAD, "adopt-proposal", proposal)
        },
        ("members-too-few", 57),
    ),
    forbidden(
        "the officer adopts the proposal alone",
        Stage::Concluded,
        |case| Order { who: OFFICER, ..adopting(case, acts::fined(SYSTEM, 20_000)) },
        ("role-missing", 57),
    )
    .personally(),
    forbidden(
        "the fine is above the range",
        Stage::Concluded,
        |case| adopting(case, acts::fined(SYSTEM, 50_001)),
        ("fine-above-range", 101),
    )
    .under(HEALTH_LAW),
    forbidden(
        "the fine is below the range without a ground",
        Stage::Concluded,
        |case| adopting(case, acts::fined(SYSTEM, 9_999)),
        ("fine-below-range", 101),
    )
    .under(HEALTH_LAW),
    forbidden(
        "the warning that the law commands is left out",
        Stage::Concluded,
        |case| adopting(case, with(acts::fined(SYSTEM, 20_000), json!({ "kinds": ["fine"] }))),
        ("mandatory-kind-missing", 101),
    )
    .under(HEALTH_LAW),
    forbidden(
        "a fine has no amount",
        Stage::Concluded,
        |case| adopting(case, with(acts::fined(SYSTEM, 20_000), json!({ "fine": 0 }))),
        ("contradiction", 101),
    )
    .under(HEALTH_LAW),
    forbidden(
        "business is suspended where nobody found the circumstances grave",
        Stage::Concluded,
        |case| {
            let kinds = json!({ "kinds": ["warning", "fine", "business-suspension"] });
            adopting(case, with(acts::fined(SYSTEM, 20_000), kinds))
        },
        ("not-aggravated", 101),
    )
    .under(HEALTH_LAW),
    forbidden(
        "a cause without a fine is fined",
        Stage::ConcludedOnNurses,
        |case| adopting(case, acts::fined(NURSES, 1_000)),
        ("kind-not-provided", 28),
    )
    .under("护士条例"),
    forbidden(
        "more gains are confiscated than were found",
        Stage::ConcludedOnBeyond,
        |case| {
            let greedy = json!({ "kinds": ["warning", "confiscation-of-gains"], "confiscated_gains": 100 });
            adopting(case, with(acts::warned(BEYOND), greedy))
        },
        ("gains-above-found", 28),
    ),
    forbidden(
        "a fine where no order to correct stayed unheeded",
        Stage::ConcludedOnWaste,
        |case| adopting(case, acts::fined(WASTE, 3_000)),
        ("correction-not-overdue", 28),
    ),
    forbidden(
        "a penalty is proposed for a cause that nobody found",
        Stage::Concluded,
        |case| {
            let penalties = [acts::fined(SYSTEM, 20_000), acts::warned(BEYOND)];
            order(case, UNIT_HEAD, "adopt-proposal", acts::propose(case, &penalties))
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "the panel slips in worse facts than the case holds",
        Stage::Concluded,
        |case| {
            let worse = with(acts::violation(case, SYSTEM), json!({ "aggravated": true }));
            let proposal =
                with(acts::propose(case, &[acts::fined(SYSTEM, 20_000)]), json!({ "violations": [worse] }));
            order(case, UNIT_HEAD, "adopt-proposal", proposal)
        },
        ("adverse-facts-in-proposal", 44),
    ),
];
