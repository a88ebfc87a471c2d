//! Who the body is: name, place, departments, words of its document numbers, remedies, and the lengths it chose.
//! It holds no persons and no secrets; people and keys belong to the running system.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    cause::Organ,
    toml_error::{PackError, parse},
};

/// The body that runs the platform.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganIdentity {
    /// The full name, as on the seal.
    pub name: String,
    /// The name for lists and headings.
    pub short_name: String,
    /// Which organ it is in the eyes of the statutes.
    pub kind: Organ,
    /// Whether it is fictional: every page and document then says 演示.
    #[serde(default)]
    pub demonstration: bool,
    /// The short name of its place in document numbers, such as 许.
    pub region: String,
    /// The code of its place (GB/T 2260).
    #[serde(default)]
    pub region_code: Option<String>,
    /// Its unified social credit code; the body enters it when it starts.
    #[serde(default)]
    pub credit_code: Option<String>,
    /// Where it can be found.
    #[serde(default)]
    pub address: Option<String>,
    /// The telephone number for the public.
    #[serde(default)]
    pub phone: Option<String>,
    /// The government of the same level, which reviews its acts (行政复议法 第二十四条).
    pub reconsideration: String,
    /// The court that tries its acts; often designated across regions, so that the body enters it.
    #[serde(default)]
    pub court: Option<String>,
    /// The bank at which fines are paid; organ and collector are separate (行政处罚法 第六十七条).
    #[serde(default)]
    pub bank: Option<Bank>,
    /// How many working days after the act it may be recorded without a reason.
    pub late_record_working_days: u16,
    /// The lengths that it chose where a time limit leaves a choice, by id.
    #[serde(default)]
    pub chosen: BTreeMap<String, u16>,
    /// How often it inspects one unit in a year at most, matters of their own apart, as it published.
    #[serde(default)]
    pub inspections_per_year: Option<u16>,
    /// Whether the bodies that it entrusts may register evidence: no law says so, and the body settles it.
    #[serde(default)]
    pub entrusted_may_register: bool,
    /// The words of its document numbers.
    pub numbering: Numbering,
    /// Its departments.
    pub department: Vec<Department>,
    /// The organisations that it entrusts (行政处罚法 第二十条).
    #[serde(default)]
    pub entrusted: Vec<Entrusted>,
}

/// The bank at which fines are paid.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bank {
    /// The bank.
    pub name: String,
    /// The name of the account.
    pub account_name: String,
    /// Its number.
    pub account: String,
}

/// The words of document numbers: region, organ word, field, nature, 〔year〕, sequence.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbering {
    /// The word of the organ, such as 卫.
    pub organ_word: String,
    /// The words of the fields of enforcement, such as `medical` = 医.
    pub field: BTreeMap<String, String>,
    /// The words of the natures of documents, such as `decision-penalty` = 罚.
    pub nature: BTreeMap<String, String>,
}

/// A department (科室).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it answers for.
    #[serde(default)]
    pub duties: BTreeSet<DepartmentDuty>,
}

/// What a department answers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DepartmentDuty {
    /// Handling cases (承办).
    Handling,
    /// Legal review (法制审核).
    Review,
    /// Publicity (公示).
    Publication,
    /// Archives (档案).
    Archive,
    /// Licences (许可).
    Licensing,
    /// Supervision of enforcement (执法监督).
    Supervision,
    /// People and certificates (人员和证件).
    Personnel,
}

/// An organisation that acts in the body's name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entrusted {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What is not certain about it.
    #[serde(default)]
    pub note: Option<String>,
}

impl OrganIdentity {
    /// Reads the file of a body.
    ///
    /// # Errors
    /// When the file is not well formed, a name is empty, or no department handles cases, reviews or publishes.
    pub fn parse(text: &str, file: &str) -> Result<Self, PackError> {
        let organ: Self = parse(text, file)?;
        if organ.name.trim().is_empty() || organ.region.trim().is_empty() {
            return Err(PackError::rule(
                file,
                "name",
                "机关名称和地区简称不能为空",
                "name and region must not be empty",
            ));
        }
        for (duty, chinese) in [
            (DepartmentDuty::Handling, "没有承办案件的科室"),
            (DepartmentDuty::Review, "没有负责法制审核的科室"),
            (DepartmentDuty::Publication, "没有负责公示的科室"),
        ] {
            if organ.departments_for(duty).next().is_none() {
                return Err(PackError::rule(file, "department", chinese, "a duty has no department"));
            }
        }
        let ids: BTreeSet<&str> = organ.department.iter().map(|department| department.id.as_str()).collect();
        if ids.len() != organ.department.len() {
            return Err(PackError::rule(
                file,
                "department",
                "科室编号重复",
                "two departments have the same id",
            ));
        }
        Ok(organ)
    }

    /// The departments that answer for something.
    pub fn departments_for(&self, duty: DepartmentDuty) -> impl Iterator<Item = &Department> {
        self.department.iter().filter(move |department| department.duties.contains(&duty))
    }

    /// The words of a document number before the year: 许卫医罚; `None` where field or nature has no word.
    pub fn series(&self, field: &str, nature: &str) -> Option<String> {
        let words = &self.numbering;
        Some(format!(
            "{}{}{}{}",
            self.region,
            words.organ_word,
            words.field.get(field)?,
            words.nature.get(nature)?
        ))
    }
}
