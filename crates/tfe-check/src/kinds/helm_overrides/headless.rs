//! Lines copied from the middle of a file: settings whose headers, `env:` and `variables:`, are missing.

use text::{Edit, EditSet, Span};

use crate::base::finding::{Evidence, Excerpt, Finding, Severity, Stage};
use crate::base::judgement::Judgement;
use crate::base::versions::Versions;
use crate::carry::line::{Line, lines_of};
use crate::carry::signs::values::ENV;
use crate::contract::Mended;
use crate::knowledge;
use crate::knowledge::rules::helm_overrides::PART_OF_A_CONFIGURATION;

/// A text that begins with settings below headers that were not copied with them.
pub(super) fn below_its_headers(_: &Versions, text: &str, _: &mut Judgement) -> Option<Mended> {
    mended(text)
}

/// What puts the headers above such settings.
pub(super) fn headers(text: &str) -> Option<EditSet> {
    mended(text).map(|mended| mended.edits)
}

fn mended(text: &str) -> Option<Mended> {
    let block = Block::of(text)?;
    let (after, key) = block.after;
    // Below the settings is the next block of `env:`, another key of the chart, or nothing.
    let (header, outer) = match key {
        "" => ("variables", block.column / 2),
        "variables" if after > 0 => ("secrets", after),
        _ if after > 0 && ENV.contains(&key) => ("variables", after),
        _ if after == 0 && !ENV.contains(&key) && knowledge::chart_key(key).is_some() => {
            ("variables", block.column / 2)
        }
        _ => return None,
    };
    // Whoever copies from the middle of a line leaves its indentation after.
    let lost = block.column - block.first.indent();
    let head = ["env:\n", &" ".repeat(outer), header, ":\n", &" ".repeat(lost)].concat();
    let edits = EditSet::from(Edit::insert(block.first.start, head));
    let first = block.first.span();
    let name = first.of(text).split(':').next()?;
    let place = Span::new(first.start + block.first.indent(), first.start + name.len());
    let kept: fn(&mut Finding) -> bool =
        if key.is_empty() { holds_anywhere } else { holds_in_values };
    let said = PART_OF_A_CONFIGURATION.at(place).say(
        "The beginning is missing: this is read as what is below env.",
        "Missing settings are not reported; they may be in the rest of the file.",
        "Check the whole file to have everything checked.",
    );
    let text = edits.apply(text).ok()?;
    Some(Mended {
        part: true,
        text,
        edits,
        said: vec![said],
        kept: Some(kept),
        ..Mended::default()
    })
}

/// Of a part of a file nothing is moved to other lines.
fn holds_in_values(finding: &mut Finding) -> bool {
    finding.fixes.retain(|fix| fix.edits.edits().iter().all(|edit| !edit.insert.contains('\n')));
    true
}

/// Nobody says that Helm reads these lines: they may be those of a Docker Compose file, of a ConfigMap, or of a role
/// of Ansible.
fn holds_anywhere(finding: &mut Finding) -> bool {
    if finding.evidence == Evidence::ChartSource && finding.stage != Stage::Parse {
        finding.severity = finding.severity.min(Severity::Warning);
    }
    let holds = finding.stage == Stage::Parse || finding.rule.holds_in(Excerpt::Lines);
    holds && holds_in_values(finding)
}

/// The settings that a text begins with.
struct Block<'t> {
    first: Line<'t>,
    /// Where all of them begin, except perhaps the first.
    column: usize,
    /// What follows them further out: its column and its key, which is empty where nothing does.
    after: (usize, &'t str),
}

impl<'t> Block<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let mut block: Option<Self> = None;
        for line in lines_of(text) {
            let content = line.content.trim();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            let (key, value) = content.split_once(':').unwrap_or_default();
            let indent = line.indent();
            let Some(block) = &mut block else {
                if !key.starts_with("TFE_") || value.is_empty() && indent == 0 {
                    return None;
                }
                block = Some(Self { first: line, column: indent, after: (0, "") });
                continue;
            };
            if block.column == 0 {
                // What begins in the first column and goes on there is a file of its own.
                block.column = Some(indent).filter(|own| *own > 0)?;
            }
            if indent < block.column {
                block.after = (indent, Some(key).filter(|key| !key.is_empty())?);
                break;
            }
            if indent == block.column && !is_variable(key) {
                return None;
            }
        }
        block.filter(|block| block.column > 1)
    }
}

/// Whether a key is the name of an environment variable.
fn is_variable(key: &str) -> bool {
    let letter = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
    !key.is_empty() && key.bytes().all(letter)
}
