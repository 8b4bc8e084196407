//! The marks that git leaves where two changes meet.

use text::Span;

use crate::base::finding::Finding;
use crate::knowledge::rules::any::MERGE_CONFLICT_LEFT;

/// Points at the first mark of a conflict that has an end.
pub(crate) fn find(text: &str) -> Option<Finding> {
    let mut at = 0;
    let mut open: Option<Span> = None;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare.starts_with("<<<<<<< ") {
            open = open.or(Some(Span::new(at, at + bare.len())));
        } else if bare.starts_with(">>>>>>> ") && open.is_some() {
            break;
        }
        at += line.len();
    }
    let closed = at < text.len();
    open.filter(|_| closed).map(|span| {
        MERGE_CONFLICT_LEFT
            .at(span)
            .say(
                "A merge conflict is left here: two versions of the same lines follow.",
                "No program understands these marks; Vault, Helm and Kubernetes reject the file.",
                "Keep one of the two, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`.",
            )
            .alone()
    })
}
