//! One slip in one line because of which Helm or the chart cannot read the file: the indentation, the colon, a
//! quote or a bracket. Where only one meaning makes the block one of the chart's, that is what was
//! meant, and the slip is reported at its own line, not where the reader stops.

use helm_values::{Data, Document, Helm, Problem, ProblemKind, Style, Value, parse};
use text::{Edit, EditSet, EditSetBuilder, Span};

use super::slip_changes::{Change, Slip, kinds};
use crate::base::finding::{Finding, Fix};
use crate::knowledge::rules::helm_overrides::{
    BRACKET_NOT_CLOSED, COLON_MISSING, INDENTATION_DOES_NOT_FIT, QUOTE_NOT_CLOSED,
};
use crate::knowledge::{self, KeyForm};

/// A longer block is not searched (bytes), and after so many blocks no other: each search reads the
/// block some hundred times.
const LONGEST: usize = 4096;
/// A longer text is not searched at all (bytes).
const LARGE: usize = 256 * 1024;
const MOST: usize = 3;

/// The slips of a text that Helm or the chart cannot read; none where the fixes of its problems are
/// enough.
pub(crate) fn find(document: &Document) -> Vec<Finding> {
    let text = document.text();
    let stops = stops(document);
    if stops.is_empty() || text.len() > LARGE || cured(document) {
        return Vec::new();
    }
    let mut tried: Vec<Span> = Vec::new();
    let mut found = Vec::new();
    for (at, why) in stops {
        let block = block(text, at.start);
        if tried.iter().any(|b| b.overlaps(block)) || block.len() > LONGEST {
            continue;
        }
        tried.push(block);
        if let Some(change) = only_change(block.of(text), at.start - block.start) {
            found.push(say(text, block.start, change, why, at));
        }
        if tried.len() == MOST {
            break;
        }
    }
    found
}

/// Where Helm's reader stops, or the chart, which takes a text for a block; and what happens then.
fn stops(document: &Document) -> Vec<(Span, String)> {
    let refused = |p: &Problem| match &p.said {
        Some(said) => format!("Helm rejects the whole file: `{said}`."),
        None => "Helm rejects the whole file.".to_owned(),
    };
    let template = |kind: &ProblemKind| {
        matches!(kind, ProblemKind::TerraformTemplate | ProblemKind::GoTemplate)
    };
    let fatal = document.problems().iter().filter(|p| p.fatal && !template(&p.kind));
    let mut all: Vec<(Span, String)> = fatal.map(|p| (p.span, refused(p))).collect();
    if all.is_empty() {
        texts_for_blocks(&document.values(Helm::V4), "", &mut all);
    }
    all
}

fn texts_for_blocks(value: &Value, parent: &str, all: &mut Vec<(Span, String)>) {
    for (name, value) in value.as_map().into_iter().flatten() {
        let path = if parent.is_empty() { name.to_string() } else { format!("{parent}.{name}") };
        let form = knowledge::chart_key(&path).map(|k| k.form);
        let block = matches!(form, Some(KeyForm::Block | KeyForm::Map | KeyForm::StringMap));
        match (&value.data, value.origin) {
            (Data::Map(_), _) => texts_for_blocks(value, &path, all),
            (Data::String(_), Some(origin)) if block => all.push((
                origin.value,
                format!("YAML reads it as the text of `{name}`, and Helm stops at the chart."),
            )),
            _ => {}
        }
    }
}

/// Whether the text can be read once its problems have their own fixes, and nobody would doubt them:
/// quotes around a second setting, or after the other kind of quote, are not what was meant.
fn cured(document: &Document) -> bool {
    let text = document.text();
    let mut all = EditSetBuilder::default();
    for problem in document.problems() {
        let said = problem.span.of(text);
        let doubtful = match problem.kind {
            ProblemKind::ColonInValue => said.split_whitespace().any(|word| word.ends_with(':')),
            ProblemKind::UnclosedQuote(_) | ProblemKind::ReservedStart('`') => {
                said.trim_end().ends_with(['"', '\'', '`'])
            }
            _ => false,
        };
        if doubtful {
            return false;
        }
        if let Some(fix) = &problem.fix {
            let _ = all.add(fix);
        }
    }
    let fixed = all.finish().apply(text);
    fixed.is_ok_and(|fixed| fixed != text && parse(&fixed).refusal(Helm::V4).is_none())
}

/// The lines from the key in the first column above a place to the next one. A key without its colon
/// is in the first column too, so the place's own line does not end it.
fn block(text: &str, at: usize) -> Span {
    let (mut start, mut end, mut from) = (0, text.len(), 0);
    for line in text.split_inclusive('\n') {
        let first = line.chars().next().is_some_and(|c| !c.is_whitespace() && c != '#');
        if first && from <= at {
            start = from;
        } else if first {
            end = from;
            break;
        }
        from += line.len();
    }
    Span::new(start, end)
}

/// The change of one line after which the block can be read as the chart's, if all of its kind that
/// lead there mean the same.
fn only_change(block: &str, at: usize) -> Option<Change> {
    for kind in kinds(block, at) {
        let mut first: Option<(Change, Value)> = None;
        for change in kind {
            let Some(values) = reads(block, &change) else { continue };
            match &first {
                Some((_, other)) if !other.same(&values) => return None,
                // Of two lines that do not fit each other the one in an odd column is wrong.
                Some((old, _)) if !old.slip.is_odd() || change.slip.is_odd() => {}
                _ => first = Some((change, values)),
            }
        }
        if let Some((change, _)) = first {
            return Some(change);
        }
    }
    None
}

/// The values of the block after a change, if they are the chart's.
fn reads(block: &str, change: &Change) -> Option<Value> {
    let text = EditSet::from(change.edit.clone()).apply(block).ok()?;
    let document = parse(&text);
    let values = document.values(Helm::V4);
    let good = document.problems().is_empty() && is_of_the_chart(&values, "");
    (good && !quoted_oddly(&document, change)).then_some(values)
}

/// Whether a value on the changed line has a single quote or other rest of a quoting in it.
fn quoted_oddly(document: &Document, change: &Change) -> bool {
    let line = Span::new(change.place.start, change.place.end + change.edit.insert.len());
    let mut scalars = document.nodes().filter_map(|(_, n)| Some((n.span, n.as_scalar()?)));
    scalars.any(|(span, scalar)| {
        let bare = scalar.style == Style::Plain;
        let odd = |quote: &char| match scalar.text.matches(*quote).count() {
            0 => false,
            count => bare || count % 2 == 1,
        };
        span.overlaps(line) && ['"', '\'', '`'].iter().any(odd)
    })
}

/// Whether every key is one of the chart's with a value of its kind, and every setting one of TFE's.
fn is_of_the_chart(value: &Value, parent: &str) -> bool {
    let Some(map) = value.as_map() else { return false };
    map.iter().all(|(name, value)| {
        let path = if parent.is_empty() { name.to_string() } else { format!("{parent}.{name}") };
        let nothing = matches!(value.data, Data::Null);
        let scalar = !matches!(value.data, Data::Map(_) | Data::List(_));
        match (parent, knowledge::chart_key(&path).map(|k| k.form)) {
            ("env.variables" | "env.secrets", _) => {
                scalar && !nothing && knowledge::setting(name).is_some()
            }
            ("env", _) if matches!(name.as_str(), "variables" | "secrets") => {
                nothing || is_of_the_chart(value, &path)
            }
            (_, Some(KeyForm::Block)) => nothing || is_of_the_chart(value, &path),
            (_, Some(KeyForm::Map | KeyForm::StringMap | KeyForm::ScalarMap)) => {
                nothing || value.as_map().is_some()
            }
            (_, Some(KeyForm::List | KeyForm::NameList | KeyForm::RefList)) => {
                nothing || matches!(value.data, Data::List(_))
            }
            (_, form) => scalar && form.is_some(),
        }
    })
}

fn say(text: &str, shift: usize, change: Change, why: String, stops: Span) -> Finding {
    let edit = Edit { span: change.edit.span.shifted(shift), ..change.edit };
    let place = change.place.shifted(shift);
    let shown = place.of(text);
    let (rule, what, action, title) = match change.slip {
        Slip::Indentation(to) => (
            &INDENTATION_DOES_NOT_FIT,
            "This line does not line up with the keys next to it.".to_owned(),
            format!("Indent it by {to} spaces."),
            format!("Indent it by {to} spaces"),
        ),
        Slip::Colon => (
            &COLON_MISSING,
            "This line has no `: ` between key and value.".to_owned(),
            "Write `key: value`.".to_owned(),
            "Write the colon".to_owned(),
        ),
        Slip::Quote if edit.insert.is_empty() => (
            &QUOTE_NOT_CLOSED,
            "There is one quote too many here.".to_owned(),
            format!("Delete this {}.", name(shown)),
            "Delete the quote".to_owned(),
        ),
        Slip::Quote => (
            &QUOTE_NOT_CLOSED,
            "The quotes around this value do not match.".to_owned(),
            "Start and end it with the same quote.".to_owned(),
            "Correct the quote".to_owned(),
        ),
        Slip::LineBreak => (
            &COLON_MISSING,
            "There are two keys on this line.".to_owned(),
            "Start a new line with the second one.".to_owned(),
            "Break the line".to_owned(),
        ),
        Slip::Bracket => (
            &BRACKET_NOT_CLOSED,
            "The brackets on this line do not match.".to_owned(),
            "Close each bracket once.".to_owned(),
            "Correct the bracket".to_owned(),
        ),
    };
    let found = rule.at(place).say(what, why, action).fix(Fix::safe(title, edit));
    if stops.overlaps(place) { found } else { found.related(stops, "Helm stops here") }
}

fn name(quote: &str) -> &'static str {
    if quote == "'" { "single quote" } else { "quote" }
}
