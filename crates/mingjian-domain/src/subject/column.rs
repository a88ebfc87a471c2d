//! The columns of a workbook of subjects, and the many names that people give them.
//! A name that is not known is not guessed at: the reader of the import is told.

use crate::value::plain;

macro_rules! columns {
    ($($(#[$doc:meta])* $Column:ident = $field:literal, $label:literal, [$($synonym:literal),* $(,)?];)+) => {
        /// What a column holds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Column { $($(#[$doc])* $Column,)+ }

        impl Column {
            /// All of them, in the order of the model workbook.
            pub const ALL: &'static [Self] = &[$(Self::$Column,)+];

            /// The field of the draft that it fills.
            pub const fn field(self) -> &'static str {
                match self { $(Self::$Column => $field,)+ }
            }

            /// Its name in the model workbook.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$Column => $label,)+ }
            }

            const fn synonyms(self) -> &'static [&'static str] {
                match self { $(Self::$Column => &[$($synonym),*],)+ }
            }
        }
    };
}

columns! {
    /// The name of the unit or person.
    Name = "name", "名称", ["单位名称", "被监督单位", "被监督单位名称", "监管对象", "监管对象名称", "姓名", "姓名或名称", "单位", "企业名称", "机构名称", "字号名称", "单位全称"];
    /// What it is.
    Kind = "kind", "类别", ["当事人类别", "单位类别", "单位类型", "主体类型", "单位性质"];
    /// Unified social credit code.
    CreditCode = "credit_code", "统一社会信用代码", ["社会信用代码", "信用代码", "统一信用代码", "统一社会信用代码证号", "营业执照号", "统一代码"];
    /// The identity number of a citizen.
    ResidentId = "resident_id", "居民身份证号码", ["身份证号", "身份证号码", "身份证", "公民身份号码", "证件号码", "证件号"];
    /// The fields of supervision.
    Speciality = "specialities", "专业", ["监督专业", "专业类别", "监督类别", "卫生专业"];
    /// What it does.
    Activity = "activity", "经营范围", ["业务范围", "主营业务", "经营项目", "行业", "诊疗科目", "许可项目"];
    /// Where it works.
    Address = "address", "地址", ["经营地址", "单位地址", "住所", "住址", "注册地址", "详细地址", "生产经营地址", "经营场所", "住所或经营地址"];
    /// The county or district.
    Area = "area", "县（区）", ["区县", "辖区", "所属区县", "所属辖区", "行政区划", "所在县区"];
    /// The responsible department.
    Department = "department", "责任科室", ["监督科室", "管辖科室", "科室", "责任部门", "监督机构", "所属科室"];
    /// Who answers for it.
    Representative = "representative", "法定代表人（负责人、经营者）", ["法定代表人", "法人代表", "负责人", "经营者", "法人", "主要负责人", "法定代表人或负责人", "业主"];
    /// Their identity number.
    RepresentativeId = "representative_id", "法定代表人（负责人、经营者）身份证号码", ["法定代表人身份证号", "法定代表人身份证号码", "负责人身份证号", "负责人身份证号码", "经营者身份证号", "经营者身份证号码", "法人身份证号", "法人身份证号码", "法人身份证"];
    /// Whom to ask for.
    Contact = "contact", "联系人", ["联系人姓名", "联络人"];
    /// A telephone number.
    Phone = "phone", "联系电话", ["电话", "手机", "手机号", "手机号码", "联系方式", "电话号码", "联系人电话", "负责人电话"];
    /// The name of the licence.
    LicenceKind = "licences[0].kind", "许可证名称", ["许可证类型", "许可证种类", "证件名称", "许可证件名称", "许可类别"];
    /// Its number.
    LicenceNumber = "licences[0].number", "许可证号", ["许可证编号", "许可证号码", "证书编号", "登记号", "许可编号"];
    /// Its first day.
    LicenceFrom = "licences[0].valid_from", "有效期起", ["发证日期", "许可日期", "有效期开始", "有效期自", "许可起始日期", "有效期起始日期"];
    /// Its last day.
    LicenceTo = "licences[0].valid_to", "有效期止", ["有效期至", "有效期截止", "到期日期", "许可截止日期", "有效期截止日期", "有效期结束"];
    /// Both of its days in one cell.
    LicenceTerm = "licences[0].term", "有效期", ["有效期限", "许可证有效期", "许可期限"];
    /// Who issued it.
    LicenceIssuer = "licences[0].issuer", "发证机关", ["发证单位", "许可机关", "批准机关"];
    /// Whether it works.
    Status = "status", "状态", ["经营状态", "营业状态", "单位状态", "目前状态"];
}

/// What the head of a column says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// What it holds.
    pub column: Column,
    /// The licence that it speaks of, as in 卫生许可证号.
    pub licence: Option<String>,
}

/// Reads the head of a column: without remarks such as （必填）, in any width, with any space.
pub fn read(head: &str) -> Option<Heading> {
    let whole = plain::key(head);
    let bare = bare(head);
    let named = |text: &str| {
        let known = |column: &Column| {
            plain::key(column.label()) == text || column.synonyms().iter().any(|one| plain::key(one) == text)
        };
        Column::ALL.iter().copied().find(known)
    };
    if let Some(column) = named(&whole).or_else(|| named(&bare)) {
        return Some(Heading { column, licence: None });
    }
    let licence = ["编号", "号码", "号"]
        .iter()
        .find_map(|end| bare.strip_suffix(end))
        .filter(|kind| kind.ends_with("许可证") || kind.ends_with("执业证") || kind.ends_with("备案凭证"))?;
    Some(Heading { column: Column::LicenceNumber, licence: Some(licence.to_owned()) })
}

/// A head as it is compared: without remarks, in one spelling.
pub fn bare(head: &str) -> String {
    plain::key(&without_remarks(head))
}

/// The text before the first bracket, without stars.
fn without_remarks(head: &str) -> String {
    let end = head.find(['(', '（', '[', '【']).unwrap_or(head.len());
    head.get(..end).unwrap_or(head).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_known_under_its_many_names() {
        for (head, column) in [
            ("单位名称", Column::Name),
            (" 单 位\n名 称 ", Column::Name),
            ("*统一社会信用代码（必填）", Column::CreditCode),
            ("身份证号码", Column::ResidentId),
            ("法定代表人（负责人、经营者）身份证号码", Column::RepresentativeId),
            ("法定代表人(负责人)", Column::Representative),
            ("联系电话【手机】", Column::Phone),
            ("有效期至", Column::LicenceTo),
            ("县区", Column::Area),
        ] {
            assert_eq!(read(head).map(|heading| heading.column), Some(column), "{head}");
        }
        for unknown in ["序号", "备注", "", "许可证颜色"] {
            assert_eq!(read(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn a_head_may_name_the_licence() {
        let heading = read("医疗机构执业许可证号").unwrap();
        assert_eq!(
            (heading.column, heading.licence.as_deref()),
            (Column::LicenceNumber, Some("医疗机构执业许可证"))
        );
        assert_eq!(read("许可证号").unwrap().licence, None);
    }

    #[test]
    fn no_name_stands_for_two_columns() {
        let mut names: Vec<String> = Column::ALL
            .iter()
            .flat_map(|column| [column.label()].into_iter().chain(column.synonyms().iter().copied()))
            .map(plain::key)
            .collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
