//! The packs against the texts of law: every citation exists, digests are those of the texts, days and amounts are theirs.
//! Where a text is not at hand (regulations without the folder), its committed digest is all that is checked.

use mingjian_law::{
    cause::{Cause, FineScale, Must, Organ},
    citation::{Citation, Division},
    layer::Layered,
    limit::{Limit, Reading, Unit},
    numeral,
    pack::Pack,
    pack_files::PackFiles,
    rule_list::Standing,
    sanction::PenaltyKind,
    source::{ReadIn, Sources, digest, digest_key},
};

use crate::{texts::Texts, xuchang};

/// The articles that say which days are working days.
const DEFINITIONS: [(&str, u16); 3] = [("行政处罚法", 85), ("行政强制法", 69), ("行政复议法", 88)];

fn text_of(pack: &Pack, citation: &Citation) -> Option<String> {
    let source = pack.sources.get(&citation.law).unwrap_or_else(|| panic!("{citation}"));
    Texts::get().article(source, citation)
}

/// Without white space, and with the digits of one kind, as numbers are looked for.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| match character {
            '０'..='９' => char::from_u32(u32::from(character) - 0xFF10 + 0x30).unwrap(),
            other => other,
        })
        .collect()
}

#[test]
fn every_statute_is_in_the_package_in_force_and_in_the_version_of_the_pack() {
    let pack = xuchang();
    let statutes: Vec<_> =
        pack.sources.all().filter(|source| source.read_in == ReadIn::ChinaLawMcp).collect();
    assert!(statutes.len() >= 9);
    for source in statutes {
        let statute = Texts::get().statute(&source.title);
        let statute = statute.unwrap_or_else(|| panic!("{} is not in force", source.title));
        let adopted = source.current().and_then(|version| version.adopted).unwrap();
        assert_eq!(statute.version, adopted.to_string(), "{}", source.title);
    }
}

#[test]
fn every_citation_points_at_an_article_a_paragraph_and_an_item_that_exist() {
    let pack = xuchang();
    let (mut checked, mut by_digest) = (0, 0);
    for cited in pack.citations() {
        let source = pack.sources.resolve(&cited.citation).unwrap();
        match text_of(&pack, &cited.citation) {
            Some(text) => {
                assert_place(&text, &cited.citation, &cited.place.to_string());
                checked += 1;
            }
            None if source.read_in == ReadIn::ChinaLawMcp => {
                panic!("{}: {} is not in the package", cited.place, cited.citation)
            }
            None => by_digest += 1,
        }
    }
    println!("{checked} citations read in texts, {by_digest} known by digest only");
    assert!(checked >= 100, "{checked}");
}

fn assert_place(text: &str, citation: &Citation, place: &str) {
    if citation.division == Division::Part {
        return;
    }
    let is_item = |line: &&str| line.starts_with(['（', '(']);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if let Some(paragraph) = citation.paragraph {
        let paragraphs = lines.iter().filter(|line| !is_item(line)).count();
        assert!(usize::from(paragraph) <= paragraphs, "{place}: {citation} has {paragraphs} paragraphs");
    }
    if let Some(item) = citation.item {
        let name = numeral::chinese(u32::from(item));
        let found = lines
            .iter()
            .any(|line| line.starts_with(&format!("（{name}）")) || line.starts_with(&format!("({name})")));
        assert!(found, "{place}: {citation} has no such item");
    }
}

/// Runs before a pack loads, so that whoever adds a citation is told the line to add.
#[test]
fn every_cited_article_of_a_folder_text_has_a_digest() {
    let files = PackFiles::embedded();
    let mut sources = Sources::default();
    let mut cited = Vec::new();
    for (path, text) in &files.0 {
        if path.ends_with("sources.toml") {
            sources.add_file(text, path).unwrap_or_else(|error| panic!("{error}"));
        }
        collect_citations(&toml::Value::Table(text.parse().unwrap()), &mut cited);
    }
    let mut missing: Vec<String> = Vec::new();
    for citation in cited {
        if sources.resolve(&citation).is_ok() {
            continue;
        }
        let text = sources.get(&citation.law).and_then(|source| Texts::get().article(source, &citation));
        let value =
            text.map_or_else(|| "set MINGJIAN_LAW_TEXTS to learn it".to_owned(), |text| digest(&text));
        missing.push(format!("{citation}: \"{}\" = \"{value}\"", digest_key(&citation)));
    }
    missing.sort();
    missing.dedup();
    assert_eq!(missing, Vec::<String>::new());
}

fn collect_citations(value: &toml::Value, cited: &mut Vec<Citation>) {
    match value {
        toml::Value::Table(table) if table.contains_key("law") && table.contains_key("article") => {
            cited.push(value.clone().try_into().unwrap());
        }
        toml::Value::Table(table) => table.values().for_each(|value| collect_citations(value, cited)),
        toml::Value::Array(values) => values.iter().for_each(|value| collect_citations(value, cited)),
        _ => {}
    }
}

#[test]
fn every_digest_belongs_to_a_cited_article_and_is_that_of_its_text() {
    let pack = xuchang();
    let cited: Vec<Citation> = pack.citations().into_iter().map(|cited| cited.citation).collect();
    let mut compared = 0;
    for source in pack.sources.all().filter(|source| source.read_in == ReadIn::Text) {
        for (key, committed) in &source.current().unwrap().digest {
            let citation =
                cited.iter().find(|citation| citation.law == source.key && digest_key(citation) == *key);
            let citation = citation.unwrap_or_else(|| panic!("nobody cites {} {key}", source.key));
            assert_eq!(committed.len(), 64);
            if let Some(text) = text_of(&pack, citation) {
                assert_eq!(*committed, digest(&text), "{citation}");
                compared += 1;
            }
        }
    }
    println!("{compared} digests compared with texts");
    assert_eq!(compared > 0, Texts::get().has_folder());
}

#[test]
fn at_least_four_fifths_of_the_rules_are_read_and_the_rest_is_listed_by_name() {
    let rules = xuchang().rules();
    let waiting: Vec<_> = rules.iter().filter(|rule| rule.standing != Standing::Read).collect();
    for rule in &waiting {
        println!("{} {}", rule.id, rule.label);
    }
    println!("{} rules, {} of them unconfirmed", rules.len(), waiting.len());
    assert!(waiting.len() * 5 <= rules.len());
    assert!(waiting.iter().any(|rule| rule.id == "plea.window"));
}

#[test]
fn every_length_stands_in_the_text_of_its_article() {
    let pack = xuchang();
    let mut checked = 0;
    for entry in pack.limits.all().filter(|entry| entry.rule.reading == Reading::Read) {
        if limit_is_as_written(&pack, entry) {
            checked += 1;
        }
    }
    println!("{checked} limits compared with texts");
    assert!(checked >= 20, "{checked}");
}

fn limit_is_as_written(pack: &Pack, entry: &Layered<Limit>) -> bool {
    let limit = &entry.rule;
    let texts: Option<Vec<String>> =
        limit.basis.iter().map(|citation| text_of(pack, citation).map(|text| plain(&text))).collect();
    let Some(texts) = texts else { return false };
    let spelt = [numeral::chinese(u32::from(limit.length)), limit.length.to_string()];
    let says = |unit: &str| {
        spelt.iter().any(|number| texts.iter().any(|text| text.contains(&format!("{number}{unit}"))))
    };
    let found = match limit.unit {
        Unit::WorkingDay => {
            says("个工作日") || (says("日") && texts.iter().any(|text| defines(text, limit.length)))
        }
        Unit::Day => says("日"),
        Unit::Month => {
            let years = numeral::chinese(u32::from(limit.length / 12));
            says("个月") || texts.iter().any(|text| text.contains(&format!("{years}年")))
        }
    };
    assert!(found, "{}: {limit}", entry.file);
    // A clock of the wrong kind is unlawful: what the law defines as working days must not count days of the calendar.
    if limit.unit == Unit::Day {
        let law = &limit.basis.first().unwrap().law;
        for (_, article) in DEFINITIONS.iter().filter(|(name, _)| name == law) {
            let definition = text_of(pack, &Citation::article(law, *article)).unwrap();
            assert!(!defines(&plain(&definition), limit.length), "{limit}");
        }
    }
    true
}

/// Whether an article says that a period of so many days counts working days.
fn defines(text: &str, length: u16) -> bool {
    let name = numeral::chinese(u32::from(length));
    let listed = text.split(['"', '“', '”']).any(|word| word == format!("{name}日"));
    text.contains("工作日") && (listed || (text.contains("十日以内") && length <= 10))
}

#[test]
fn every_amount_stands_in_the_text_of_its_penalty_clause() {
    let pack = xuchang();
    assert_eq!(pack.causes.len(), 7);
    let mut checked = Vec::new();
    for entry in pack.causes.values() {
        let cause = &entry.rule;
        let Some(text) = text_of(&pack, cause.branch[0].basis.first().unwrap()) else { continue };
        cause_is_as_written(cause, &plain(&text));
        checked.push(cause.id.as_str());
    }
    println!("amounts compared: {checked:?}");
    assert!(checked.len() >= if Texts::get().has_folder() { 7 } else { 3 });
}

fn cause_is_as_written(cause: &Cause, article: &str) {
    let organs: &[&str] = match cause.organ {
        Organ::Health => &[
            "卫生健康主管部门",
            "卫生健康等主管部门",
            "卫生行政主管部门",
            "卫生主管部门",
            "卫生行政部门",
            "卫生计生行政部门",
        ],
        Organ::DiseaseControl => &["疾病预防控制部门责令"],
        Organ::Tcm => &["中医药主管部门"],
    };
    assert!(organs.iter().any(|organ| article.contains(organ)), "{}: organ", cause.id);
    for measure in cause.branch.iter().flat_map(|branch| &branch.measures) {
        assert!(
            article.contains(word_of(measure.kind, measure.label.as_deref())),
            "{}: {}",
            cause.id,
            measure.name()
        );
        let numbers = numbers_in(article);
        if let Some(months) = measure.months {
            let range = (u64::from(months.min), u64::from(months.max));
            assert!(
                ranges(&numbers, "月").iter().any(|found| (found.0, found.1) == range),
                "{}: months",
                cause.id
            );
        }
        let Some(scale) = measure.fine else { continue };
        let start = match scale {
            FineScale::Amount { min_fen: 0, max_fen } => {
                let most = numbers.iter().find(|number| {
                    number.unit == "元" && number.value == yuan(max_fen) && number.after == "以下"
                });
                most.unwrap_or_else(|| panic!("{}: {max_fen}", cause.id)).at
            }
            FineScale::Amount { min_fen, max_fen } => {
                range_at(cause, &numbers, "元", yuan(min_fen), yuan(max_fen))
            }
            FineScale::Multiple { min_times, max_times, gains_floor_fen } => {
                let floor = numbers
                    .iter()
                    .any(|number| number.value == yuan(gains_floor_fen) && number.before.ends_with("不足"));
                assert!(floor, "{}: the floor on gains", cause.id);
                range_at(cause, &numbers, "倍", u64::from(min_times), u64::from(max_times))
            }
        };
        let before: String =
            article[..start].chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
        let may = before.contains("可以") || before.contains("并可处");
        assert_eq!(may, measure.must == Must::Optional, "{}: {before}", cause.id);
    }
}

fn range_at(cause: &Cause, numbers: &[Number], unit: &str, min: u64, max: u64) -> usize {
    let found = ranges(numbers, unit).into_iter().find(|found| (found.0, found.1) == (min, max));
    found.unwrap_or_else(|| panic!("{}: no range of {min} to {max}{unit}", cause.id)).2
}

fn yuan(fen: i64) -> u64 {
    u64::try_from(fen / 100).unwrap()
}

/// The word by which a penalty clause names a kind.
fn word_of(kind: PenaltyKind, label: Option<&str>) -> &str {
    match kind {
        PenaltyKind::Warning => "警告",
        PenaltyKind::PublicCriticism => "通报批评",
        PenaltyKind::Fine => "罚款",
        PenaltyKind::ConfiscationOfGains => "没收违法所得",
        PenaltyKind::ConfiscationOfGoods => "药品、医疗器械",
        PenaltyKind::LicenceRevocation => "吊销",
        PenaltyKind::BusinessSuspension if label.is_some_and(|label| label.contains("暂停")) => "暂停",
        PenaltyKind::BusinessSuspension if label.is_some_and(|label| label.contains("停业")) => "停业整顿",
        PenaltyKind::BusinessSuspension => "停止",
        PenaltyKind::BusinessRestriction => "核减其诊疗科目",
        other => other.label(),
    }
}

/// A number with its unit in a text.
struct Number {
    value: u64,
    unit: &'static str,
    before: String,
    after: String,
    at: usize,
}

/// The amounts, multiples and terms in a text; years count as twelve months.
fn numbers_in(text: &str) -> Vec<Number> {
    const DIGITS: &str = "0123456789零一二三四五六七八九十百千万";
    const UNITS: [(&str, &str, u64); 4] =
        [("元", "元", 1), ("倍", "倍", 1), ("个月", "月", 1), ("年", "月", 12)];
    let mut numbers = Vec::new();
    let mut from = 0;
    while let Some(offset) = text[from..].find(|character| DIGITS.contains(character)) {
        let at = from + offset;
        let length = text[at..].find(|character| !DIGITS.contains(character)).unwrap_or(text.len() - at);
        from = at + length;
        let rest = &text[from..];
        let unit = UNITS.iter().find(|(name, _, _)| rest.starts_with(name));
        if let (Some((name, unit, times)), Some(value)) = (unit, numeral::parse(&text[at..from])) {
            let after = rest[name.len()..].chars().take(2).collect();
            let before = text[..at].chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
            numbers.push(Number { value: value * times, unit, before, after, at });
        }
    }
    numbers
}

/// The ranges A以上B以下 of a unit, with the place where they begin.
fn ranges(numbers: &[Number], unit: &str) -> Vec<(u64, u64, usize)> {
    numbers
        .windows(2)
        .filter(|pair| {
            pair.iter().all(|number| number.unit == unit)
                && pair[0].after == "以上"
                && pair[1].after == "以下"
        })
        .map(|pair| (pair[0].value, pair[1].value, pair[0].at))
        .collect()
}

#[test]
fn the_reader_of_numbers_tells_right_figures_from_wrong_ones() {
    let text = "处二千元以上3万元以下的罚款，得到不足一万元的按一万元算，可以停六个月以上一年以下，再处四倍以上6倍以下，另处五万元以下";
    let numbers = numbers_in(text);
    let of =
        |unit: &str| ranges(&numbers, unit).into_iter().map(|(min, max, _)| (min, max)).collect::<Vec<_>>();
    assert_eq!(of("元"), [(2_000, 30_000)]);
    assert_eq!(of("月"), [(6, 12)]);
    assert_eq!(of("倍"), [(4, 6)]);
    assert!(numbers.iter().any(|number| number.value == 10_000 && number.before == "不足"));
    assert!(numbers.iter().any(|number| number.value == 50_000 && number.after == "以下"));
    let definition = "这里\"三日\"\"七日\"说的是工作日";
    assert!(
        defines(definition, 3) && !defines(definition, 30) && !defines(definition, 15) && !defines("三日", 3)
    );
    assert!(defines("十日以内的期限是工作日", 10) && !defines("十日以内的期限是工作日", 11));
}
