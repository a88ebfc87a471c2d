//! The last search before release: every rendering of a publication, for every protected value in every spelling.
//! It mends nothing; one finding stops the release.

use super::error::GateError;
use super::known::ProtectedValues;
use crate::value::leak::Medium;
use crate::value::protected::ProtectedKind;
use std::ops::Range;

/// One form in which the public will read a publication.
#[derive(Debug, Clone, Copy)]
pub struct Rendering<'a> {
    /// Where: 网页, 数据接口, PDF, 检索.
    pub channel: &'a str,
    /// How the text is written.
    pub medium: Medium,
    /// The text; of a PDF the text that can be drawn from it.
    pub text: &'a str,
}

/// A protected value in a rendering, named by its kind and never printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelLeak {
    /// The channel.
    pub channel: String,
    /// The kind of the value.
    pub kind: ProtectedKind,
    /// Its place in [`ProtectedValues::values`].
    pub value: usize,
    /// Bytes of the rendering.
    pub range: Range<usize>,
}

impl ChannelLeak {
    /// What the staff reads, and what the procedure is told.
    pub fn describe(&self) -> String {
        format!("{}：{}", self.channel, self.kind.label())
    }
}

/// Everything in the renderings that must stay hidden; nothing found means that they may go out.
pub fn leak_check(renderings: &[Rendering<'_>], values: &ProtectedValues) -> Vec<ChannelLeak> {
    let found = renderings.iter().flat_map(|rendering| {
        let leaks = values.found_in(rendering.text, rendering.medium).into_iter();
        leaks.map(|found| ChannelLeak {
            channel: rendering.channel.to_owned(),
            kind: found.kind,
            value: found.value,
            range: found.range,
        })
    });
    found.collect()
}

/// Refuses a text that holds a protected value.
pub(super) fn ensure_clean(place: &str, text: &str, values: &ProtectedValues) -> Result<(), GateError> {
    let kinds = values.kinds_in(text, Medium::Plain);
    if kinds.is_empty() {
        return Ok(());
    }
    let labels: Vec<&str> = kinds.iter().map(|kind| kind.label()).collect();
    Err(GateError::Leak { place: place.to_owned(), kinds: labels.join("、") })
}
