//! Citations of law as data: the place in a text on which a rule rests, and its wording in Chinese.
//! It does not know whether the place exists; `source` does, and the tests compare both with the texts.

use std::{fmt, slice, vec};

use serde::{Deserialize, Deserializer, Serialize};

use crate::numeral;

/// One place in a law, by the short key of the law in `sources.toml`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Short key of the law, such as 行政处罚法.
    pub law: String,
    /// Number of the article (条), or of the part (一、二、…) where `division` says so.
    pub article: u16,
    /// The N of 第X条之N.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sub_article: Option<u8>,
    /// Paragraph (款), from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u8>,
    /// Item (项), from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<u8>,
    /// How the text is divided: laws by articles, notices and plans by numbered parts.
    #[serde(default, skip_serializing_if = "Division::is_article")]
    pub division: Division,
}

/// How a text is divided at its first level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Division {
    /// 第X条, then 款 and 项.
    #[default]
    Article,
    /// 一、 then （一） then 1., as in plans and notices of agencies.
    Part,
}

impl Division {
    /// Whether this is the ordinary division of a law.
    // `skip_serializing_if` hands the field over by reference.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
    fn is_article(&self) -> bool {
        *self == Self::Article
    }
}

impl Citation {
    /// A citation of a whole article.
    pub fn article(law: &str, article: u16) -> Self {
        Self {
            law: law.to_owned(),
            article,
            sub_article: None,
            paragraph: None,
            item: None,
            division: Division::Article,
        }
    }

    /// The same citation narrowed to a paragraph (款).
    #[must_use]
    pub fn paragraph(mut self, paragraph: u8) -> Self {
        self.paragraph = Some(paragraph);
        self
    }

    /// The same citation narrowed to an item (项).
    #[must_use]
    pub fn item(mut self, item: u8) -> Self {
        self.item = Some(item);
        self
    }

    /// The whole article that this citation stands in.
    #[must_use]
    pub fn whole_article(&self) -> Self {
        Self { paragraph: None, item: None, ..self.clone() }
    }

    /// The place without the name of the law: 第五十八条第一款第（二）项, or 第二部分第（一）项第3目 of a plan.
    pub fn place(&self) -> String {
        match self.division {
            Division::Article => self.place_in_articles(),
            Division::Part => self.place_in_parts(),
        }
    }

    fn place_in_articles(&self) -> String {
        [
            format!("第{}条", numeral::chinese(u32::from(self.article))),
            numbered("之", self.sub_article, ""),
            numbered("第", self.paragraph, "款"),
            numbered("第（", self.item, "）项"),
        ]
        .concat()
    }

    fn place_in_parts(&self) -> String {
        [
            format!("第{}部分", numeral::chinese(u32::from(self.article))),
            numbered("第（", self.paragraph, "）项"),
            self.item.map_or_else(String::new, |item| format!("第{item}目")),
        ]
        .concat()
    }
}

fn numbered(before: &str, number: Option<u8>, after: &str) -> String {
    number
        .map_or_else(String::new, |number| format!("{before}{}{after}", numeral::chinese(u32::from(number))))
}

impl fmt::Display for Citation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", self.law, self.place())
    }
}

/// The citations on which one rule rests: in TOML one table, or a list of tables.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Basis(pub Vec<Citation>);

impl Basis {
    /// A basis of one citation.
    pub fn one(citation: Citation) -> Self {
        Self(vec![citation])
    }

    /// Whether nothing is cited.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The citations in the order in which they were written.
    pub fn iter(&self) -> slice::Iter<'_, Citation> {
        self.0.iter()
    }

    /// The first citation, the one that a short message names.
    pub fn first(&self) -> Option<&Citation> {
        self.0.first()
    }
}

impl<'basis> IntoIterator for &'basis Basis {
    type Item = &'basis Citation;
    type IntoIter = slice::Iter<'basis, Citation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Basis {
    type Item = Citation;
    type IntoIter = vec::IntoIter<Citation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl From<Citation> for Basis {
    fn from(citation: Citation) -> Self {
        Self::one(citation)
    }
}

impl FromIterator<Citation> for Basis {
    fn from_iter<Citations: IntoIterator<Item = Citation>>(citations: Citations) -> Self {
        Self(citations.into_iter().collect())
    }
}

impl fmt::Display for Basis {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, citation) in self.iter().enumerate() {
            if index > 0 {
                formatter.write_str("、")?;
            }
            citation.fmt(formatter)?;
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Basis {
    /// Reads one table or a list; fails on an empty list, because a rule without a basis is no rule.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BasisVisitor)
    }
}

// A visitor rather than an untagged enum: untagged enums forget which key was wrong, and the message matters.
struct BasisVisitor;

impl<'de> serde::de::Visitor<'de> for BasisVisitor {
    type Value = Basis;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a citation {law, article, …} or a list of them")
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<Basis, A::Error> {
        Citation::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map(Basis::one)
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut sequence: A) -> Result<Basis, A::Error> {
        let mut citations = Vec::new();
        while let Some(citation) = sequence.next_element()? {
            citations.push(citation);
        }
        if citations.is_empty() {
            return Err(serde::de::Error::custom("a basis needs at least one citation"));
        }
        Ok(Basis(citations))
    }
}

#[cfg(test)]
mod tests {
    use super::{Basis, Citation, Division};

    #[derive(serde::Deserialize)]
    struct Rule {
        basis: Basis,
    }

    fn read(text: &str) -> Result<Basis, String> {
        toml::from_str::<Rule>(text).map(|rule| rule.basis).map_err(|error| error.message().to_owned())
    }

    #[test]
    fn a_basis_is_read_from_one_table_or_a_list() {
        let one = read("basis = { law = '行政处罚法', article = 58 }").unwrap();
        assert_eq!(one, Basis::one(Citation::article("行政处罚法", 58)));
        let list = read(
            "basis = [{ law = '行政处罚法', article = 44 }, { law = '行政处罚法', article = 9, item = 2 }]",
        );
        assert_eq!(list.unwrap().to_string(), "行政处罚法第四十四条、行政处罚法第九条第（二）项");
    }

    #[test]
    fn a_misspelt_key_and_an_empty_list_are_refused() {
        assert!(read("basis = { law = '行政处罚法', artikel = 58 }").unwrap_err().contains("artikel"));
        assert!(read("basis = []").unwrap_err().contains("at least one"));
    }

    #[test]
    fn a_citation_is_worded_as_lawyers_write_it() {
        let citation = Citation::article("行政处罚法", 58).paragraph(1).item(2);
        assert_eq!(citation.to_string(), "行政处罚法第五十八条第一款第（二）项");
        let inserted = Citation { sub_article: Some(1), ..Citation::article("刑法", 133) };
        assert_eq!(inserted.to_string(), "刑法第一百三十三条之一");
        let plan = Citation {
            division: Division::Part,
            ..Citation::article("三项制度方案", 2).paragraph(1).item(3)
        };
        assert_eq!(plan.to_string(), "三项制度方案第二部分第（一）项第3目");
    }

    #[test]
    fn only_what_is_known_is_written_out() {
        let json = serde_json::to_string(&Citation::article("行政处罚法", 60)).unwrap();
        assert_eq!(json, r#"{"law":"行政处罚法","article":60}"#);
    }
}
