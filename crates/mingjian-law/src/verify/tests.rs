//! The national procedures, explored and mutated; and small faulty procedures that must be caught.

use super::*;
use crate::condition::Condition;
use crate::deed::Deed;
use crate::procedure::{Action, Procedure};
use crate::variable::{Assignment, Value, Values, Variable, clock, dispute, plea, review};
use crate::verify::explore::{Until, edge, run};
use crate::verify::history::{History, Inputs};
use crate::verify::mutate::{MOST_COMFORT, Mutant, Tally, judge, mutants, name};
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

fn file(name: &str) -> Procedure {
    let path = format!("{}/../../law/national/procedures/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap();
    Procedure::parse(&text, name).unwrap_or_else(|error| panic!("{error}"))
}

fn penalty() -> Procedure {
    file("penalty-ordinary")
}

/// The procedures whose guards and effects are each proved to be needed.
fn proved() -> [Procedure; 7] {
    [
        penalty(),
        file("publication-decision"),
        file("inspection"),
        file("penalty-summary"),
        file("evidence-registration"),
        file("police-transfer"),
        file("sampling"),
    ]
}

fn action<'a>(procedure: &'a mut Procedure, id: &str) -> &'a mut Action {
    procedure.action.iter_mut().find(|action| action.id == id).unwrap()
}

fn drop_guard(procedure: &mut Procedure, id: &str, code: &str) {
    let requires = &mut action(procedure, id).requires;
    let before = requires.len();
    requires.retain(|guard| guard.code != code);
    assert_eq!(requires.len() + 1, before, "{id}/{code}");
}

fn drop_effect(procedure: &mut Procedure, id: &str, set: &str) {
    let effects = &mut action(procedure, id).effects;
    let before = effects.len();
    effects.retain(|effect| effect.set.to_string() != set);
    assert_eq!(effects.len() + 1, before, "{id}/{set}");
}

#[test]
fn every_state_of_the_national_procedures_is_explored_without_a_violation() {
    let report = check(&proved());
    println!("{report}");
    assert!(report.is_clean(), "{report}");
    let last = report.to_string().lines().last().unwrap().to_owned();
    assert!(last.starts_with("7 procedures, ") && last.ends_with(" invariants, 0 violations"), "{last}");
    assert!(report.states > 10_000 && report.states < 1_000_000, "{}", report.states);
}

/// Two workers share the list: most mutants fall at once, the few that survive long explore everything.
fn tally(procedure: &Procedure) -> Tally {
    let all = mutants(procedure);
    let next = AtomicUsize::new(0);
    let tally = Mutex::new(Tally::default());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(mutant) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let verdict = judge(procedure, *mutant);
                    tally.lock().unwrap().count(&name(procedure, *mutant), verdict);
                }
            });
        }
    });
    tally.into_inner().unwrap()
}

#[test]
fn nothing_can_be_taken_from_a_procedure_without_breaking_what_it_serves() {
    let tallies = proved().map(|procedure| tally(&procedure));
    let mut total = Tally::default();
    for one in tallies {
        assert!(one.comfort <= MOST_COMFORT, "{one}");
        total.killed += one.killed;
        total.backed += one.backed;
        total.comfort += one.comfort;
        total.effects += one.effects;
        total.left_over.extend(one.left_over);
    }
    println!("{total}");
    assert!(total.left_over.is_empty(), "{total}");
    assert!(total.killed > 50 && total.effects > 90, "{total}");
}

/// Invariants that no single guard serves are alive too: each falls in a procedure that is wrong in its way.
#[test]
fn every_invariant_without_a_guard_of_its_own_falls_when_the_procedure_is_wrong_in_its_way() {
    type Fault = fn(&mut Procedure);
    let faults: &[(Invariant, Fault)] = &[
        (Invariant::DecisionAfterFiling, |procedure| "concluded".clone_into(&mut procedure.start)),
        (Invariant::ReviewAfterHearing, |procedure| {
            drop_effect(procedure, "hold-hearing", "review=stale");
            drop_effect(procedure, "report-hearing", "review=stale");
        }),
        (Invariant::ReviewAfterPlea, |procedure| {
            drop_effect(procedure, "receive-plea", "review=stale");
            drop_effect(procedure, "answer-plea", "review=stale");
        }),
        (Invariant::NoClosingBeforeService, |procedure| {
            action(procedure, "close-case").from.push("decided".to_owned());
            drop_guard(procedure, "close-case", "not-performed");
        }),
        (Invariant::PleaAlwaysHeard, |procedure| {
            action(procedure, "receive-plea").from.retain(|state| state != "concluded");
        }),
        (Invariant::HearingRequestAccepted, |procedure| {
            action(procedure, "request-hearing").from.retain(|state| state != "investigating");
        }),
        (Invariant::ServiceToldTruly, |procedure| {
            drop_effect(procedure, "serve-decision", "decision=served");
        }),
        (Invariant::ClockFollowsEvent, |procedure| {
            drop_effect(procedure, "approve-filing", "decision-clock=running");
        }),
        (Invariant::ClocksEndWithCase, |procedure| {
            drop_effect(procedure, "drop-case", "plea-clock=stopped");
        }),
        // A dispute that a change of the facts has outrun can neither be discussed nor submitted.
        (Invariant::CanFinish, |procedure| {
            let guards = &mut action(procedure, "submit-for-review").requires;
            let guard = guards.iter_mut().find(|guard| guard.code == "dispute-open").unwrap();
            guard.condition = Condition::Is(Variable::Dispute, vec![dispute::NONE, dispute::SETTLED]);
        }),
        (Invariant::EverythingOccurs, |procedure| {
            action(procedure, "archive").from.retain(|state| state != "dropped");
            procedure.action.retain(|action| action.id != "drop-case");
        }),
        (Invariant::NothingAnnulledPublished, |procedure| {
            "checked".clone_into(action(procedure, "record-early-annulment").to.get_or_insert_default());
        }),
        (Invariant::RegistrationApprovedFirst, |procedure| {
            "hold-approved".clone_into(action(procedure, "request-registration").to.get_or_insert_default());
        }),
        (Invariant::PoliceTransferApproved, |procedure| {
            "transfer-approved"
                .clone_into(action(procedure, "propose-police-transfer").to.get_or_insert_default());
        }),
        (Invariant::ResultInTurn, |procedure| {
            action(procedure, "receive-result").from.push("sampled".to_owned());
        }),
        (Invariant::GuardsCanFail, |procedure| {
            let guards = action(procedure, "submit-for-review").requires.clone();
            action(procedure, "assign-review").requires.extend(guards.into_iter().skip(1).map(
                |mut guard| {
                    guard.condition = Condition::Is(Variable::Decision, vec![Value(0)]);
                    guard
                },
            ));
        }),
        (Invariant::EffectsAgree, |procedure| {
            let effects = action(procedure, "give-opinion").effects.clone();
            action(procedure, "return-submission").effects.extend(effects.into_iter().map(|mut effect| {
                effect.when = None;
                effect
            }));
        }),
    ];
    for (invariant, fault) in faults {
        let mut procedure = match invariant {
            Invariant::NothingAnnulledPublished => file("publication-decision"),
            Invariant::RegistrationApprovedFirst => file("evidence-registration"),
            Invariant::PoliceTransferApproved => file("police-transfer"),
            Invariant::ResultInTurn => file("sampling"),
            _ => penalty(),
        };
        fault(&mut procedure);
        let broken = run(&procedure, Until::Broken(*invariant)).violations;
        assert!(broken.iter().any(|violation| violation.invariant == *invariant), "{}", invariant.id());
    }
}

#[test]
fn a_violation_shows_the_shortest_path_and_the_article_that_it_breaks() {
    let mut procedure = penalty();
    drop_guard(&mut procedure, "decide-penalty", "plea-window-open");
    let broken = run(&procedure, Until::Broken(Invariant::PleaBeforeDecision)).violations;
    let text = broken.iter().find(|one| one.invariant == Invariant::PleaBeforeDecision).unwrap().to_string();
    assert!(text.contains("行政处罚法第六十二条"), "{text}");
    assert!(text.lines().nth(1).unwrap().ends_with("受理案源 accept-lead"), "{text}");
    assert!(text.lines().last().unwrap().contains("作出处罚决定 decide-penalty（sanction=within"), "{text}");
    assert_eq!(text.lines().count(), 12, "eleven steps and no detour: {text}");
}

#[test]
fn a_guard_that_serves_nothing_of_the_list_is_a_violation() {
    let mut procedure = file("publication-decision");
    "no-leaks".clone_into(action(&mut procedure, "release").requires[0].serves.get_or_insert_default());
    let report = check(&[procedure]);
    assert!(report.violations.iter().any(|one| one.invariant == Invariant::ServesResolves));
    assert!(
        report.to_string().contains("release/decision-not-served 所服务的 `no-leaks` 不在册"),
        "{report}"
    );
    assert!(report.to_string().ends_with(", 1 violations"), "{report}");
}

#[test]
fn a_comfort_that_is_none_and_a_backing_that_is_not_needed_are_left_over() {
    let mut procedure = file("publication-decision");
    let withdraw = procedure.action.iter().position(|action| action.id == "withdraw").unwrap();
    procedure.action[withdraw].requires[0].serves = None;
    procedure.action[withdraw].requires[0].comfort = Some("it looks tidy".to_owned());
    let verdict = judge(&procedure, Mutant::Guard(withdraw, 0));
    assert_eq!(
        verdict,
        mutate::Verdict::LeftOver("并非只是方便：去掉后违反 withdrawal-has-ground".to_owned())
    );
    let mut procedure = file("publication-decision");
    procedure.action[withdraw].requires[0].backed_by = vec!["release/leak-found".to_owned()];
    let mut tally = Tally::default();
    let mutant = Mutant::Guard(withdraw, 0);
    tally.count(&name(&procedure, mutant), judge(&procedure, mutant));
    assert_eq!(
        tally.to_string(),
        "left over: publication-decision: withdraw/no-annulment：单独去掉就会违反，不需要 backed_by\n\
         guards: 0 killed, 0 backed, 0 comfort; effects: 0 killed"
    );
}

#[test]
fn an_edge_is_what_the_evaluator_accepts_with_every_fact_stated() {
    let procedure = penalty();
    let values = procedure.initial_values();
    let certified = Assignment::parse("officers", "certified").unwrap();
    let none = Assignment::parse("conflict", "none").unwrap();
    let unfit = Assignment::parse("officers", "unfit").unwrap();
    let go = |inputs: &[Assignment]| edge(&procedure, "filing-requested", &values, "approve-filing", inputs);
    let (state, after) = go(&[certified, none]).unwrap();
    assert_eq!(state, "investigating");
    assert_eq!(after, values.with(Variable::DecisionClock, clock::RUNNING));
    assert_eq!(go(&[unfit, none]), None);
    assert_eq!(go(&[certified]), None, "a fact that was not stated opens nothing");
    assert_eq!(edge(&procedure, "registered", &values, "approve-filing", &[certified, none]), None);
    // What is kept with the proceeding cannot be stated as a fact of an act.
    let agreed = Assignment { variable: Variable::Review, value: review::AGREED };
    let (_, after) = go(&[certified, none, agreed]).unwrap();
    assert!(after.is(Variable::Review, review::NONE));
}

/// Walks without the projection, step by step at random: every place reached must be one that was explored.
#[test]
fn random_histories_never_leave_what_was_explored() {
    for procedure in proved() {
        let name = procedure.id.clone();
        let seen = explore::explore(&procedure);
        let mut taken = BTreeSet::new();
        let mut dice = Dice(0x2545_F491_4F6C_DD1D);
        for _ in 0..3_000 {
            walk_at_random(&procedure, &seen, &mut dice, &mut taken);
        }
        let share = taken.len() * 100 / seen.pairs.len();
        println!("{name}: {} of {} (state, action) pairs taken", taken.len(), seen.pairs.len());
        assert!(taken.is_subset(&seen.pairs));
        assert!(share >= 90, "{share} %");
    }
}

/// A small generator of random numbers, the same at every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// Endings and returns are rare in a walk, or it would see little else.
fn ends(action: &Action) -> bool {
    matches!(
        action.deed,
        Deed::RefuseFiling
            | Deed::TransferOut
            | Deed::DropCase
            | Deed::ReturnToInvestigation
            | Deed::CancelInspection
    )
}

fn walk_at_random(
    procedure: &Procedure,
    seen: &explore::Exploration,
    dice: &mut Dice,
    taken: &mut BTreeSet<(String, String)>,
) {
    let (mut state, mut values) = (procedure.start.as_str(), procedure.initial_values());
    let mut history = History::at_start(&procedure.kind);
    for _ in 0..500 {
        assert!(seen.reaches(state, &values, history), "{state} {:?}", values.changed().collect::<Vec<_>>());
        let running: Vec<Variable> = procedure
            .clock
            .iter()
            .map(|rule| rule.variable)
            .filter(|clock| values.is(*clock, clock::RUNNING))
            .collect();
        if !running.is_empty() && dice.roll(6) == 0 {
            let ended = running[dice.roll(running.len())];
            values.set(ended, clock::OVER);
            history = history.after_end_of(ended);
            continue;
        }
        let gives_up = dice.roll(50) == 0;
        let open: Vec<_> = procedure.actions_from(state).filter(|action| gives_up || !ends(action)).collect();
        if open.is_empty() {
            return;
        }
        let action = open[dice.roll(open.len())];
        let inputs: Vec<Assignment> = action
            .asks
            .iter()
            .map(|variable| {
                let values: Vec<Value> = variable.values().collect();
                // The first value is the one that lets a case go on.
                let value = values[dice.roll(values.len()) * dice.roll(2)];
                Assignment { variable: *variable, value }
            })
            .collect();
        let Some((next, after)) = edge(procedure, state, &values, &action.id, &inputs) else { continue };
        history = history.after(action.deed, Inputs::of(&explore::with_inputs(&values, &inputs)));
        taken.insert((state.to_owned(), action.id.clone()));
        (state, values) = (next, after);
    }
}

#[test]
fn invariants_have_ids_of_their_own_chinese_labels_and_articles() {
    let ids: BTreeSet<&str> = Invariant::ALL.iter().map(|invariant| invariant.id()).collect();
    assert_eq!(ids.len(), Invariant::ALL.len());
    let on_the_model = [
        Invariant::EverythingOccurs,
        Invariant::GuardsCanFail,
        Invariant::EffectsAgree,
        Invariant::ServesResolves,
        Invariant::SpaceIsSmall,
    ];
    for invariant in Invariant::ALL {
        assert_eq!(Invariant::from_id(invariant.id()), Some(*invariant));
        assert!(is_chinese(invariant.label()), "{}", invariant.id());
        assert_eq!(invariant.basis().is_empty(), on_the_model.contains(invariant), "{}", invariant.id());
    }
}

#[test]
fn every_article_of_an_invariant_is_cited_by_a_source_of_the_packs() {
    let pack = crate::pack::Pack::embedded("xuchang-health").unwrap();
    for invariant in Invariant::ALL {
        for citation in &invariant.basis() {
            assert!(pack.sources.get(&citation.law).is_some(), "{}: {citation}", invariant.id());
        }
    }
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}

#[test]
fn every_refusal_is_a_chinese_sentence_with_a_code_and_an_article() {
    for procedure in proved() {
        for action in &procedure.action {
            assert!(is_chinese(&action.label) && !action.basis.is_empty(), "{}", action.id);
            for guard in &action.requires {
                let place = format!("{}/{}", action.id, guard.code);
                assert!(is_chinese(&guard.message) && guard.message.ends_with('。'), "{place}");
                assert!(!guard.basis.is_empty(), "{place}");
                assert!(is_chinese(&guard.condition.to_string()), "{place}");
                let serves = guard.serves.as_deref().expect("no guard of these is a comfort");
                assert!(Invariant::from_id(serves).is_some(), "{place} serves {serves}");
            }
        }
    }
}

#[test]
fn the_party_may_plead_again_and_ask_for_a_hearing_wherever_the_case_stands_行政处罚法_第四十五条() {
    let procedure = penalty();
    let values = procedure.initial_values().with(Variable::PleaClock, clock::OVER);
    let views = Assignment::parse("plea-content", "views").unwrap();
    for state in ["investigating", "concluded", "proposed", "noticed"] {
        let (_, after) = edge(&procedure, state, &values, "receive-plea", &[views]).unwrap();
        assert!(after.is(Variable::Plea, plea::OPEN), "a plea after the window is still answered");
        let (_, after) = edge(&procedure, state, &after, "answer-plea", &[views]).unwrap();
        assert!(after.is(Variable::Plea, plea::ANSWERED));
        let asked = values.with(Variable::HearingClock, clock::RUNNING);
        assert!(edge(&procedure, state, &asked, "request-hearing", &[]).is_some());
        let late = values.with(Variable::HearingClock, clock::OVER);
        assert_eq!(edge(&procedure, state, &late, "request-hearing", &[]), None::<(&str, Values)>);
    }
}
