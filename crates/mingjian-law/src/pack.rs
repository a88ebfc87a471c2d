//! A law pack: the rules of all layers of one body, read strictly, merged and named by their digest.
//! It proves nothing about procedures (the verifier does) and is silent on cases.

use std::{collections::BTreeMap, path::Path};

use chrono::NaiveDate;
use serde::Deserialize;

use crate::{
    calendar::{Calendar, CalendarYear},
    cause::Cause,
    confirmation::Confirmation,
    disclosure::DisclosureRules,
    discretion::Discretion,
    due::{Due, DueError, Interval, due},
    inspection::InspectionItem,
    layer::{Layer, LayerKind, Layered, Limits},
    limit::parse_limits,
    organ::OrganIdentity,
    pack_files::PackFiles,
    procedure::{OpenedBy, Procedure},
    rule_list::{RuleView, Standing},
    scope::Scopes,
    source::{ReadIn, Sources},
    summary::Summary,
    toml_error::{PackError, parse},
};

/// The rules of one body.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The body's folder, such as `xuchang-health`.
    pub id: String,
    /// SHA-256 over the files of its layers; every journal entry names it.
    pub hash: String,
    /// The editions of its layers, such as `national 1, health 1, …`.
    pub edition: String,
    /// Its layers, the highest first.
    pub layers: Vec<Layer>,
    /// The texts that it cites.
    pub sources: Sources,
    /// The working days.
    pub calendar: Calendar,
    /// The time limits.
    pub limits: Limits,
    /// The causes of action, by id.
    pub causes: BTreeMap<String, Layered<Cause>>,
    /// The items of inspection, by id.
    pub items: BTreeMap<String, Layered<InspectionItem>>,
    /// Review, discussion, hearing, grounds.
    pub scopes: Scopes,
    /// What the public sees.
    pub disclosure: DisclosureRules,
    /// The tiers of fines; the lowest layer that has a table speaks.
    pub discretion: Option<Layered<Discretion>>,
    /// What may be decided on the spot; the lowest layer that says it speaks, and may only allow less.
    pub summary: Option<Layered<Summary>>,
    /// Who the body is.
    pub organ: OrganIdentity,
    /// The procedures.
    pub procedures: Vec<Procedure>,
    /// What its legal unit confirmed.
    pub confirmations: Vec<Confirmation>,
}

/// The file `pack.toml` of a layer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LayerFile {
    kind: LayerKind,
    label: String,
    edition: u32,
    #[expect(dead_code, reason = "the reason of an edition is for readers of the file; it must be there")]
    reason: String,
    #[serde(default)]
    layers: Vec<String>,
}

impl Pack {
    /// The pack of a body that the program carries.
    ///
    /// # Errors
    /// When there is no such body, or a file is wrong.
    pub fn embedded(body: &str) -> Result<Self, PackError> {
        Self::from_files(&PackFiles::embedded(), body)
    }

    /// The pack of a body from its folder, such as `law/xuchang-health`; its layers lie beside it.
    ///
    /// # Errors
    /// When a file cannot be read or is wrong.
    pub fn load(folder: &Path) -> Result<Self, PackError> {
        // `.` and `..` have no name of their own.
        let folder = folder
            .canonicalize()
            .map_err(|error| PackError::unreadable(&folder.display().to_string(), &error.to_string()))?;
        let (Some(root), Some(body)) = (folder.parent(), folder.file_name()) else {
            return Err(PackError::unreadable(&folder.display().to_string(), "not the folder of a body"));
        };
        Self::from_files(&PackFiles::read(root)?, &body.to_string_lossy())
    }

    /// The pack that a command line names: a folder where there is one, else the body of that name that the program
    /// carries, so that `law/xuchang-health` means the same inside the repository and outside.
    ///
    /// # Errors
    /// When there is no such body, or a file is wrong.
    pub fn open(name: &str) -> Result<Self, PackError> {
        let folder = Path::new(name);
        if folder.join("pack.toml").is_file() {
            return Self::load(folder);
        }
        Self::embedded(name.trim_end_matches('/').rsplit('/').next().unwrap_or(name))
    }

    /// The bodies in a set of files: the layers that list others.
    ///
    /// # Errors
    /// When the `pack.toml` of a layer is wrong.
    pub fn bodies(files: &PackFiles) -> Result<Vec<String>, PackError> {
        let mut bodies = Vec::new();
        for layer in files.layers() {
            if layer_file(files, &layer)?.kind == LayerKind::Body {
                bodies.push(layer);
            }
        }
        Ok(bodies)
    }

    /// The pack of a body from a set of files.
    ///
    /// # Errors
    /// When a layer is missing, a file is wrong or unknown, or a citation or a clock points nowhere.
    pub fn from_files(files: &PackFiles, body: &str) -> Result<Self, PackError> {
        let own = layer_file(files, body)?;
        if own.kind != LayerKind::Body {
            return Err(PackError::rule(
                &format!("{body}/pack.toml"),
                "kind",
                "这一层不是机关",
                "this layer is no body",
            ));
        }
        let mut loading = Loading::default();
        for id in own.layers.iter().map(String::as_str).chain([body]) {
            loading.add_layer(files, id)?;
        }
        let mut pack = loading.finish(files, body)?;
        pack.choose_lengths()?;
        pack.check_references()?;
        let path = format!("{body}/confirmations.toml");
        if let Some(text) = files.get(&path) {
            for confirmation in Confirmation::parse_file(text, &path)? {
                pack.confirm(confirmation).map_err(|chinese| {
                    PackError::rule(&path, "confirmation", &chinese, "nothing to confirm")
                })?;
            }
        }
        Ok(pack)
    }

    /// The last day of a time limit whose event fell on `start`.
    ///
    /// # Errors
    /// When no layer has the rule, or the dates leave the range that can be counted.
    pub fn due(&self, rule: &str, start: NaiveDate, excluded: &[Interval]) -> Result<Due, DueError> {
        due(&self.calendar, &self.limits, rule, start, excluded)
    }

    /// The cause with this id.
    pub fn cause(&self, id: &str) -> Option<&Cause> {
        self.causes.get(id).map(|entry| &entry.rule)
    }

    /// The item of inspection with this id.
    pub fn item(&self, id: &str) -> Option<&InspectionItem> {
        self.items.get(id).map(|entry| &entry.rule)
    }

    /// The procedure of a kind in which a proceeding starts on a day.
    pub fn procedure_for(&self, kind: &str, start: NaiveDate) -> Option<&Procedure> {
        self.procedures.iter().find(|procedure| {
            procedure.kind == kind
                && procedure.effective_from <= start
                && procedure.effective_to.is_none_or(|to| start <= to)
        })
    }

    /// The procedure that such a statement opens on a day.
    pub fn procedure_opened_by(&self, by: OpenedBy, start: NaiveDate) -> Option<&Procedure> {
        self.procedures.iter().find(|procedure| {
            procedure.opened_by == Some(by)
                && procedure.effective_from <= start
                && procedure.effective_to.is_none_or(|to| start <= to)
        })
    }

    /// The procedure with this id.
    pub fn procedure(&self, id: &str) -> Option<&Procedure> {
        self.procedures.iter().find(|procedure| procedure.id == id)
    }

    /// Adds a confirmation, as the body's legal unit gave it; a later one for the same rule takes its place.
    ///
    /// # Errors
    /// When it is incomplete, no rule of this id waits for one, or the rule said something else then; the message is Chinese.
    pub fn confirm(&mut self, confirmation: Confirmation) -> Result<(), String> {
        confirmation.check().map_err(|(chinese, _)| chinese.to_owned())?;
        let waits = |rule: &RuleView| rule.id == confirmation.rule && rule.standing != Standing::Read;
        if !self.rules().iter().any(waits) {
            return Err(format!("没有等待确认的规则“{}”", confirmation.rule));
        }
        if confirmation.content.is_some() && confirmation.content != self.rule_digest(&confirmation.rule) {
            return Err(format!("规则“{}”在确认之后有修改，原来的确认不再适用", confirmation.rule));
        }
        self.confirmations.retain(|earlier| earlier.rule != confirmation.rule);
        self.confirmations.push(confirmation);
        Ok(())
    }

    fn choose_lengths(&mut self) -> Result<(), PackError> {
        let file = format!("{}/organ.toml", self.id);
        for (id, length) in &self.organ.chosen {
            self.limits.choose(id, *length).map_err(|chinese| {
                PackError::rule(&file, id, &chinese, "the body may not choose this length")
            })?;
        }
        Ok(())
    }

    /// Citations point at texts that are known, rules that were read at texts that were seen, clocks at limits.
    fn check_references(&self) -> Result<(), PackError> {
        for cited in self.citations() {
            let source = self.sources.resolve(&cited.citation).map_err(|(chinese, english)| PackError {
                place: cited.place.clone(),
                chinese,
                english,
            })?;
            if cited.claims_read && source.read_in == ReadIn::NotSeen {
                return Err(PackError {
                    place: cited.place,
                    chinese: format!("标明已核对的规则引用了未见原文的“{}”", source.title),
                    english: format!(
                        "a rule that claims to be read cites `{}`, which was not seen",
                        source.key
                    ),
                });
            }
        }
        for entry in self.items.values() {
            let named = entry.rule.lines.iter().flat_map(|line| &line.causes);
            if let Some(unknown) = named.into_iter().find(|cause| !self.causes.contains_key(*cause)) {
                return Err(PackError::rule(
                    &entry.file,
                    unknown,
                    "检查内容指向不存在的案由",
                    "a line of a checklist names a cause that is not there",
                ));
            }
        }
        for procedure in &self.procedures {
            for clock in &procedure.clock {
                if !self.limits.ids().any(|id| id == clock.rule) {
                    return Err(PackError::rule(
                        &format!("procedures/{}.toml", procedure.id),
                        &clock.rule,
                        "计时器指向不存在的期限",
                        "a clock names a time limit that is not there",
                    ));
                }
            }
        }
        Ok(())
    }
}

fn layer_file(files: &PackFiles, layer: &str) -> Result<LayerFile, PackError> {
    let path = format!("{layer}/pack.toml");
    let Some(text) = files.get(&path) else {
        return Err(PackError::rule(&path, "", "没有这一层规则", "there is no such layer"));
    };
    let written: LayerFile = parse(text, &path)?;
    if written.kind != LayerKind::Body && !written.layers.is_empty() {
        return Err(PackError::rule(&path, "layers", "只有机关一层列出其他各层", "only a body lists layers"));
    }
    Ok(written)
}

/// What has been read of the layers so far.
#[derive(Default)]
struct Loading {
    layers: Vec<Layer>,
    editions: Vec<String>,
    sources: Sources,
    years: Vec<CalendarYear>,
    limits: Limits,
    causes: BTreeMap<String, Layered<Cause>>,
    items: BTreeMap<String, Layered<InspectionItem>>,
    scopes: Scopes,
    disclosure: DisclosureRules,
    discretion: Option<Layered<Discretion>>,
    summary: Option<Layered<Summary>>,
    procedures: Vec<Procedure>,
}

impl Loading {
    fn add_layer(&mut self, files: &PackFiles, id: &str) -> Result<(), PackError> {
        let written = layer_file(files, id)?;
        let layer = Layer { id: id.to_owned(), kind: written.kind, label: written.label };
        if self.layers.last().is_some_and(|higher| higher.kind > layer.kind) {
            let path = format!("{id}/pack.toml");
            return Err(PackError::rule(
                &path,
                "kind",
                "各层须从高到低排列",
                "layers stand from the highest down",
            ));
        }
        self.editions.push(format!("{id} {}", written.edition));
        for (path, text) in files.below(id) {
            let within = path.get(id.len() + 1..).unwrap_or_default();
            self.add_file(&layer, within, path, text)?;
        }
        self.layers.push(layer);
        Ok(())
    }

    fn add_file(&mut self, layer: &Layer, within: &str, path: &str, text: &str) -> Result<(), PackError> {
        match within.split_once('/') {
            None => match within {
                "sources.toml" => self.sources.add_file(text, path),
                "time-limits.toml" => self.limits.add_layer(layer, path, parse_limits(text, path)?),
                "review.toml" => self.scopes.add_file(layer, text, path),
                "disclosure.toml" => self.disclosure.add_file(layer, text, path),
                "discretion.toml" => {
                    let rule = Discretion::parse(text, path)?;
                    self.discretion = Some(Layered { layer: layer.clone(), file: path.to_owned(), rule });
                    Ok(())
                }
                "summary.toml" => self.add_summary(layer, path, text),
                "pack.toml" | "organ.toml" | "confirmations.toml" => Ok(()),
                _ => unknown(path),
            },
            Some(("calendar", _)) => {
                self.years.push(CalendarYear::parse(text, path)?);
                Ok(())
            }
            Some(("causes", _)) => {
                let cause = layered(layer, path, Cause::parse(text, path)?);
                match self.causes.insert(cause.rule.id.clone(), cause) {
                    Some(twin) => {
                        Err(PackError::rule(path, &twin.rule.id, "案由编号重复", "the id is used twice"))
                    }
                    None => Ok(()),
                }
            }
            Some(("inspections", _)) => {
                let item = layered(layer, path, InspectionItem::parse(text, path)?);
                match self.items.insert(item.rule.id.clone(), item) {
                    Some(twin) => {
                        Err(PackError::rule(path, &twin.rule.id, "检查事项编号重复", "the id is used twice"))
                    }
                    None => Ok(()),
                }
            }
            Some(("procedures", _)) => {
                self.procedures.push(Procedure::parse(text, path).map_err(|error| {
                    PackError::rule(path, "", &format!("程序规则有误：{error}"), &error.to_string())
                })?);
                Ok(())
            }
            // Models and templates of documents belong to the crate that renders them.
            Some(("documents", _)) => Ok(()),
            Some(_) => unknown(path),
        }
    }

    fn add_summary(&mut self, layer: &Layer, path: &str, text: &str) -> Result<(), PackError> {
        let rule = Summary::parse(text, path)?;
        if let Some(higher) = &self.summary {
            rule.check_below(&higher.rule)
                .map_err(|(chinese, english)| PackError::rule(path, &rule.id, chinese, english))?;
        }
        self.summary = Some(Layered { layer: layer.clone(), file: path.to_owned(), rule });
        Ok(())
    }

    fn finish(self, files: &PackFiles, body: &str) -> Result<Pack, PackError> {
        let path = format!("{body}/organ.toml");
        let Some(organ) = files.get(&path) else {
            return Err(PackError::rule(&path, "", "缺少机关信息", "the body has no organ.toml"));
        };
        let ids: Vec<&str> = self.layers.iter().map(|layer| layer.id.as_str()).collect();
        Ok(Pack {
            id: body.to_owned(),
            hash: files.digest(&ids),
            edition: self.editions.join(", "),
            organ: OrganIdentity::parse(organ, &path)?,
            layers: self.layers,
            sources: self.sources,
            calendar: Calendar::new(self.years),
            limits: self.limits,
            causes: self.causes,
            items: self.items,
            scopes: self.scopes,
            disclosure: self.disclosure,
            discretion: self.discretion,
            summary: self.summary,
            procedures: self.procedures,
            confirmations: Vec::new(),
        })
    }
}

fn layered<Rule>(layer: &Layer, path: &str, rule: Rule) -> Layered<Rule> {
    Layered { layer: layer.clone(), file: path.to_owned(), rule }
}

/// A rule file that nobody reads would be a rule that nobody keeps.
fn unknown(path: &str) -> Result<(), PackError> {
    Err(PackError::rule(path, "", "没有人读取这个规则文件", "nobody reads this file"))
}
