//! Detectors: stretches of prose that look like identity numbers, telephones, accounts, e-mails, plates and addresses,
//! whether the proceeding knows them or not.
//! They prefer one span too many to one too few: the clerk sees each beside the original.

use std::ops::Range;

use super::credit_code::CreditCode;
use super::fold::{Glyph, Noise, bytes_of, figure, fold, half_width, is_invisible, is_noise, skeleton};
use super::phone::{PhoneKind, area_length, kind_of};
use super::protected::ProtectedKind;
use super::resident_id::{ResidentId, birth_date};

/// A stretch of the source text and what it looks like.
pub(super) type Found = (Range<usize>, ProtectedKind);

/// Everything that looks protected in the text.
pub(super) fn detect(text: &[Glyph]) -> Vec<Found> {
    let mut found = Vec::new();
    for run in number_runs(text) {
        found.extend(numbers_in(&run));
    }
    found.extend(emails(text));
    found.extend(plates(text));
    found.extend(after_keywords(text));
    found
}

/// A figure (or the check mark X) of a run, and whether a reader sees a border before it.
#[derive(Debug, Clone, Copy)]
struct Cell {
    glyph: Glyph,
    border: bool,
}

/// Figures that follow one another with nothing but noise between them.
#[derive(Debug, Default)]
struct Run {
    cells: Vec<Cell>,
    /// A Latin letter stands directly before or after: part of a batch number or a digest rather than an account.
    glued: bool,
}

fn number_runs(text: &[Glyph]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut run = Run::default();
    let mut border = true;
    let mut previous: Option<char> = None;
    for glyph in text {
        let ch = half_width(glyph.ch);
        if is_invisible(ch) {
            continue;
        }
        if let Some(sign) = cell_sign(ch, run.cells.len()) {
            if run.cells.is_empty() {
                run.glued = previous.is_some_and(|before| before.is_ascii_alphabetic());
                border = true;
            }
            let script_changes = previous.is_some_and(|before| figure(before).is_some())
                && previous.is_some_and(is_han_figure) != is_han_figure(ch);
            run.cells.push(Cell { glyph: Glyph { ch: sign, ..*glyph }, border: border || script_changes });
            border = sign == 'X';
        } else if is_noise(ch, Noise::Number) {
            border = true;
        } else {
            run.glued |= ch.is_ascii_alphabetic() && !border;
            runs.extend((!run.cells.is_empty()).then(|| std::mem::take(&mut run)));
            border = true;
        }
        previous = Some(ch);
    }
    runs.extend((!run.cells.is_empty()).then_some(run));
    runs
}

/// The figure of a cell; an X counts only where the check mark of an identity number can stand.
fn cell_sign(ch: char, before: usize) -> Option<char> {
    figure(ch).or_else(|| (before >= 17 && fold(ch) == 'X').then_some('X'))
}

fn is_han_figure(ch: char) -> bool {
    figure(ch).is_some() && matches!(ch, '\u{3007}' | '\u{3400}'..='\u{9FFF}')
}

/// Identity numbers first, then accounts, then telephones: a longer reading is never cut by a shorter one.
fn numbers_in(run: &Run) -> Vec<Found> {
    let mut free: Vec<bool> = vec![true; run.cells.len()];
    let mut found = Vec::new();
    for (kind, lengths, accepts) in READINGS {
        let mut start = 0;
        while start < run.cells.len() {
            let taken = lengths.iter().copied().find(|length| {
                let window = window(run, start, *length);
                let is_free =
                    free.get(start..start + length).is_some_and(|free| free.iter().all(|free| *free));
                is_free && window.is_some_and(|window| accepts(run, &window))
            });
            if let (Some(length), Some(cells)) =
                (taken, taken.and_then(|length| run.cells.get(start..start + length)))
            {
                let glyphs: Vec<Glyph> = cells.iter().map(|cell| cell.glyph).collect();
                found.push((bytes_of(&glyphs), *kind));
                for free in free.iter_mut().skip(start).take(length) {
                    *free = false;
                }
                start += length;
            } else {
                start += 1;
            }
        }
    }
    found
}

type Reading = (ProtectedKind, &'static [usize], fn(&Run, &Window) -> bool);

const READINGS: &[Reading] = &[
    (ProtectedKind::IdNumber, &[18, 15], is_identity_number),
    (ProtectedKind::BankAccount, &[19, 18, 17, 16], is_account),
    (ProtectedKind::Phone, &[15, 14, 13, 12, 11, 10], is_phone),
];

/// A stretch of a run: its signs, the sizes of the groups a reader sees, and whether it begins and ends at borders.
struct Window {
    signs: String,
    groups: Vec<usize>,
    at_borders: bool,
}

fn window(run: &Run, start: usize, length: usize) -> Option<Window> {
    let cells = run.cells.get(start..start + length)?;
    let begins = cells.first().is_some_and(|cell| cell.border);
    let ends = run.cells.get(start + length).is_none_or(|next| next.border);
    let mut groups = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        match groups.last_mut() {
            Some(size) if at > 0 && !cell.border => *size += 1,
            _ => groups.push(1),
        }
    }
    let signs = cells.iter().map(|cell| cell.glyph.ch).collect();
    Some(Window { signs, groups, at_borders: begins && ends })
}

/// With a right check digit anywhere; with a wrong one when it stands alone and has a date where the date belongs.
fn is_identity_number(_run: &Run, window: &Window) -> bool {
    let signs = &window.signs;
    if signs.len() == 18 {
        let plausible = birth_date(signs).is_some() && CreditCode::parse(signs).is_err();
        return ResidentId::parse(signs).is_ok() || (window.at_borders && plausible);
    }
    let century = [signs.get(..6), Some("19"), signs.get(6..)].into_iter().flatten().collect::<String>();
    window.at_borders && !signs.starts_with(['0', '9']) && birth_date(&century).is_some()
}

/// Sixteen to nineteen figures in one piece or in fours, not glued to letters.
fn is_account(run: &Run, window: &Window) -> bool {
    let in_fours = window
        .groups
        .split_last()
        .is_some_and(|(last, rest)| rest.iter().all(|size| *size == 4) && (*last <= 4 || rest.is_empty()));
    let one_by_one = window.groups.iter().all(|size| *size == 1);
    window.at_borders && !run.glued && !window.signs.contains('X') && (in_fours || one_by_one)
}

/// A mobile in any grouping; a landline in one piece, split after the area code, or spelled figure by figure.
fn is_phone(_run: &Run, window: &Window) -> bool {
    if !window.at_borders {
        return false;
    }
    let signs = window.signs.as_str();
    let (code, national) = ["0086", "86"]
        .iter()
        .find_map(|code| signs.strip_prefix(code).map(|rest| (code.len(), rest)))
        .filter(|(_, rest)| kind_of(rest) == Some(PhoneKind::Mobile))
        .unwrap_or((0, signs));
    match kind_of(national) {
        Some(PhoneKind::Mobile) => true,
        Some(PhoneKind::Landline) => {
            let area = area_length(national);
            let grouped = window.groups.first() == Some(&area) && window.groups.iter().all(|size| *size >= 3);
            code == 0 && (window.groups.len() == 1 || grouped || window.groups.iter().all(|size| *size == 1))
        }
        Some(PhoneKind::Service) | None => false,
    }
}

/// Something, an at sign, something with a point; half-width or full-width.
fn emails(text: &[Glyph]) -> Vec<Found> {
    let signs: Vec<Glyph> = text
        .iter()
        .filter(|glyph| !is_invisible(glyph.ch))
        .map(|glyph| Glyph { ch: half_width(glyph.ch), ..*glyph })
        .collect();
    let local = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '.' | '_' | '%' | '+' | '-');
    let domain = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '.' | '-');
    let mut found = Vec::new();
    for (at, _) in signs.iter().enumerate().filter(|(_, glyph)| glyph.ch == '@') {
        let (before, after) = signs.split_at(at);
        let after = after.get(1..).unwrap_or_default();
        let head = before.iter().rev().take_while(|glyph| local(glyph.ch)).count();
        let tail = after.iter().take_while(|glyph| domain(glyph.ch)).count();
        let has_point = after.get(..tail).is_some_and(|name| name.iter().any(|glyph| glyph.ch == '.'));
        if head > 0 && has_point {
            let span = signs.get(at - head..at + 1 + tail).unwrap_or_default();
            found.push((bytes_of(span), ProtectedKind::Email));
        }
    }
    found
}

const PLATE_PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使";

/// Province, letter, five or six signs of which two at least are figures; the last may be 学, 警, 挂, 港, 澳.
fn plates(text: &[Glyph]) -> Vec<Found> {
    let signs = skeleton(text, Noise::Prose);
    let mut found = Vec::new();
    for (at, _) in signs.iter().enumerate().filter(|(_, glyph)| PLATE_PROVINCES.contains(glyph.ch)) {
        let rest = signs.get(at + 1..).unwrap_or_default();
        if !rest.first().is_some_and(|glyph| glyph.ch.is_ascii_uppercase()) {
            continue;
        }
        let body = rest.get(1..).unwrap_or_default();
        let plain = body.iter().take(6).take_while(|glyph| glyph.ch.is_ascii_alphanumeric()).count();
        let special =
            body.get(plain).is_some_and(|glyph| matches!(glyph.ch, '学' | '警' | '挂' | '港' | '澳'));
        let length = plain + usize::from(special && plain == 4);
        let figures = body.iter().take(plain).filter(|glyph| glyph.ch.is_ascii_digit()).count();
        if length >= 5 && figures >= 2 {
            found.push((bytes_of(signs.get(at..at + 2 + length).unwrap_or_default()), ProtectedKind::Plate));
        }
    }
    found
}

/// A word that announces a value, its kind, and how long the value may be.
struct Keyword {
    word: &'static str,
    kind: ProtectedKind,
    least: usize,
    most: usize,
}

const fn keyword(word: &'static str, kind: ProtectedKind, least: usize, most: usize) -> Keyword {
    Keyword { word, kind, least, most }
}

const KEYWORDS: &[Keyword] = &[
    keyword("身份证", ProtectedKind::IdNumber, 8, 18),
    keyword("公民身份号码", ProtectedKind::IdNumber, 8, 18),
    keyword("护照", ProtectedKind::IdNumber, 6, 18),
    keyword("通行证", ProtectedKind::IdNumber, 6, 18),
    keyword("居留证", ProtectedKind::IdNumber, 6, 18),
    keyword("电话", ProtectedKind::Phone, 7, 15),
    keyword("手机", ProtectedKind::Phone, 7, 15),
    keyword("联系方式", ProtectedKind::Phone, 7, 15),
    keyword("传真", ProtectedKind::Phone, 7, 15),
    keyword("账号", ProtectedKind::BankAccount, 8, 30),
    keyword("帐号", ProtectedKind::BankAccount, 8, 30),
    keyword("账户", ProtectedKind::BankAccount, 8, 30),
    keyword("卡号", ProtectedKind::BankAccount, 8, 30),
    keyword("微信", ProtectedKind::Contact, 5, 20),
    keyword("QQ", ProtectedKind::Contact, 5, 20),
];
/// Words that announce where a person lives. 住所 is not among them: the seat of an enterprise is public.
const HOME_WORDS: [&str; 5] = ["家庭住址", "住址", "户籍地", "现住", "家住"];
/// What may stand between the word and the value.
const LINKS: &str = "号码号为是：: 　\t（(";

fn after_keywords(text: &[Glyph]) -> Vec<Found> {
    let mut found = Vec::new();
    for at in 0..text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let begins =
            |word: &str| word.chars().eq(rest.iter().take(word.chars().count()).map(|glyph| glyph.ch));
        for keyword in KEYWORDS.iter().filter(|keyword| begins(keyword.word)) {
            let value = value_after(rest, keyword.word);
            found.extend(token(value, keyword).map(|range| (range, keyword.kind)));
        }
        for word in HOME_WORDS.iter().filter(|word| begins(word)) {
            let value = value_after(rest, word);
            let length = value.iter().take_while(|glyph| !"，。；,;！\n）)".contains(glyph.ch)).count();
            if length >= 4 {
                found.push((bytes_of(value.get(..length).unwrap_or_default()), ProtectedKind::Address));
            }
        }
    }
    found
}

fn value_after<'a>(rest: &'a [Glyph], word: &str) -> &'a [Glyph] {
    let after = rest.get(word.chars().count()..).unwrap_or_default();
    let links = after.iter().take(8).take_while(|glyph| LINKS.contains(glyph.ch)).count();
    after.get(links..).unwrap_or_default()
}

/// Figures and letters with single spaces or dashes between them, of the right length.
fn token(value: &[Glyph], keyword: &Keyword) -> Option<Range<usize>> {
    let mut signs = Vec::new();
    let mut gap = 0;
    for glyph in value.iter().filter(|glyph| !is_invisible(glyph.ch)) {
        let ch = half_width(glyph.ch);
        let sign = figure(ch).is_some() || ch.is_ascii_alphabetic() || ch == '_';
        if sign {
            signs.push(*glyph);
            gap = 0;
        } else if matches!(ch, ' ' | '-' | '—' | '–') && gap == 0 {
            gap += 1;
        } else {
            break;
        }
    }
    let figures = signs.iter().filter(|glyph| figure(glyph.ch).is_some()).count();
    let enough = keyword.kind == ProtectedKind::Contact || figures >= 5;
    (enough && (keyword.least..=keyword.most).contains(&signs.len())).then(|| bytes_of(&signs))
}

#[cfg(test)]
mod tests {
    use super::super::fold::glyphs;
    use super::*;

    fn check(text: &str, expected: &[(&str, ProtectedKind)]) {
        let mut found = detect(&glyphs(text));
        found.sort_by_key(|(range, _)| (range.start, range.end));
        found.dedup();
        let found: Vec<(&str, ProtectedKind)> =
            found.into_iter().map(|(range, kind)| (&text[range], kind)).collect();
        assert_eq!(found, expected, "in {text}");
    }

    #[test]
    fn identity_numbers_are_seen_alone_grouped_glued_and_in_words() {
        for spelling in [
            "11010519491231002X",
            "110105 19491231 002x",
            "１１０１０５－１９４９１２３１－００２Ｘ",
            "一一〇一〇五一九四九一二三一〇〇二X",
            "110105194912310021",
            "110105491231002",
        ] {
            check(&format!("其号码{spelling}，"), &[(spelling, ProtectedKind::IdNumber)]);
        }
        check(
            "11010519491231002X13812345678",
            &[("11010519491231002X", ProtectedKind::IdNumber), ("13812345678", ProtectedKind::Phone)],
        );
    }

    #[test]
    fn telephones_are_seen_in_lists_groups_and_words() {
        check(
            "可拨13812345678、139 1234 5678或+86-137-0000-1111",
            &[
                ("13812345678", ProtectedKind::Phone),
                ("139 1234 5678", ProtectedKind::Phone),
                ("86-137-0000-1111", ProtectedKind::Phone),
            ],
        );
        check("一三八一二三四五六七八", &[("一三八一二三四五六七八", ProtectedKind::Phone)]);
        check("（0374）2334455", &[("0374）2334455", ProtectedKind::Phone)]);
        check("联系电话：2334455。", &[("2334455", ProtectedKind::Phone)]);
    }

    #[test]
    fn accounts_mails_plates_passports_and_homes_are_seen() {
        check("转入6222 0212 3456 7890 123", &[("6222 0212 3456 7890 123", ProtectedKind::BankAccount)]);
        check("账号：41050166123456", &[("41050166123456", ProtectedKind::BankAccount)]);
        check("邮箱wang.wei＠example.com，", &[("wang.wei＠example.com", ProtectedKind::Email)]);
        check("驾驶豫K·12345离开", &[("豫K·12345", ProtectedKind::Plate)]);
        check(
            "车牌豫 K D12345、豫K1234警",
            &[("豫 K D12345", ProtectedKind::Plate), ("豫K1234警", ProtectedKind::Plate)],
        );
        check("护照号E12345678", &[("E12345678", ProtectedKind::IdNumber)]);
        check("微信号：ww_2026", &[("ww_2026", ProtectedKind::Contact)]);
        check("家住幸福小区3号楼，", &[("幸福小区3号楼", ProtectedKind::Address)]);
    }

    #[test]
    fn what_a_decision_is_full_of_is_left_alone() {
        for text in [
            "许卫医罚〔2026〕12号",
            "2026年3月2日9时05分至11时20分",
            "罚款5000元、12000元、13800元、25000元",
            "统一社会信用代码91350100M000100Y43",
            "根据《中华人民共和国行政处罚法》第五十七条第一款第（一）项",
            "批号20260302，规格0.9%×500ml，共12袋",
            "处违法所得十倍罚款伍仟零叁拾元肆角",
            "投诉举报请拨打12345或12320",
            "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        ] {
            check(text, &[]);
        }
    }
}
