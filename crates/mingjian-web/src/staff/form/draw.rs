//! Draws what an act asks for as fields: labels above, help under them, what was typed, what is wrong and where.
//! It knows neither case nor law: what can be picked and what stands beside an entry is handed in.

use super::hint::Picker;
use super::read::{count, count_name, entry, path};
use super::shape::{Member, Shape};
use super::step::align;
use crate::extract::Fields;
use mingjian_domain::value::money::Fen;
use mingjian_html::parts::{Choice, ErrorSummary, Field, Input, SummaryItem};

/// A file is uploaded in a field of its own, beside the one that names it.
pub(crate) const UPLOAD: &str = "+file";
/// Several files are uploaded in one field beside those that the case has.
pub(crate) const UPLOADS: &str = "+files";
/// A photograph that is taken now comes in a field of its own too.
pub(crate) const CAMERA: &str = "+shot";
/// What is taken.
const FILE_KINDS: &str = "application/pdf,image/jpeg,image/png";
/// So many choices or fewer are shown open.
const FEW: usize = 7;

/// A piece of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    /// A group begins.
    Open(Group),
    /// The innermost group ends.
    Close,
    /// A field.
    Field(Field),
    /// A field that nobody sees.
    Hidden {
        /// Its name.
        name: String,
        /// Its value.
        value: String,
    },
    /// Something that must be known here.
    Note(String),
    /// A button that changes the form.
    Step {
        /// What it asks for.
        value: String,
        /// What it says.
        label: String,
        /// The element at which the form is looked at again, so that nobody is thrown back to its beginning.
        at: String,
    },
}

/// A group of fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Group {
    /// The id of its element.
    pub(crate) id: String,
    /// What it is.
    pub(crate) legend: String,
    /// How to answer.
    pub(crate) help: Option<String>,
    /// What is wrong with it as a whole.
    pub(crate) error: Option<String>,
    /// Whether it may stay empty.
    pub(crate) optional: bool,
    /// Whether it is one entry of a list, or a group inside one.
    pub(crate) inner: bool,
}

/// What the fields of a form pick from, and what the case fixes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Choices {
    pub(crate) officers: Vec<Choice>,
    pub(crate) reviewers: Vec<Choice>,
    pub(crate) hosts: Vec<Choice>,
    pub(crate) colleagues: Vec<Choice>,
    pub(crate) evidence: Vec<Choice>,
    pub(crate) files: Vec<Choice>,
    pub(crate) causes: Vec<Choice>,
    pub(crate) items: Vec<Choice>,
    /// The limbs of each cause, by the cause's id.
    pub(crate) duties: Vec<(String, Vec<Choice>)>,
    /// The entries of lists that the case fixes, by the list's path.
    pub(crate) fixed: Vec<(String, Vec<FixedEntry>)>,
}

/// An entry of a list that the case fixes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FixedEntry {
    /// The value of the member that names it.
    pub(crate) key: String,
    /// What it is called.
    pub(crate) label: String,
    /// What must be known of it.
    pub(crate) notes: Vec<String>,
    /// What must be known at a member, by its name.
    pub(crate) beside: Vec<(String, String)>,
    /// The only answers that this entry has for a member that picks among several, by its name: value and words.
    pub(crate) only: Vec<(String, Vec<(String, String)>)>,
}

impl FixedEntry {
    /// The member as this entry asks for it. What was chosen before stays to be seen, even where it is none of its answers.
    fn narrowed(&self, member: &Member, chosen: impl Fn(&str) -> bool) -> Member {
        let mut narrowed = member.clone();
        let only = self.only.iter().find(|(name, _)| *name == member.name);
        if let (Some((_, only)), Shape::Many(inner)) = (only, &mut narrowed.shape)
            && let Shape::OneOf(choices) = &mut **inner
        {
            let fits = |value: &str| only.iter().find(|(own, _)| own == value);
            choices.retain(|(value, _)| fits(value).is_some() || chosen(value));
            for (value, label) in choices {
                if let Some((_, words)) = fits(value) {
                    label.clone_from(words);
                }
            }
        }
        narrowed
    }
}

/// Something that is wrong, with the path of what it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub(crate) path: String,
    pub(crate) message: String,
}

/// A form as drawn.
#[derive(Debug, Clone, Default)]
pub(crate) struct Drawing {
    pub(crate) blocks: Vec<Block>,
    /// What is wrong, each line leading to its field.
    pub(crate) summary: ErrorSummary,
    /// Whether it takes files.
    pub(crate) takes_files: bool,
}

/// Draws a form with what was typed and what is wrong with it.
pub(crate) fn draw(members: &[Member], fields: &Fields, choices: &Choices, wrong: &[Wrong]) -> Drawing {
    let mut fields = fields.clone();
    for member in members {
        if let (Some(key), Some(entries)) = (member.hint.fixed_by, choices.fixed(&member.name)) {
            let keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
            align(&member.name, key, &keys, &mut fields);
        }
    }
    let mut pen = Pen { fields: &fields, choices, wrong, drawing: Drawing::default(), places: Vec::new() };
    pen.members(members, "", "");
    pen.finish()
}

impl Choices {
    fn of(&self, picker: Picker) -> &[Choice] {
        match picker {
            Picker::Officer => &self.officers,
            Picker::Reviewer => &self.reviewers,
            Picker::Host => &self.hosts,
            Picker::Colleague => &self.colleagues,
            Picker::Evidence => &self.evidence,
            Picker::File => &self.files,
            Picker::Cause => &self.causes,
            Picker::Item => &self.items,
            // They depend on the cause beside them.
            Picker::Duty => &[],
        }
    }

    fn duties_of(&self, cause: &str) -> Option<&[Choice]> {
        self.duties.iter().find(|(own, _)| own == cause).map(|(_, duties)| duties.as_slice())
    }

    fn fixed(&self, list: &str) -> Option<&[FixedEntry]> {
        self.fixed.iter().find(|(own, _)| own == list).map(|(_, entries)| entries.as_slice())
    }
}

/// Where something was drawn.
struct Placed {
    path: String,
    id: String,
    title: String,
}

struct Pen<'a> {
    fields: &'a Fields,
    choices: &'a Choices,
    wrong: &'a [Wrong],
    drawing: Drawing,
    places: Vec<Placed>,
}

impl Pen<'_> {
    fn members(&mut self, members: &[Member], base: &str, title: &str) {
        for member in members {
            let path = path(base, &member.name);
            let title =
                if title.is_empty() { member.title.clone() } else { format!("{title}的{}", member.title) };
            self.member(member, &path, &title);
        }
    }

    fn member(&mut self, member: &Member, path: &str, title: &str) {
        match &member.shape {
            Shape::Group(members) => {
                self.open(path, title, self.group(member, path));
                self.members(members, path, title);
                self.push(Block::Close);
            }
            Shape::Many(inner) => self.many(member, inner, path, title),
            Shape::Pick(Picker::File) => self.file(member, path, title),
            _ => self.field(path, title, self.one(member, path)),
        }
    }

    fn many(&mut self, member: &Member, inner: &Shape, path: &str, title: &str) {
        match inner {
            Shape::Group(members) => self.list(member, members, path, title),
            Shape::Line => {
                let input = Input::Area { rows: member.hint.rows };
                self.field(path, title, self.base(member, path, input));
            }
            Shape::OneOf(choices) => {
                let choices = choices.iter().map(|(value, label)| Choice::new(value, label, false)).collect();
                self.field(path, title, self.checks(member, path, choices));
            }
            Shape::Pick(Picker::Duty) => self.duties(member, path, title),
            Shape::Pick(Picker::File) => self.files(member, path, title),
            Shape::Pick(picker) => {
                let choices = self.choices.of(*picker).to_vec();
                if choices.is_empty() {
                    self.push(Block::Note(format!("{}：{}", member.title, nothing_to_pick(*picker))));
                } else {
                    self.field(path, title, self.checks(member, path, choices));
                }
            }
            _ => {}
        }
    }

    /// The limbs of the cause that stands beside the field; where none is chosen yet, a button lists them.
    fn duties(&mut self, member: &Member, path: &str, title: &str) {
        let beside = path.strip_suffix(&member.name).unwrap_or_default();
        let cause = self.fields.text(&format!("{beside}cause"));
        let Some(choices) = self.choices.duties_of(cause) else {
            self.push(Block::Note(format!("{}：先选定案由，再列出该案由的规定。", member.title)));
            let (value, label) = ("show".to_owned(), "列出该案由的规定".to_owned());
            self.push(Block::Step { value, label, at: id_of(path) });
            return;
        };
        let mut field = self.checks(member, path, choices.to_vec());
        // Of one limb there is nothing to choose.
        if let Input::Checks(boxes) = &mut field.input
            && let [only] = boxes.as_mut_slice()
        {
            only.chosen = true;
        }
        self.field(path, title, field);
    }

    fn list(&mut self, member: &Member, members: &[Member], path: &str, title: &str) {
        let fixed = member.hint.fixed_by.and_then(|key| Some((key, self.choices.fixed(path)?)));
        let drawn = match fixed {
            Some((_, entries)) => entries.len(),
            None => count(path, self.fields).unwrap_or(member.hint.first),
        };
        self.open(path, title, self.group(member, path));
        self.push(Block::Hidden { name: count_name(path), value: drawn.to_string() });
        for place in 0..drawn {
            let own = entry(path, place);
            let fixed = fixed.and_then(|(key, entries)| Some((key, entries.get(place)?)));
            self.entry(member, members, (&own, place), fixed);
        }
        if fixed.is_none() {
            let label = format!("添加一{}", member.hint.entry);
            self.push(Block::Step { value: format!("add:{path}"), label, at: id_of(&entry(path, drawn)) });
        } else if drawn == 0 {
            self.push(Block::Note("本案没有认定的违法行为。".to_owned()));
        }
        self.push(Block::Close);
    }

    fn entry(
        &mut self,
        list: &Member,
        members: &[Member],
        (path, place): (&str, usize),
        fixed: Option<(&str, &FixedEntry)>,
    ) {
        let number = place.saturating_add(1);
        let called = format!("第{number}{}", list.hint.entry);
        let legend = fixed.map_or_else(|| called.clone(), |(_, entry)| format!("{number}. {}", entry.label));
        let group =
            Group { id: id_of(path), legend, inner: true, error: self.error(path), ..Group::default() };
        self.open(path, &called, group);
        for note in fixed.iter().flat_map(|(_, entry)| &entry.notes) {
            self.push(Block::Note(note.clone()));
        }
        for member in members {
            let own = super::read::path(path, &member.name);
            match fixed {
                Some((key, entry)) if key == member.name => {
                    self.push(Block::Hidden { name: own, value: entry.key.clone() });
                }
                Some((_, entry)) => {
                    let narrowed =
                        entry.narrowed(member, |value| self.fields.all(&own).any(|typed| typed == value));
                    self.member(&narrowed, &own, &format!("{called}的{}", member.title));
                    self.tell_beside(entry, &member.name);
                }
                None => self.member(member, &own, &format!("{called}的{}", member.title)),
            }
        }
        if fixed.is_none() {
            let around = path.rsplit_once('[').map_or(path, |(list, _)| list);
            let (value, label) = (format!("drop:{path}"), format!("删除{called}"));
            self.push(Block::Step { value, label, at: id_of(around) });
        }
        self.push(Block::Close);
    }

    /// Puts what must be known at a member into the help of the field that was just drawn.
    fn tell_beside(&mut self, entry: &FixedEntry, member: &str) {
        let told: Vec<&str> =
            entry.beside.iter().filter(|(name, _)| name == member).map(|(_, text)| text.as_str()).collect();
        if let (false, Some(Block::Field(field))) = (told.is_empty(), self.drawing.blocks.last_mut()) {
            let help = told.into_iter().chain(field.help.as_deref()).collect::<Vec<_>>().concat();
            field.help = Some(help);
        }
    }

    /// A file is chosen among those of the case, or brought along.
    fn file(&mut self, member: &Member, path: &str, title: &str) {
        self.drawing.takes_files = true;
        let mut upload = self.base(member, path, Input::File { accept: FILE_KINDS.to_owned() });
        upload.name = format!("{path}{UPLOAD}");
        upload.value.clear();
        let chosen = self.fields.text(path);
        self.field(path, title, upload);
        if member.hint.camera {
            let label = format!("{}：或者现在拍照", member.title);
            let mut shot = Field::new(path, &label, Input::Camera).optional();
            shot.name = format!("{path}{CAMERA}{UPLOAD}");
            self.push(Block::Field(shot));
        }
        if self.choices.files.is_empty() {
            return;
        }
        let nothing = std::iter::once(Choice::new("", "不选", chosen.is_empty()));
        let files =
            self.choices.files.iter().map(|file| Choice { chosen: file.value == chosen, ..file.clone() });
        let label = format!("{}：或者选择本案已有的文件", member.title);
        let select = Field::new(path, &label, Input::Select(nothing.chain(files).collect())).optional();
        self.push(Block::Field(select));
    }

    /// Several files are brought along at once, or ticked among those of the case.
    fn files(&mut self, member: &Member, path: &str, title: &str) {
        self.drawing.takes_files = true;
        let mut upload = self.base(member, path, Input::Files { accept: FILE_KINDS.to_owned() });
        upload.name = format!("{path}{UPLOADS}");
        upload.value.clear();
        upload.optional = true;
        self.field(path, title, upload);
        if self.choices.files.is_empty() {
            return;
        }
        let chosen: Vec<&str> = self.fields.all(path).collect();
        let files = self
            .choices
            .files
            .iter()
            .map(|file| Choice { chosen: chosen.contains(&file.value.as_str()), ..file.clone() });
        let label = format!("{}：或者选择本案已有的文件", member.title);
        self.push(Block::Field(Field::new(path, &label, Input::Checks(files.collect())).optional()));
    }

    fn one(&self, member: &Member, path: &str) -> Field {
        let value = self.fields.text(path);
        let input = match &member.shape {
            // Lists and groups are drawn elsewhere.
            Shape::Line | Shape::Many(_) | Shape::Group(_) => Input::Text,
            Shape::Prose => Input::Area { rows: member.hint.rows },
            Shape::Whole => Input::Number { unit: member.hint.unit.to_owned() },
            Shape::Money => Input::Money { capitals: Fen::parse(value).ok().map(Fen::capitals) },
            Shape::Day => Input::Date,
            Shape::Time => Input::DateTime,
            Shape::YesNo => Input::Check { ticked: value == "true" },
            Shape::OneOf(choices) => {
                let choices =
                    choices.iter().map(|(own, label)| Choice::new(own, label, own == value)).collect();
                one_of(choices, member.nullable)
            }
            Shape::Pick(picker) => {
                let all = self.choices.of(*picker).iter();
                one_of(
                    all.map(|one| Choice { chosen: one.value == value, ..one.clone() }).collect(),
                    member.nullable,
                )
            }
        };
        // A box that is not ticked is an answer too.
        let field = self.base(member, path, input);
        if member.shape == Shape::YesNo { Field { optional: false, ..field } } else { field }
    }

    fn checks(&self, member: &Member, path: &str, choices: Vec<Choice>) -> Field {
        let picked = |value: &str| self.fields.all(path).any(|own| own == value);
        let choices =
            choices.into_iter().map(|choice| Choice { chosen: picked(&choice.value), ..choice }).collect();
        // Whether a list may be empty is for the domain; nothing is called optional that may turn out not to be.
        Field { optional: false, ..self.base(member, path, Input::Checks(choices)) }
    }

    fn base(&self, member: &Member, path: &str, input: Input) -> Field {
        let mut field =
            Field::new(path, &member.title, input).value(self.fields.get(path).unwrap_or_default());
        field.help = member.hint.help.map(str::to_owned);
        field.error = self.error(path);
        field.optional = member.optional && !matches!(member.shape, Shape::Many(_));
        field
    }

    fn group(&self, member: &Member, path: &str) -> Group {
        Group {
            id: id_of(path),
            legend: member.title.clone(),
            help: member.hint.help.map(str::to_owned),
            error: self.error(path),
            optional: member.nullable,
            inner: path.contains(['.', '[']),
        }
    }

    fn open(&mut self, path: &str, title: &str, group: Group) {
        self.places.push(Placed { path: path.to_owned(), id: group.id.clone(), title: title.to_owned() });
        self.push(Block::Open(group));
    }

    fn field(&mut self, path: &str, title: &str, field: Field) {
        self.places.push(Placed { path: path.to_owned(), id: field.id(), title: title.to_owned() });
        self.push(Block::Field(field));
    }

    fn push(&mut self, block: Block) {
        self.drawing.blocks.push(block);
    }

    fn error(&self, path: &str) -> Option<String> {
        self.wrong.iter().find(|wrong| wrong.path == path).map(|wrong| wrong.message.clone())
    }

    fn finish(mut self) -> Drawing {
        self.drawing.summary.items = self.wrong.iter().map(|wrong| self.summary_item(wrong)).collect();
        self.drawing
    }

    /// A line of the summary leads to the field, or to the nearest group around it that was drawn.
    fn summary_item(&self, wrong: &Wrong) -> SummaryItem {
        let around = |placed: &&Placed| {
            let rest = wrong.path.strip_prefix(&placed.path);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        match self.places.iter().filter(around).max_by_key(|placed| placed.path.len()) {
            Some(placed) => SummaryItem {
                field: Some(placed.id.clone()),
                message: format!("{}：{}", placed.title, wrong.message),
            },
            None => SummaryItem { field: None, message: wrong.message.clone() },
        }
    }
}

/// The id of a group's element, made as those of fields are.
fn id_of(path: &str) -> String {
    Field::new(path, "", Input::Text).id()
}

fn one_of(choices: Vec<Choice>, nullable: bool) -> Input {
    if choices.len() <= FEW && !nullable { Input::Radios(choices) } else { folded(choices, nullable) }
}

/// A list that is unfolded to choose, with nothing chosen in front.
fn folded(mut choices: Vec<Choice>, nullable: bool) -> Input {
    let none = choices.iter().all(|choice| !choice.chosen);
    choices.insert(0, Choice::new("", if nullable { "不选" } else { "请选择" }, none));
    Input::Select(choices)
}

fn nothing_to_pick(picker: Picker) -> &'static str {
    match picker {
        Picker::Officer => "还没有登记执法人员，请与系统管理员联系。",
        Picker::Reviewer => "没有具备法制审核资格的人员，请与系统管理员联系。",
        Picker::Host => "没有听证主持人，请与系统管理员联系。",
        Picker::Colleague => "没有其他人员。",
        Picker::Evidence => "本案还没有证据。需要时先添加证据。",
        Picker::File => "本案还没有文件。",
        Picker::Item => "规则包中没有检查事项。",
        Picker::Cause | Picker::Duty => "规则包中没有案由。",
    }
}
