//! What happens to a policy on its way, and what it was before: it is in another form, the levels of its JSON are
//! wrong, quotes are cut in two, the line breaks are lost.

use super::facts::With;
use super::flattened::Flattened;
use super::once::parsed;
use super::{
    bare, cut_comment, empty_rule, escaped_quotes, headless, line_break, other_form, rules,
    template,
};
use crate::base::judgement::Judgement;
use crate::contract::{Mended, Rung};

/// What is mended, in this order.
pub(super) fn rungs<'w>() -> [Rung<With<'w>>; 10] {
    let template: Rung<With<'w>> = without_control_lines;
    let levels: Rung<With<'w>> = with_levels;
    let quotes: Rung<With<'w>> = with_whole_quotes;
    let line_breaks: Rung<With<'w>> = with_line_breaks;
    let (yaml, comment): (Rung<With<'w>>, Rung<With<'w>>) =
        (other_form::no_yaml, other_form::without_comment);
    let (empty, escaped): (Rung<With<'w>>, Rung<With<'w>>) =
        (empty_rule::without, escaped_quotes::without);
    let (cut, head): (Rung<With<'w>>, Rung<With<'w>>) = (cut_comment::without, headless::without);
    [yaml, template, cut, comment, escaped, empty, levels, quotes, line_breaks, head]
}

/// A template of a policy, without the lines that only its engine reads.
fn without_control_lines(_: &With<'_>, text: &str, judged: &mut Judgement) -> Option<Mended> {
    if judged.accepted == Some(true) {
        return None;
    }
    let template = template::of(text)?;
    let said = vec![rules::policy_template_not_rendered::say(&template)];
    let text = template.edits.apply(text).ok()?;
    let until = template.loose.then_some(0);
    Some(Mended { text, edits: template.edits, said, part: true, until, ..Mended::default() })
}

/// A policy in JSON whose rules are a level too high or too deep.
fn with_levels(_: &With<'_>, text: &str, _: &mut Judgement) -> Option<Mended> {
    let bare = bare::bare(text, &parsed(text))?;
    let said = vec![rules::json_level::say(&bare)];
    let (text, edits) = (bare.mended, bare.edits);
    Some(Mended { text, edits, said, accepted: Some(false), ..Mended::default() })
}

/// Texts in quotes that line breaks cut in two.
fn with_whole_quotes(_: &With<'_>, text: &str, _: &mut Judgement) -> Option<Mended> {
    let broken = line_break::broken(text, &parsed(text))?;
    let said = rules::line_break_in_quotes::say(&broken).collect();
    let (text, edits) = (broken.mended, broken.edits);
    Some(Mended { text, edits, said, accepted: Some(false), ..Mended::default() })
}

/// A policy that lost its line breaks.
fn with_line_breaks(_: &With<'_>, text: &str, judged: &mut Judgement) -> Option<Mended> {
    let flat = Flattened::of(text, &judged.findings)?;
    let Flattened { text, edits, finding } = flat;
    Some(Mended { text, edits, said: vec![finding], ..Mended::default() })
}
