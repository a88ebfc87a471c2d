//! One field of a form: label above, help under it, its error, what was typed, and the law that governs it one click away.
//! It validates nothing: errors are handed in, and what was typed stays.

use askama::Template;

use super::writes_markup;

/// More boxes than this bury what follows them on a phone.
const MANY: usize = 30;

/// One field.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/field.html")]
pub struct Field {
    /// The name under which it is sent.
    pub name: String,
    /// What it asks for.
    pub label: String,
    /// How to answer.
    pub help: Option<String>,
    /// What was typed.
    pub value: String,
    /// What is wrong with it.
    pub error: Option<String>,
    /// Whether it may stay empty.
    pub optional: bool,
    /// What kind of answer it takes.
    pub input: Input,
    /// The law that governs it.
    pub basis: Option<BasisNote>,
}

/// What kind of answer a field takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A line of text.
    Text,
    /// A password; `new` says whether one is being chosen.
    Password {
        /// Whether a new one is chosen.
        new: bool,
    },
    /// A day.
    Date,
    /// A day and a time.
    DateTime,
    /// A whole number with its unit.
    Number {
        /// The unit: 页, 人.
        unit: String,
    },
    /// An amount in yuan; what was typed is echoed in capitals.
    Money {
        /// The amount in capitals, once it could be read.
        capitals: Option<String>,
    },
    /// Text of several lines.
    Area {
        /// How many lines are shown.
        rows: u8,
    },
    /// One of many, folded.
    Select(Vec<Choice>),
    /// One of few, open.
    Radios(Vec<Choice>),
    /// Several of few.
    Checks(Vec<Choice>),
    /// Yes or no; the label stands beside the box.
    Check {
        /// Whether it is ticked.
        ticked: bool,
    },
    /// A photograph that is taken now, where the device has a camera.
    Camera,
    /// Several files at once.
    Files {
        /// The media types that are taken, as in the attribute `accept`.
        accept: String,
    },
    /// A file.
    File {
        /// The media types that are taken, as in the attribute `accept`.
        accept: String,
    },
}

/// One answer to choose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// What it means.
    pub help: Option<String>,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Choice {
    /// An answer.
    pub fn new(value: &str, label: &str, chosen: bool) -> Self {
        Self { value: value.to_owned(), label: label.to_owned(), help: None, chosen }
    }
}

/// The law beside a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BasisNote {
    /// The article, in words.
    pub article: String,
    /// What it means for this field.
    pub meaning: String,
}

impl Field {
    /// An empty field that must be filled.
    pub fn new(name: &str, label: &str, input: Input) -> Self {
        Self {
            name: name.to_owned(),
            label: label.to_owned(),
            help: None,
            value: String::new(),
            error: None,
            optional: false,
            input,
            basis: None,
        }
    }

    /// The same with what was typed.
    #[must_use]
    pub fn value(mut self, value: &str) -> Self {
        value.clone_into(&mut self.value);
        self
    }

    /// The same with help.
    #[must_use]
    pub fn help(mut self, help: &str) -> Self {
        self.help = Some(help.to_owned());
        self
    }

    /// The same with an error, if there is one.
    #[must_use]
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    /// The same, but it may stay empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// The same with the law that governs it.
    #[must_use]
    pub fn basis(mut self, article: &str, meaning: &str) -> Self {
        self.basis = Some(BasisNote { article: article.to_owned(), meaning: meaning.to_owned() });
        self
    }

    /// The id of its element, to which an error summary leads.
    pub fn id(&self) -> String {
        let sign = |ch: char| if ch.is_ascii_alphanumeric() { ch } else { '-' };
        format!("f-{}", self.name.chars().map(sign).collect::<String>().trim_matches('-'))
    }

    /// Whether it is a group of boxes, whose label is a legend.
    pub fn is_group(&self) -> bool {
        matches!(self.input, Input::Radios(_) | Input::Checks(_))
    }

    /// Whether its boxes stay out of the way until they are asked for: many, and none of them needed or ticked.
    fn folds(&self) -> bool {
        let Input::Checks(choices) = &self.input else { return false };
        self.optional && self.error.is_none() && choices.len() > MANY && !choices.iter().any(|one| one.chosen)
    }

    /// What stands beside the label of a field that may stay empty: some may only in some cases, as their help says.
    fn leave(&self) -> &'static str {
        match &self.help {
            Some(help) if help.contains("必填") => "视情况填写",
            Some(_) | None => "选填",
        }
    }

    /// Whether it is a box of its own, beside which its label stands.
    fn is_check(&self) -> bool {
        matches!(self.input, Input::Check { .. })
    }

    /// The attributes that tie help and error to the element.
    fn described_by(&self) -> Option<String> {
        let id = self.id();
        let help = self.help.as_ref().map(|_| format!("{id}-help"));
        let error = self.error.as_ref().map(|_| format!("{id}-error"));
        let ids: Vec<String> = help.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

writes_markup!(Field);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stays_and_cannot_break_out() {
        let typed = "\"><script>alert(1)</script>";
        for input in [Input::Text, Input::Area { rows: 4 }, Input::Money { capitals: Some(typed.to_owned()) }]
        {
            let html = Field::new("facts[0].text", typed, input).value(typed).help(typed).render().unwrap();
            assert!(!html.contains("<script>"), "{html}");
            assert!(html.contains("id=\"f-facts-0--text\""), "{html}");
            assert!(html.contains("&#60;script&#62;alert(1)"), "{html}");
        }
    }

    #[test]
    fn a_password_is_never_written_back() {
        let html =
            Field::new("password", "密码", Input::Password { new: false }).value("secret").render().unwrap();
        assert!(!html.contains("secret"), "{html}");
    }

    #[test]
    fn an_error_is_tied_to_its_field() {
        let html = Field::new("due_on", "期限", Input::Date)
            .help("写公历日期")
            .error(Some("期限不能早于今天".to_owned()))
            .render()
            .unwrap();
        assert!(html.contains("aria-describedby=\"f-due-on-help f-due-on-error\""), "{html}");
        assert!(html.contains("aria-invalid=\"true\"") && html.contains("id=\"f-due-on-error\""), "{html}");
    }

    #[test]
    fn a_group_has_a_legend_and_each_box_its_label() {
        let choices = vec![Choice::new("a", "甲", true), Choice::new("b", "乙", false)];
        let html = Field::new("kind", "种类", Input::Radios(choices)).render().unwrap();
        assert!(html.contains("<legend>种类</legend>"), "{html}");
        assert!(html.contains("value=\"a\" checked") && html.matches("<label").count() == 2, "{html}");
    }
}
