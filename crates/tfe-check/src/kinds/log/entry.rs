//! The entries of a log: a line, and those after it that belong to it.

use text::Span;

use super::prefix::without_prefix;
use super::time;

/// How far an entry is followed on each side. A stack trace is shorter, and a log that lost its line
/// breaks is not read again and again.
const FARTHEST: usize = 8 * 1024;

/// What a line of a log looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// It begins an entry, and only logs have such lines: a level, a record, an event.
    Certain,
    /// It begins with a time, which anything may have that was copied out of a log.
    Timed,
    /// It begins an entry, but other texts may have such a line, too.
    Likely,
    /// It belongs to the line before it, or to no log.
    Other,
}

/// Looks at the beginning of a line.
pub(crate) fn look(line: &str) -> Line {
    let line = without_prefix(line);
    let head = line.get(..line.floor_char_boundary(100)).unwrap_or(line);
    if head.starts_with(['#', '/', '-']) {
        return Line::Other;
    }
    if is_json(line) || is_level(head) || is_event(head) || is_klog(head) {
        return Line::Certain;
    }
    if has_time(head) {
        let is_record = line.contains(" HTTP/") || line.contains("{\"");
        return if is_record { Line::Certain } else { Line::Timed };
    }
    if head.starts_with("NAME ") && (head.contains(" READY ") || head.contains(" STATUS")) {
        return Line::Certain;
    }
    let words = [
        "Terraform v",
        "Error: ",
        "Error from server",
        "Operation failed: ",
        "FATAL: ",
        "panic: ",
        "$ ",
    ];
    if words.iter().any(|word| head.starts_with(word)) { Line::Likely } else { Line::Other }
}

/// A record of a program that logs JSON, on one line.
fn is_json(line: &str) -> bool {
    let keys = ["\"@level\"", "\"@message\"", "\"component\"", "\"level\"", "\"msg\"", "\"log\""];
    line.starts_with("{\"") && keys.iter().any(|key| line.contains(key))
}

fn is_level(head: &str) -> bool {
    let levels = ["[ERROR]", "[WARN]", "[INFO]", "[DEBUG]", "[TRACE]", "[FATAL]", "[error]"];
    let words = [" INFO ", " WARN ", " ERROR ", " CRIT ", " DEBUG ", " FATAL"];
    // Before the level are a time and a name at most.
    let begins = head.get(..head.floor_char_boundary(40)).unwrap_or(head);
    levels.iter().any(|level| begins.contains(level))
        || has_time(head) && words.iter().any(|level| begins.contains(level))
        || head.starts_with("level=")
        || head.starts_with("time=\"")
}

/// A line of `kubectl describe` or `kubectl get events`.
fn is_event(head: &str) -> bool {
    let mut words = head.split_whitespace();
    let first = words.find(|word| !word.ends_with(['s', 'm', 'h', 'd']) || word.len() > 6);
    matches!(first, Some("Warning" | "Normal")) && words.next().is_some_and(is_a_reason)
}

fn is_a_reason(word: &str) -> bool {
    word.len() > 5 && word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic)
}

/// A time where a log has it: before the text, or in the brackets of an access log.
fn has_time(head: &str) -> bool {
    time::first(head).is_some_and(|time| {
        let before = head.get(..time.start).unwrap_or("");
        !before.contains(['=', '"', '(']) && !before.contains(": ")
    })
}

/// `E0311 08:14:02.117000       1 main.go:12] …`
fn is_klog(head: &str) -> bool {
    let mut words = head.split_whitespace();
    let day = words.next().and_then(|w| w.strip_prefix(['I', 'W', 'E', 'F']));
    let is_day = day.is_some_and(|d| d.len() == 4 && d.bytes().all(|b| b.is_ascii_digit()));
    is_day && words.next().is_some_and(|w| w.matches(':').count() == 2)
}

/// The entry around a place.
pub(crate) fn around(text: &str, at: usize) -> Span {
    let first = text.floor_char_boundary(at.saturating_sub(FARTHEST));
    let last = text.floor_char_boundary(at.saturating_add(FARTHEST));
    let mut start = line_start(text, at, first);
    while start > first && look(line_of(text, start, last)) == Line::Other {
        start = line_start(text, start - 1, first);
    }
    let mut end = line_end(text, at, last);
    while end < last && look(line_of(text, end, last)) == Line::Other {
        end = line_end(text, end, last);
    }
    Span::new(start, end)
}

/// The line that begins at a place, without its end.
fn line_of(text: &str, start: usize, last: usize) -> &str {
    let rest = text.get(start..last).unwrap_or("");
    rest.split('\n').next().unwrap_or("")
}

fn line_start(text: &str, at: usize, first: usize) -> usize {
    let before = text.get(first..at).unwrap_or("");
    before.rfind('\n').map_or(first, |line| first + line + 1)
}

/// One past the line break after a place.
fn line_end(text: &str, at: usize, last: usize) -> usize {
    let rest = text.get(at..last).unwrap_or("");
    rest.find('\n').map_or(last, |line| at + line + 1)
}

/// When something in an entry happened: the last time before it, or else the first after it.
pub(crate) fn time_at(text: &str, entry: Span, at: usize) -> Option<&str> {
    let whole = entry.of(text);
    let before = |time: &Span| entry.start + time.start < at;
    let last = time::all(whole).take_while(before).last();
    last.or_else(|| time::first(whole)).map(|time| time.of(whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_begin_an_entry() {
        let certain = [
            "2026-03-11T08:14:02.117Z [ERROR] terraform-enterprise: a",
            "{\"@level\":\"error\",\"@message\":\"a\"}",
            "tfe-1  | 2026-03-11 08:14:02,117 INFO gave up",
            "[pod/tfe-0/terraform-enterprise] {\"component\":\"atlas\",\"log\":\"a\"}",
            "[ERROR] agent: failed",
            "Warning  FailedScheduling  2m10s  default-scheduler  0/3 nodes",
            "12s         Warning   BackOff        pod/tfe   Back-off",
            "10.0.3.7 - - [11/Mar/2026:08:14:02 +0000] \"GET / HTTP/1.1\" 410 22",
            "E0311 08:14:02.117000       1 main.go:12] failed",
            "time=\"2026-03-11T08:14:02Z\" level=warning msg=\"a\"",
        ];
        for line in certain {
            assert_eq!(look(line), Line::Certain, "{line}");
        }
    }

    #[test]
    fn lines_that_do_not() {
        let other = [
            "",
            "Code: 403. Errors:",
            "* permission denied",
            "# 2026-03-11T08:14:02Z [ERROR] in a comment",
            "// 2026-03-11T08:14:02Z",
            "path \"a\" {",
            "created: 2026-03-11T08:14:02Z",
            "creationTimestamp: \"2026-03-11T08:14:02Z\"",
            "{\"path\": {\"a\": {\"capabilities\": [\"read\"]}}}",
            "Warning: this is prose",
            "Normal people read it",
        ];
        for line in other {
            assert_eq!(look(line), Line::Other, "{line}");
        }
    }

    #[test]
    fn an_entry_ends_where_the_next_begins() {
        let text = "2026-03-11T08:14:01Z [INFO] a\n2026-03-11T08:14:02Z [ERROR] b: error=\"c\n\nURL: GET d\n* e\n\"\n2026-03-11T08:14:03Z [INFO] f\n";
        let at = text.find("URL").unwrap();
        let entry = around(text, at);
        assert!(entry.of(text).starts_with("2026-03-11T08:14:02Z"));
        assert!(entry.of(text).ends_with("* e\n\"\n"));
        assert_eq!(time_at(text, entry, at), Some("2026-03-11T08:14:02Z"));
    }

    #[test]
    fn the_time_of_a_line_without_breaks_is_the_last_one_before() {
        let text =
            "2026-03-11T08:14:01Z [INFO] a 2026-03-11T08:14:02Z [ERROR] b 2026-03-11T08:14:03Z c";
        let at = text.find("b 2").unwrap();
        assert_eq!(time_at(text, around(text, at), at), Some("2026-03-11T08:14:02Z"));
    }
}
