//! Loading packs: embedded and from a folder, strictly, with digests, confirmations and the choices of a body.
//! The contents are tested elsewhere.

use std::{collections::BTreeSet, fs, path::Path};

use mingjian_law::{
    confirmation::Confirmation, organ::DepartmentDuty, pack::Pack, pack_files::PackFiles, rule_list::Standing,
};

use crate::{day, xuchang};

fn changed(path: &str, from: &str, to: &str) -> Result<Pack, String> {
    let mut files = PackFiles::embedded();
    let text = files.0.get_mut(path).unwrap_or_else(|| panic!("{path}"));
    assert!(text.contains(from), "{from}");
    *text = text.replacen(from, to, 1);
    Pack::from_files(&files, "xuchang-health").map_err(|error| error.to_string())
}

fn with_file(path: &str, text: &str) -> Result<Pack, String> {
    let mut files = PackFiles::embedded();
    files.0.insert(path.to_owned(), text.to_owned());
    Pack::from_files(&files, "xuchang-health").map_err(|error| error.to_string())
}

#[test]
fn the_embedded_packs_are_those_of_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law");
    let (embedded, read) = (PackFiles::embedded(), PackFiles::read(&folder).unwrap());
    let different = |path: &&String| embedded.0.get(*path) != read.0.get(*path);
    let paths: Vec<&String> = embedded.0.keys().chain(read.0.keys()).filter(different).collect();
    assert_eq!(paths, Vec::<&String>::new());
    let loaded = Pack::load(&folder.join("xuchang-health")).unwrap();
    let carried = xuchang();
    assert_eq!((loaded.hash, loaded.edition), (carried.hash, carried.edition));
}

#[test]
fn a_command_line_names_a_folder_or_a_body_that_the_program_carries() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/xuchang-health");
    for name in [folder.to_str().unwrap(), "xuchang-health", "law/xuchang-health", "law/xuchang-health/"] {
        assert_eq!(Pack::open(name).unwrap().hash, xuchang().hash, "{name}");
    }
    assert!(Pack::open("law/nowhere").is_err());
}

#[test]
fn every_body_loads_and_says_its_layers() {
    let files = PackFiles::embedded();
    let bodies = Pack::bodies(&files).unwrap();
    assert_eq!(bodies, ["demo-health", "xuchang-health"]);
    for body in &bodies {
        let pack = Pack::from_files(&files, body).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(pack.layers.first().unwrap().id, "national");
        assert_eq!(pack.layers.last().unwrap().id, *body);
        assert_eq!(pack.causes.len(), 7);
        assert!(pack.procedure_for("penalty", day("2026-01-05")).is_some(), "{body}");
    }
}

#[test]
fn a_misspelt_key_is_refused_with_file_line_and_column() {
    let error = changed("national/time-limits.toml", "on_expiry", "on_expiri").unwrap_err();
    assert!(error.starts_with("national/time-limits.toml:"), "{error}");
    assert!(error.contains("没有名为“on_expiri”的项"), "{error}");
}

#[test]
fn a_citation_that_points_nowhere_is_refused() {
    let unknown =
        changed("national/time-limits.toml", "law = \"行政处罚法\"", "law = \"行政处分法\"").unwrap_err();
    assert!(
        unknown.contains("[decision.penalty]") && unknown.contains("未登记的法律“行政处分法”"),
        "{unknown}"
    );
    let unread = changed("national/time-limits.toml", "article = 26 }", "article = 27 }").unwrap_err();
    assert!(unread.contains("政府信息公开条例第二十七条没有登记文本摘要"), "{unread}");
}

#[test]
fn a_rule_that_claims_to_be_read_cannot_rest_on_a_text_that_was_not_seen() {
    let error = changed(
        "henan/review.toml",
        "law = \"河南省行政执法条例\", article = 28, paragraph = 2 }, { law = \"行政处罚法\", article = 57",
        "law = \"河南省行政处罚听证办法\", article = 28, paragraph = 2 }, { law = \"行政处罚法\", article = 57",
    );
    assert!(error.unwrap_err().contains("引用了未见原文"));
}

#[test]
fn a_body_that_loosens_what_binds_it_is_refused() {
    let error =
        changed("xuchang-health/time-limits.toml", "relation = \"also-binds\"", "relation = \"replaces\"");
    assert!(error.is_ok(), "7 instead of 20 working days is harder on the organ");
    let error = changed(
        "xuchang-health/time-limits.toml",
        "start = \"决定被依法撤销、确认违法或者要求重新作出之日\"\nbasis = { law = \"许昌市卫生健康委三项制度实施方案\", division = \"part\", article = 2, paragraph = 1, item = 3 }\nrelation = \"also-binds\"",
        "start = \"撤销之日\"\nbasis = { law = \"许昌市卫生健康委三项制度实施方案\", division = \"part\", article = 2, paragraph = 1, item = 3 }\nrelation = \"replaces\"",
    )
    .unwrap_err();
    for part in [
        "xuchang-health/time-limits.toml [withdrawal.penalty]",
        "不得延长行政机关的期限",
        "must not lengthen",
    ] {
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn a_body_chooses_inside_the_choice_and_nowhere_else() {
    let three = changed("xuchang-health/organ.toml", "\"plea.window\" = 5", "\"plea.window\" = 3").unwrap();
    assert_eq!(three.due("plea.window", day("2026-03-02"), &[]).unwrap().length, 3);
    let two = changed("xuchang-health/organ.toml", "\"plea.window\" = 5", "\"plea.window\" = 2").unwrap_err();
    assert!(two.contains("只能在3至5个工作日之间选择"), "{two}");
    let law =
        changed("xuchang-health/organ.toml", "\"plea.window\" = 5", "\"hearing.request\" = 3").unwrap_err();
    assert!(law.contains("由法律规定"), "{law}");
}

#[test]
fn a_file_that_nobody_reads_and_an_unknown_layer_are_refused() {
    assert!(with_file("national/time-limit.toml", "").unwrap_err().contains("没有人读取"));
    let error = Pack::embedded("nowhere").unwrap_err().to_string();
    assert!(error.contains("nowhere/pack.toml") && error.contains("没有这一层规则"), "{error}");
    assert!(Pack::embedded("national").unwrap_err().to_string().contains("不是机关"));
    assert!(Pack::load(Path::new("/no/such/folder")).is_err());
}

#[test]
fn a_folder_with_a_broken_file_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in &PackFiles::embedded().0 {
        let target = folder.path().join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, text).unwrap();
    }
    let body = folder.path().join("xuchang-health");
    assert_eq!(Pack::load(&body).unwrap().hash, xuchang().hash);
    fs::write(folder.path().join("national/review.toml"), b"\xff\xfe").unwrap();
    assert!(Pack::load(&body).unwrap_err().to_string().contains("review.toml"));
}

#[test]
fn the_digest_changes_with_every_file_of_a_layer_but_not_with_confirmations_or_other_bodies() {
    let before = xuchang().hash;
    assert_eq!(before.len(), 64);
    assert_ne!(changed("health/causes/nurses-unregistered.toml", "# 案由", "# 某案由").unwrap().hash, before);
    assert_eq!(changed("demo-health/organ.toml", "# 演示", "# 某演示").unwrap().hash, before);
    assert_eq!(with_file("xuchang-health/confirmations.toml", "confirmation = []").unwrap().hash, before);
}

#[test]
fn a_confirmation_opens_exactly_the_rule_that_it_names() {
    let mut pack = xuchang();
    let waiting: BTreeSet<String> = pack.unconfirmed().into_iter().map(|rule| rule.id).collect();
    assert!(waiting.contains("plea.window"));
    let confirmation = |rule: &str| Confirmation {
        rule: rule.to_owned(),
        person: "法规科某某".to_owned(),
        date: day("2026-11-20"),
        scan: "0".repeat(64),
        note: String::new(),
        content: None,
    };
    pack.confirm(confirmation("plea.window")).unwrap();
    assert_eq!(pack.unconfirmed().len(), waiting.len() - 1);
    let rules = pack.rules();
    let plea = rules.iter().find(|rule| rule.id == "plea.window").unwrap();
    assert!(matches!(&plea.standing, Standing::Confirmed(given) if given.person == "法规科某某"));
    assert!(pack.confirm(confirmation("decision.penalty")).unwrap_err().contains("没有等待确认的规则"));
    let said = pack.rule_digest("review.opinion");
    assert!(said.as_ref().is_some_and(|digest| digest.len() == 64));
    assert_ne!(said, pack.rule_digest("plea.window"));
    let of_another_text = Confirmation { content: Some("0".repeat(64)), ..confirmation("review.opinion") };
    assert!(pack.confirm(of_another_text).unwrap_err().contains("在确认之后有修改"));
    pack.confirm(Confirmation { content: said, ..confirmation("review.opinion") }).unwrap();
    let without_scan = Confirmation { scan: "无".to_owned(), ..confirmation("review.opinion") };
    assert!(pack.confirm(without_scan).unwrap_err().contains("SHA-256"));
}

#[test]
fn the_demo_body_is_fictional_says_so_and_has_nothing_left_to_confirm() {
    let pack = Pack::embedded("demo-health").unwrap();
    assert!(pack.organ.demonstration && pack.organ.name == "示例市卫生健康委员会");
    assert_eq!(pack.unconfirmed(), []);
    assert!(!pack.confirmations.is_empty());
    assert!(pack.confirmations.iter().all(|confirmation| confirmation.note.contains("演示")));
    assert!(pack.organ.bank.is_some_and(|bank| bank.name.contains("演示")));
}

#[test]
fn a_body_says_its_remedies_departments_and_number_words() {
    let organ = xuchang().organ;
    assert!(!organ.demonstration);
    assert_eq!(organ.reconsideration, "许昌市人民政府");
    assert_eq!(organ.series("medical", "decision-penalty").as_deref(), Some("许卫医罚"));
    assert_eq!(organ.series("medical", "no-such-document"), None);
    let reviewing: Vec<&str> =
        organ.departments_for(DepartmentDuty::Review).map(|department| department.name.as_str()).collect();
    assert_eq!(reviewing, ["综合监督与法规科"]);
    for cause in xuchang().causes.values() {
        assert!(organ.series(&cause.rule.field, "decision-penalty").is_some(), "{}", cause.rule.id);
    }
}

#[test]
fn every_clock_of_every_procedure_has_a_limit() {
    let pack = xuchang();
    for procedure in &pack.procedures {
        for clock in &procedure.clock {
            assert!(pack.due(&clock.rule, day("2026-03-02"), &[]).is_ok(), "{} {}", procedure.id, clock.rule);
        }
    }
}
