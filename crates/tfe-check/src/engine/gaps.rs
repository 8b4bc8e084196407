//! Lines that a page leaves out of what it shows.

/// A text without the `...` that stand for lines which a page leaves out. Every byte keeps its place.
pub(super) fn closed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match line.trim().trim_start_matches(['#', ' ']) {
            "..." | "…" | "[...]" | "<...>" => {
                let end = line.trim_end_matches(['\n', '\r']).len();
                out.push_str(&" ".repeat(end));
                out.push_str(line.get(end..).unwrap_or(""));
            }
            _ => out.push_str(line),
        }
    }
    out
}
