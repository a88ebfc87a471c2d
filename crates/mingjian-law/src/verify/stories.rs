//! Whole cases told step by step: what the law allows must be possible, and what it forbids is refused with its code.
//! They are examples beside the proof, for whoever reads the penalty procedure for the first time.

use crate::procedure::Procedure;
use crate::variable::{Assignment, Values, Variable, clock};
use crate::verify::explore::{edge, with_inputs};

/// A case in the model.
struct Case {
    procedure: Procedure,
    state: String,
    values: Values,
}

impl Case {
    fn open() -> Self {
        let path =
            format!("{}/../../law/national/procedures/penalty-ordinary.toml", env!("CARGO_MANIFEST_DIR"));
        let procedure = Procedure::parse(&std::fs::read_to_string(&path).unwrap(), "penalty").unwrap();
        Self { state: procedure.start.clone(), values: procedure.initial_values(), procedure }
    }

    /// Takes steps, one a line: an action with its facts, or `end CLOCK` when a clock runs out.
    fn play(mut self, steps: &str) -> Self {
        for step in steps.lines().map(str::trim).filter(|step| !step.is_empty()) {
            if let Some(id) = step.strip_prefix("end ") {
                let ended = Variable::from_id(id).unwrap();
                assert!(self.values.is(ended, clock::RUNNING), "{id} does not run");
                self.values.set(ended, clock::OVER);
                continue;
            }
            let (action, inputs) = parse(step);
            let Some((state, values)) = edge(&self.procedure, &self.state, &self.values, action, &inputs)
            else {
                panic!("{step} is refused in {}: {}", self.state, self.refusal(step));
            };
            (self.state, self.values) = (state.to_owned(), values);
        }
        self
    }

    /// The code with which a step is refused.
    fn refusal(&self, step: &str) -> &str {
        let (action, inputs) = parse(step);
        let action = self.procedure.action(action).unwrap();
        if !action.from.contains(&self.state) {
            return "not-here";
        }
        let tried = with_inputs(&self.values, &inputs);
        action.first_failing(&tried).map_or("accepted", |guard| guard.code.as_str())
    }
}

fn parse(step: &str) -> (&str, Vec<Assignment>) {
    let mut words = step.split_whitespace();
    let action = words.next().unwrap();
    let fact = |word: &str| {
        let (variable, value) = word.split_once('=').unwrap();
        Assignment::parse(variable, value).unwrap()
    };
    (action, words.map(fact).collect())
}

const TO_INVESTIGATION: &str = "accept-lead
    request-filing
    approve-filing officers=certified conflict=none
    record-scene officers=certified";

const TO_PROPOSAL: &str = "conclude-investigation registration=none sampling=none police=none
    adopt-proposal proposal=penalty major=no prerequisite=no sanction=within";

const REVIEW: &str = "submit-for-review
    assign-review reviewer=independent
    give-opinion reviewer=independent opinion=agree";

const NOTICE: &str = "issue-notice against-earlier=not-heavier hearing-listed=no
    serve-notice officers=certified";

const NOTICE_WITH_HEARING: &str = "issue-notice against-earlier=not-heavier hearing-listed=yes
    serve-notice officers=certified";

const TO_FILE: &str = "serve-decision officers=certified duty=pay
    record-performance extent=part
    record-performance extent=full
    close-case annulled=no
    archive";

#[test]
fn an_ordinary_case_goes_from_lead_to_file_with_one_review_before_the_notice() {
    let case = Case::open().play(TO_INVESTIGATION).play(TO_PROPOSAL).play(REVIEW).play(NOTICE);
    assert_eq!(case.refusal("decide-penalty sanction=within police=none"), "plea-window-open");
    let case = case.play("end plea-clock");
    assert_eq!(case.refusal("decide-penalty sanction=above police=none"), "heavier-than-notice");
    let case = case.play("decide-penalty sanction=within police=none");
    assert_eq!(case.refusal("close-case"), "not-here");
    let case = case.play(TO_FILE);
    assert_eq!(case.state, "archived");
}

#[test]
fn a_plea_in_the_partys_favour_needs_a_new_review_but_no_new_notice_行政处罚法_第四十五条() {
    let case = Case::open().play(TO_INVESTIGATION).play(TO_PROPOSAL).play(REVIEW).play(NOTICE);
    let case = case.play("receive-plea plea-content=evidence \n end plea-clock");
    assert_eq!(case.refusal("decide-penalty sanction=within police=none"), "plea-unanswered");
    let case = case.play(
        "answer-plea plea-content=evidence
        change-facts change=favourable
        amend-proposal proposal=penalty prerequisite=no sanction=within major=no",
    );
    assert_eq!(case.refusal("decide-penalty sanction=within police=none"), "review-not-agreed");
    assert_eq!(
        case.refusal("amend-proposal proposal=penalty prerequisite=no sanction=above major=no"),
        "amendment-heavier"
    );
    assert_eq!(case.play(REVIEW).play("decide-penalty sanction=within police=none").state, "decided");
}

#[test]
fn a_violation_found_after_the_notice_needs_a_new_notice_and_a_new_window_行政处罚法_第四十四条() {
    let case = Case::open().play(TO_INVESTIGATION).play(TO_PROPOSAL).play(REVIEW).play(NOTICE);
    let case = case.play("end plea-clock \n change-facts change=adverse").play(REVIEW);
    assert_eq!(case.refusal("decide-penalty sanction=within police=none"), "notice-not-in-force");
    let case = case.play(
        "return-to-investigation
        conclude-investigation registration=none sampling=none police=none
        adopt-proposal proposal=penalty major=no prerequisite=no sanction=above",
    );
    assert_eq!(case.refusal("serve-notice officers=certified"), "notice-not-issued");
    assert_eq!(
        case.refusal("issue-notice against-earlier=unfounded hearing-listed=no"),
        "heavier-without-new-fact"
    );
    let case = case.play("issue-notice against-earlier=new-fact hearing-listed=no").play(REVIEW);
    let case = case.play("serve-notice officers=certified");
    assert_eq!(
        case.refusal("decide-penalty sanction=within police=none"),
        "plea-window-open",
        "the old window is no use"
    );
    assert_eq!(case.play("waive-plea \n decide-penalty sanction=within police=none").state, "decided");
}

#[test]
fn a_hearing_asked_for_is_held_reported_reviewed_and_discussed_行政处罚法_第六十三条至第六十五条() {
    let case = Case::open().play(TO_INVESTIGATION).play(TO_PROPOSAL).play(REVIEW).play(NOTICE_WITH_HEARING);
    let case = case.play("waive-plea");
    assert_eq!(case.refusal("decide-penalty sanction=within police=none"), "hearing-window-open");
    let case = case.play("request-hearing");
    assert_eq!(case.refusal("decide-penalty sanction=within police=none"), "hearing-pending");
    assert_eq!(case.refusal("notify-hearing host=involved officers=certified"), "host-involved");
    let case = case.play("notify-hearing host=independent officers=certified");
    assert_eq!(case.refusal("hold-hearing host=independent"), "hearing-too-early");
    let case = case.play("end hearing-notice-clock \n hold-hearing host=independent");
    assert_eq!(case.refusal("end-hearing"), "no-hearing-to-end");
    let case = case.play("report-hearing");
    assert_eq!(case.refusal("decide-penalty sanction=within police=none"), "review-not-agreed");
    let case = case.play(REVIEW);
    assert_eq!(case.refusal("decide-penalty sanction=within police=none"), "discussion-missing");
    assert_eq!(case.play("discuss \n decide-penalty sanction=within police=none").state, "decided");
}

#[test]
fn a_request_for_a_hearing_survives_a_return_to_the_investigation_行政处罚法_第六十三条() {
    let case = Case::open().play(TO_INVESTIGATION).play(TO_PROPOSAL).play(REVIEW).play(NOTICE_WITH_HEARING);
    let case = case.play("return-to-investigation \n request-hearing").play(TO_PROPOSAL);
    let case = case.play(REVIEW).play(NOTICE_WITH_HEARING);
    assert_eq!(case.refusal("request-hearing"), "hearing-already-asked");
    let case = case.play("waive-plea \n waive-hearing");
    assert_eq!(case.refusal("decide-penalty sanction=within police=none"), "hearing-pending");
    assert_eq!(case.play("end-hearing \n decide-penalty sanction=within police=none").state, "decided");
}

#[test]
fn a_disputed_opinion_goes_to_the_heads_and_comes_back_for_a_last_opinion() {
    let case = Case::open().play(TO_INVESTIGATION).play(TO_PROPOSAL).play(NOTICE).play("waive-plea");
    let case = case.play(
        "submit-for-review
        assign-review reviewer=independent
        give-opinion reviewer=independent opinion=problems",
    );
    assert_eq!(case.refusal("discuss"), "discussion-before-review");
    let case = case.play("dispute-opinion");
    assert_eq!(case.refusal("submit-for-review"), "dispute-open");
    let case = case.play("discuss");
    assert_eq!(
        case.refusal("decide-penalty sanction=within police=none"),
        "review-not-agreed",
        "heads do not replace it"
    );
    let case = case.play(REVIEW);
    assert_eq!(case.refusal("submit-for-review"), "review-already-asked");
    assert_eq!(case.play("decide-penalty sanction=within police=none").state, "decided");
}

#[test]
fn a_dispute_that_new_evidence_has_outrun_does_not_block_the_next_submission() {
    let case = Case::open().play(TO_INVESTIGATION).play(TO_PROPOSAL);
    let case = case.play(
        "submit-for-review
        assign-review reviewer=independent
        give-opinion reviewer=independent opinion=problems
        dispute-opinion
        add-evidence bearing=facts",
    );
    let case = case.play(REVIEW);
    assert_eq!(case.refusal("discuss"), "accepted");
}

#[test]
fn a_fine_for_what_stays_uncorrected_waits_for_the_term_and_the_recheck_行政处罚法_第二十八条() {
    const CORRECTED: &str = "recheck-correction officers=certified recheck=corrected rest=none";
    const OVERDUE: &str = "recheck-correction officers=certified recheck=overdue rest=none";
    const FINE: &str = "adopt-proposal proposal=penalty major=no sanction=within prerequisite";
    let case = Case::open().play(TO_INVESTIGATION).play("order-correction officers=certified");
    assert_eq!(case.refusal("order-correction officers=certified"), "correction-pending");
    assert_eq!(
        case.refusal("conclude-investigation registration=none sampling=none police=none"),
        "correction-not-rechecked"
    );
    assert_eq!(case.refusal(OVERDUE), "correction-not-due");
    let corrected =
        case.play(CORRECTED).play("conclude-investigation registration=none sampling=none police=none");
    assert_eq!(corrected.refusal(&format!("{FINE}=unmet")), "correction-not-overdue");
    let again = corrected.play("return-to-investigation \n order-correction officers=certified");
    let again = again.play("end correction-clock").play(OVERDUE);
    assert_eq!(
        again
            .play("conclude-investigation registration=none sampling=none police=none")
            .play(&format!("{FINE}=met"))
            .state,
        "proposed"
    );
}

#[test]
fn an_item_that_is_left_keeps_its_own_term_行政处罚法_第二十八条() {
    const PART: &str = "recheck-correction officers=certified recheck=overdue rest=some";
    let case = Case::open().play(TO_INVESTIGATION).play("order-correction officers=certified");
    let part = case.play("end correction-clock").play(PART);
    assert_eq!(
        part.refusal("conclude-investigation registration=none sampling=none police=none"),
        "correction-not-rechecked"
    );
    assert_eq!(part.refusal(PART), "correction-not-due", "the term of the next item has begun");
    let done = part.play("recheck-correction officers=certified recheck=corrected rest=none");
    assert_eq!(
        done.refusal("conclude-investigation registration=none sampling=none police=none"),
        "accepted"
    );
}

#[test]
fn a_result_without_penalty_needs_a_review_and_no_notice_行政处罚法_第三十三条() {
    let case = Case::open().play(TO_INVESTIGATION).play(
        "conclude-investigation registration=none sampling=none police=none
        adopt-proposal proposal=no-penalty major=no prerequisite=no sanction=within",
    );
    assert_eq!(
        case.refusal("issue-notice against-earlier=not-heavier hearing-listed=no"),
        "no-penalty-proposed"
    );
    assert_eq!(case.refusal("decide-no-penalty police=none"), "review-not-agreed");
    let case = case
        .play(REVIEW)
        .play("decide-no-penalty police=none \n serve-decision officers=certified duty=none");
    assert_eq!(case.refusal("record-performance extent=full"), "already-performed");
    assert_eq!(case.play("close-case annulled=no \n archive").state, "archived");
}

#[test]
fn dropping_a_case_stops_every_clock_that_still_runs() {
    let case = Case::open().play(TO_INVESTIGATION).play(TO_PROPOSAL).play(NOTICE_WITH_HEARING);
    let case = case.play("submit-for-review \n drop-case registration=none sampling=none \n archive");
    for rule in &case.procedure.clock {
        assert!(!case.values.is(rule.variable, clock::RUNNING), "{}", rule.variable);
    }
}
