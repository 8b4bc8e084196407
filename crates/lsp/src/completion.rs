//! What fits at the cursor.

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Documentation, InsertTextFormat,
    MarkupContent, MarkupKind, Position, Range, TextEdit,
};
use text::Layout;
use tfe_check::hint::{Choice, choices};

use crate::diagnostics::Style;
use crate::hover::of_word;
use crate::known::kind_of;
use crate::places::Places;
use crate::texts::Open;

/// Keys, settings, paths and capabilities that fit at a place of a text.
pub(crate) fn completion(open: &Open, position: Position, style: Style<'_>) -> Vec<CompletionItem> {
    let text = &*open.now.text;
    let places = Places::new(text, style.client.units);
    let at = places.offset(position);
    let fitting = kind_of(open).and_then(|kind| choices(kind, text, at));
    let Some((span, choices)) = fitting else { return Vec::new() };
    let range = places.range(span.start, span.end);
    let typed = text.get(span.start..at.clamp(span.start, span.end)).unwrap_or_default();
    let layout = Layout::of(text);
    let item = |(rank, choice): (usize, &Choice)| {
        let choice = Choice { insert: layout.adapt(&choice.insert).into_owned(), ..choice.clone() };
        item(&choice, rank, range, typed, style)
    };
    choices.iter().enumerate().map(item).collect()
}

fn item(
    choice: &Choice,
    rank: usize,
    range: Range,
    typed: &str,
    style: Style<'_>,
) -> CompletionItem {
    let snippet = style.client.snippets.then(|| snippet(choice)).flatten();
    let about = &choice.about;
    let told = MarkupContent { kind: MarkupKind::Markdown, value: of_word(about) };
    // An editor compares what is typed with this; quotes and spaces before the word are typed too.
    let before: String = typed.chars().take_while(|c| !c.is_alphanumeric()).collect();
    CompletionItem {
        label: choice.label.clone(),
        kind: Some(CompletionItemKind::PROPERTY),
        detail: (!choice.detail.is_empty()).then(|| choice.detail.clone()),
        documentation: (!about.meaning.is_empty()).then_some(Documentation::MarkupContent(told)),
        filter_text: Some(format!("{before}{}", choice.label)),
        // The order of the tables, which is the one of their documents.
        sort_text: Some(format!("{rank:04}")),
        insert_text_format: snippet.is_some().then_some(InsertTextFormat::SNIPPET),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit {
            range,
            new_text: snippet.unwrap_or_else(|| choice.insert.clone()),
        })),
        ..CompletionItem::default()
    }
}

/// The text with the place of the cursor; `None` where that is the end anyway.
fn snippet(choice: &Choice) -> Option<String> {
    let at = choice.insert.len().checked_sub(choice.back).filter(|_| choice.back > 0)?;
    let (before, after) = choice.insert.split_at_checked(at)?;
    Some(format!("{}$0{}", escaped(before), escaped(after)))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_of_a_snippet_is_where_the_choice_says() {
        let choice = |insert: &str, back| Choice {
            label: String::new(),
            insert: insert.to_owned(),
            back,
            detail: String::new(),
            about: tfe_check::hint::About::default(),
        };
        assert_eq!(snippet(&choice("a = [\"\"]", 2)).unwrap(), "a = [\"$0\"]");
        assert_eq!(snippet(&choice("${x}\n}", 1)).unwrap(), "\\${x\\}\n$0\\}");
        assert_eq!(snippet(&choice("a", 0)), None);
    }
}
