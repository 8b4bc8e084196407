//! Findings and changes of a text, as findings and changes of the file around it.

use text::{Edit, EditSet, Span};

use super::escape::here_string;
use super::narrow::narrowed;
use super::{Embedded, Fills, Form, Piece, What};
use crate::base::finding::{Finding, Fix};
use crate::carry::rule_blocks;

impl Embedded {
    /// A finding in the file; `None` where it is about what is filled in. `others` are the
    /// texts that its related places may stand in.
    pub(crate) fn finding(
        &self,
        mut finding: Finding,
        file: &str,
        others: &[Self],
    ) -> Option<Finding> {
        if self.is_unknown(finding.primary) {
            return None;
        }
        finding.primary = self.outer_span(finding.primary);
        for related in &mut finding.related {
            let of = match related.document.take() {
                Some(other) => others.get(other),
                None => Some(self),
            };
            related.span = of.unwrap_or(self).outer_span(related.span);
        }
        finding.fixes = finding.fixes.into_iter().filter_map(|f| self.fix(f, file)).collect();
        Some(finding)
    }

    /// A finding of one text, in what that is wrapped in; places in other documents stay.
    pub(crate) fn unwrapped_finding(&self, mut finding: Finding, file: &str) -> Option<Finding> {
        if self.is_unknown(finding.primary) {
            return None;
        }
        finding.primary = self.outer_span(finding.primary);
        for related in finding.related.iter_mut().filter(|r| r.document.is_none()) {
            related.span = self.outer_span(related.span);
        }
        finding.fixes = finding.fixes.into_iter().filter_map(|f| self.fix(f, file)).collect();
        Some(finding)
    }

    fn fix(&self, fix: Fix, file: &str) -> Option<Fix> {
        let own = fix.edits.edits().iter();
        let own: Vec<Edit> = match self.form {
            Form::Wrapped(..) => own.flat_map(|edit| narrowed(&self.text, edit)).collect(),
            _ => own.cloned().collect(),
        };
        let edits: Option<Vec<Edit>> = own.iter().map(|edit| self.edit(edit, file)).collect();
        Some(Fix { edits: EditSet::new(edits?).ok()?, ..fix })
    }

    fn edit(&self, edit: &Edit, file: &str) -> Option<Edit> {
        if self.is_unknown(edit.span) || self.form == Form::Made {
            return None;
        }
        if let Form::Wrapped(begin, escape) = &self.form {
            return self.wrapped_edit(edit, file, begin.as_deref(), escape);
        }
        let bare = self.bare_value(edit);
        let edit = bare.as_ref().unwrap_or(edit);
        if self.form == Form::Sets {
            // A word for a word: neither Helm's nor Terraform's grammar reads anything else in it.
            let word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
            let plain = !edit.insert.is_empty() && edit.insert.chars().all(word);
            if !plain || edit.span.is_empty() || !self.is_same(edit.span) {
                return None;
            }
        }
        if self.form == Form::RuleBlocks {
            if let Some(blocks) = rule_blocks::new_rules(&edit.insert) {
                return rule_blocks::insert(file, self.outer_end(edit.span.start), &blocks);
            }
            if edit.insert.contains('\n') || self.touches_frame(edit.span) {
                return None;
            }
        }
        let span = if edit.span.is_empty() {
            Span::at(self.line_start(edit, file).unwrap_or(self.outer_end(edit.span.start)))
        } else {
            self.outer_span(edit.span)
        };
        Some(Edit { span, insert: self.written(edit) })
    }

    /// Where whole lines go before the first one of a text: before the indentation that the file gives it.
    fn line_start(&self, edit: &Edit, file: &str) -> Option<usize> {
        let Form::Lines(indent, _) = &self.form else { return None };
        let at = self.outer_end(edit.span.start);
        let before = file.get(..at)?.strip_suffix(indent.as_str())?;
        let begins = edit.span.start == 0 && before.ends_with('\n');
        (begins && edit.insert.ends_with('\n')).then_some(before.len())
    }

    /// The change of a `set`'s value without the quotes that only the text of all sets has.
    fn bare_value(&self, edit: &Edit) -> Option<Edit> {
        let quoted = |text: &str| text.len() > 1 && text.starts_with('"') && text.ends_with('"');
        if self.form != Form::Sets || !quoted(edit.span.of(&self.text)) {
            return None;
        }
        let span = Span::new(edit.span.start + 1, edit.span.end - 1);
        let insert =
            if quoted(&edit.insert) { edit.insert.trim_matches('"') } else { &edit.insert };
        Some(Edit::replace(span, insert))
    }

    fn touches_frame(&self, inner: Span) -> bool {
        let touched = |p: &&Piece| match inner.is_empty() {
            true => p.inner.start < inner.start && inner.start <= p.inner.end,
            false => p.inner.overlaps(inner),
        };
        let mut touched = self.around(inner).filter(touched).peekable();
        touched.peek().is_none() || touched.any(|p| p.what == What::Frame)
    }

    /// New text as it is written in the file.
    fn written(&self, edit: &Edit) -> String {
        let escaped = match self.form {
            Form::Lines(_, Fills::Shell) => {
                edit.insert.replace('\\', "\\\\").replace('$', "\\$").replace('`', "\\`")
            }
            Form::Lines(_, Fills::ShellQuotes) => {
                let escaped = edit.insert.replace('\\', "\\\\").replace('$', "\\$");
                escaped.replace('`', "\\`").replace('"', "\\\"")
            }
            Form::Lines(_, Fills::HereString) => here_string(&edit.insert),
            Form::Lines(_, Fills::ShellApostrophes) => edit.insert.replace('\'', "'\\''"),
            Form::Lines(_, Fills::Nothing) => edit.insert.clone(),
            _ => edit.insert.replace("${", "$${").replace("%{", "%%{"),
        };
        match &self.form {
            Form::Quoted => escaped
                .replace('\\', "\\\\")
                .replace('"', "\\\"")
                .replace('\n', "\\n")
                .replace('\r', "\\r")
                .replace('\t', "\\t"),
            Form::Lines(indent, _) if !indent.is_empty() => {
                let before = self.text.get(..edit.span.start).unwrap_or("");
                let mut begins = before.is_empty() || before.ends_with('\n');
                let mut out = String::new();
                for line in escaped.split_inclusive('\n') {
                    if begins && !line.trim().is_empty() {
                        out.push_str(indent);
                    }
                    out.push_str(line);
                    begins = true;
                }
                out
            }
            _ => escaped,
        }
    }
}
