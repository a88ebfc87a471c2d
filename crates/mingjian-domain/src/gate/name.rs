//! Names of persons: how they are masked, and which words on a form are one at all.
//! It knows nobody; whether a name must be masked is a rule of disclosure.

/// Surnames of two characters that are still borne; any other name has a surname of one.
const COMPOUND: &[&str] = &[
    "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "司空", "夏侯", "令狐",
    "宇文", "长孙", "闻人", "端木", "百里", "南宫", "独孤", "呼延", "万俟", "轩辕", "澹台", "赫连", "第五",
    "单于", "申屠", "太史", "钟离", "淳于", "濮阳", "公冶", "宗政", "仲孙", "鲜于", "闾丘", "拓跋", "纳兰",
    "完颜",
];

/// Surnames of one character that most people in China bear; those that begin everyday words (全, 应, 明) are left out, so
/// that 全体 on a form protects nothing.
const COMMON: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔\
    谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章\
    鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳\
    穆卓古吉缪简车项连芦麦褚娄窦戴岑景党宫费卜冷晏席卫米柏宗瞿桂佟臧闵苟邬边卞姬仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩佘池麻苑迟邝肖闫付";

/// Ends of words that name organisations or places of business, not persons.
const ORGANISATIONS: &[&str] = &[
    "公司",
    "医院",
    "诊所",
    "门诊部",
    "卫生院",
    "卫生室",
    "卫生站",
    "中心",
    "委员会",
    "委",
    "局",
    "厅",
    "所",
    "站",
    "店",
    "院",
    "厂",
    "馆",
    "部",
    "科",
    "室",
    "学校",
    "大队",
    "支队",
    "政府",
    "集团",
    "合作社",
];

/// Words on a form that name nobody.
const NOBODY: &[&str] = &[
    "无",
    "不详",
    "匿名",
    "匿名群众",
    "群众",
    "市民",
    "热心市民",
    "患者",
    "家属",
    "来电人",
    "举报人",
    "投诉人",
    "当事人",
    "本人",
    "同上",
    "12345",
];

/// What people are called beside their names on forms.
const TITLES: &[&str] = &[
    "前台",
    "医护人员",
    "全体职工",
    "法定代表人",
    "主要负责人",
    "负责人",
    "经营者",
    "委托代理人",
    "代理人",
    "护士长",
    "护士",
    "医师",
    "医生",
    "药师",
    "院长",
    "主任",
    "店长",
    "经理",
    "员工",
    "职工",
    "患者",
    "家属",
    "证人",
    "见证人",
    "在场人",
    "陪同人员",
    "工作人员",
];

/// A person's name as the public reads it: the surname and 某. Names that are not Chinese keep their first part only.
pub(super) fn masked_name(name: &str) -> String {
    let name = name.trim();
    let first = name.split(['·', '•', '‧', ' ']).next().unwrap_or(name);
    if first.chars().count() < name.chars().count() {
        // 阿不都·热合曼: no surname; one character of the first part says no more than a surname would.
        return format!("{}某", first.chars().next().map(String::from).unwrap_or_default());
    }
    let length = name.chars().count();
    let compound = COMPOUND.iter().find(|surname| name.starts_with(**surname) && length > 2);
    let surname = compound.map_or_else(|| name.chars().take(1).collect(), |surname| (*surname).to_owned());
    format!("{surname}某")
}

/// Whether a word names somebody: not empty, and none of the words that stand for nobody.
pub(super) fn names_somebody(word: &str) -> bool {
    let word = word.trim();
    word.chars().count() >= 2 && !NOBODY.contains(&word)
}

/// Whether a word looks like the name of a person and not of an organisation.
pub(super) fn looks_like_a_person(word: &str) -> bool {
    let word = word.trim();
    let length = word.chars().filter(|ch| !ch.is_whitespace()).count();
    let organisation = ORGANISATIONS.iter().any(|end| word.ends_with(end));
    let title = TITLES.contains(&word);
    let lettered = word
        .chars()
        .all(|ch| ch.is_alphabetic() || ch.is_whitespace() || matches!(ch, '·' | '•' | '‧' | '.'));
    let short = (2..=4).contains(&length) || word.contains(['·', '•', '‧']) || word.is_ascii();
    names_somebody(word) && lettered && short && !organisation && !title
}

/// The names of persons in a line such as 法定代表人王伟、护士李丽; words without a surname are no names.
pub(super) fn names_in(line: &str) -> Vec<&str> {
    let words =
        line.split(['、', '，', ',', '；', ';', '。', '（', '）', '(', ')', '：', ':', '\n', ' ', '　']);
    words
        .flat_map(|word| parted(word, &['及', '与']))
        .flat_map(|word| parted(word, &['和']))
        .filter_map(name_of)
        .collect()
}

/// A word that joins several names, apart; 李和平 is one name, so only a word too long for one is taken apart.
fn parted<'a>(word: &'a str, joints: &'static [char]) -> impl Iterator<Item = &'a str> {
    let joined = word.trim().chars().count() > 4;
    word.split(move |ch| joined && joints.contains(&ch))
}

/// The name in a field that asks for one: 前台孙敏 is 孙敏; a rare surname is a name all the same.
pub(super) fn name_in(field: &str) -> Vec<&str> {
    let names = names_in(field);
    let word = without_title(field);
    if names.is_empty() && looks_like_a_person(word) { vec![word] } else { names }
}

/// The name in a word: all of it where it begins with a surname, or its end where a title stands before.
fn name_of(word: &str) -> Option<&str> {
    let word = without_title(word);
    if !looks_like_a_person(word) {
        return longer_title(word);
    }
    let foreign = word.contains(['·', '•', '‧']) || word.is_ascii();
    if foreign || begins_with_surname(word) { Some(word) } else { end_that_is_a_name(word) }
}

/// A title that no list holds before a name: 口腔科主治医师王伟.
fn longer_title(word: &str) -> Option<&str> {
    let titled = word.chars().count() > 4 && TITLES.iter().any(|title| word.contains(title));
    let last = TITLES.iter().filter_map(|title| word.rfind(title).map(|at| at + title.len())).max()?;
    let name = word.get(last..)?;
    (titled && looks_like_a_person(name) && begins_with_surname(name)).then_some(name)
}

fn end_that_is_a_name(word: &str) -> Option<&str> {
    let starts = word.char_indices().map(|(at, _)| at).skip(1);
    let ends = starts.filter_map(|at| word.get(at..));
    ends.filter(|end| end.chars().count() >= 2).find(|end| begins_with_surname(end))
}

fn begins_with_surname(word: &str) -> bool {
    COMPOUND.iter().any(|surname| word.starts_with(surname))
        || word.chars().next().is_some_and(|first| COMMON.contains(first))
}

fn without_title(word: &str) -> &str {
    let word = word.trim();
    let before = TITLES.iter().find_map(|title| word.strip_prefix(title)).unwrap_or(word);
    TITLES.iter().find_map(|title| before.strip_suffix(title)).unwrap_or(before).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_surname_only() {
        for (name, expected) in [
            ("王伟", "王某"),
            ("欧阳明", "欧阳某"),
            ("欧阳", "欧某"),
            ("司马相如", "司马某"),
            ("阿不都·热合曼", "阿某"),
            ("John Smith", "J某"),
        ] {
            assert_eq!(masked_name(name), expected, "{name}");
        }
    }

    #[test]
    fn persons_are_told_from_organisations_and_from_nobody() {
        for person in ["王伟", "欧阳明月", "阿不都·热合曼", "John Smith"] {
            assert!(looks_like_a_person(person), "{person}");
        }
        for other in [
            "示例口腔诊所",
            "市卫健委",
            "匿名",
            "无",
            "负责人",
            "示例市第一人民医院",
            "王",
            "12345",
            "急诊科",
        ] {
            assert!(!looks_like_a_person(other), "{other}");
        }
    }

    #[test]
    fn a_line_of_people_yields_their_names() {
        for (line, expected) in [
            (
                "法定代表人王伟、护士李丽（患者家属：赵小明），示例口腔诊所工作人员",
                vec!["王伟", "李丽", "赵小明"],
            ),
            ("李和平及孙敏", vec!["李和平", "孙敏"]),
            ("李和平", vec!["李和平"]),
            ("医护人员、全体职工、负责人", vec![]),
            ("口腔科主治医师王伟", vec!["王伟"]),
            ("前台孙敏", vec!["孙敏"]),
            ("阿不都·热合曼、欧阳明", vec!["阿不都·热合曼", "欧阳明"]),
        ] {
            assert_eq!(names_in(line), expected, "{line}");
        }
    }

    #[test]
    fn a_field_for_one_name_takes_a_rare_surname_too() {
        assert_eq!(name_in("禤小明"), ["禤小明"]);
        assert_eq!(name_in("前台孙敏"), ["孙敏"]);
        assert!(name_in("示例口腔门诊部有限公司").is_empty() && name_in("工作人员").is_empty());
    }
}
