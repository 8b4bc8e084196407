//! What programs put before every line of a log, also before those that only go on with the message before them.

/// How far a prefix may reach.
const LONGEST: usize = 400;

/// A line without what `kubectl logs --prefix` and `docker compose logs` put before it:
/// `[pod/tfe-0/tfe] `, `tfe-1  | `. What others put before it is left out only where the rest goes on with a message.
pub(crate) fn without_prefix(line: &str) -> &str {
    let line = line.trim_start();
    let head = line.get(..line.floor_char_boundary(160)).unwrap_or(line);
    let rest = match (head.strip_prefix("[pod/"), head.split_once(" | ")) {
        (Some(pod), _) => pod.split_once("] ").map(|(pod, _)| "[pod/".len() + pod.len() + 2),
        (None, Some((name, _))) if is_a_name(name.trim_end()) => Some(name.len() + " | ".len()),
        _ => None,
    };
    let line = line.get(rest.unwrap_or(0)..).unwrap_or(line).trim_start();
    let rest = may_go_on(line).then(|| behind(line, 3)).flatten();
    rest.unwrap_or(line)
}

/// Whether a line may go on with a message: most do not, and need no closer look.
fn may_go_on(line: &str) -> bool {
    let head = first_line(line);
    let ends = |c: char| c.is_ascii_digit() || ":>│|FPZ-}".contains(c);
    let is_marked = ["URL: ", "Code: ", "* ", "\t"].iter().any(|mark| head.contains(mark));
    is_marked || head.ends_with(' ') || head.trim_end().ends_with(ends)
}

/// What goes on with a message after some prefixes, one in the other: a quoted line of a journal.
fn behind(line: &str, most: usize) -> Option<&str> {
    let forms = [after_marks, after_number, after_stamp, after_host, after_names, in_record];
    let rests = forms.iter().filter_map(|form| form(line));
    let mut rests = rests.filter(|rest| rest.len() < line.len());
    rests.find_map(|rest| match goes_on(rest) {
        true => Some(rest),
        false => behind(rest, most.checked_sub(1)?),
    })
}

/// Whether a line of output goes on with the message before it, as Vault's errors have several lines.
fn goes_on(rest: &str) -> bool {
    let bare = rest.strip_prefix(' ').unwrap_or(rest);
    let line = bare.split('\n').next().unwrap_or("").trim();
    line.is_empty()
        || end_of_record(line) == Some(0)
        || ["URL: ", "Code: ", "* ", "\t"].iter().any(|begin| bare.starts_with(begin))
}

/// After the marks of quoted mail and of Terraform's boxes.
fn after_marks(line: &str) -> Option<&str> {
    line.starts_with(['>', '│', '|']).then(|| line.trim_start_matches(['>', '│', '|', ' ']))
}

/// After `tfe.log:100:` and `101-`, as `grep -n` writes them.
fn after_number(line: &str) -> Option<&str> {
    let head = first_line(line);
    let digits =
        |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let at_marks = head.match_indices([':', '-']).map(|(at, mark)| at + mark.len());
    let mut starts = std::iter::once(0).chain(at_marks.take(12));
    starts.find_map(|at| {
        let name = head.get(..at)?.trim_end_matches([':', '-']);
        let rest = head.get(at..)?;
        let end = digits(rest);
        let is = end > 0 && rest.get(end..)?.starts_with([':', '-']);
        let named = at == 0 || name.chars().all(|c| !c.is_whitespace());
        let rest = line.get(at + end + 1..).filter(|_| is && named)?;
        goes_on(rest).then_some(rest)
    })
}

/// After the time that `kubectl logs --timestamps` and `docker logs -t` put before every line, and what the files of
/// a node have after it: `stderr F `.
fn after_stamp(line: &str) -> Option<&str> {
    let length = line.find([' ', '\n']).unwrap_or(line.len());
    let stamp = line.get(..length).filter(|stamp| (20..=35).contains(&stamp.len()))?;
    let is_part = |c: char| c.is_ascii_digit() || "-T:.Z+,".contains(c);
    let is = stamp.get(10..11) == Some("T") && stamp.chars().all(is_part);
    let rest = line.get(length..).filter(|_| is)?;
    let streams = [" stdout F", " stderr F", " stdout P", " stderr P"];
    Some(streams.iter().find_map(|stream| rest.strip_prefix(stream)).unwrap_or(rest))
}

/// After `May 02 03:12:01 host docker[1234]: ` and the same with another time.
fn after_host(line: &str) -> Option<&str> {
    let head = first_line(line);
    let (before, _) =
        head.split_once("]: ").or_else(|| head.strip_suffix("]:").map(|b| (b, "")))?;
    let (words, process) = before.rsplit_once('[')?;
    let is_process = !process.is_empty() && process.bytes().all(|b| b.is_ascii_digit());
    let words: Vec<&str> = words.split_ascii_whitespace().collect();
    let times = words.len().checked_sub(2)?;
    let is_time = |word: &&str| word.bytes().any(|b| b.is_ascii_digit());
    let timed = words.iter().take(times).filter(|word| is_time(word)).count() > 0;
    let names = words.iter().skip(times).all(|word| is_a_name(word));
    line.get(before.len() + 2..).filter(|_| is_process && timed && times <= 3 && names)
}

/// After the names of a pod and its container, as stern writes them.
fn after_names(line: &str) -> Option<&str> {
    let head = first_line(line);
    let mut words = head.split(' ');
    let (pod, container) = (words.next()?, words.next()?);
    let is_pod = is_a_name(pod) && pod.matches('-').count() >= 2;
    let end = pod.len() + 1 + container.len();
    line.get(end..).filter(|_| is_pod && is_a_name(container))
}

/// The message of a record that is JSON, with what is after it.
fn in_record(line: &str) -> Option<&str> {
    let head = line.starts_with('{').then(|| first_line(line))?;
    let keys = ["\"message\"", "\"msg\"", "\"log\"", "\"@message\"", "\"MESSAGE\"", "\"line\""];
    keys.iter().find_map(|key| {
        let value = head.find(key)? + key.len();
        let rest = line.get(value..)?.trim_start().strip_prefix(':')?.trim_start();
        rest.strip_prefix('"').filter(|rest| goes_on(rest))
    })
}

/// Where the rest of a record begins, if a text is the end of one: `"}`, `","stream":"stdout"}`.
pub(crate) fn end_of_record(line: &str) -> Option<usize> {
    let line = line.trim_end();
    let bare = line.strip_prefix("\\n").unwrap_or(line);
    let is_end = bare.starts_with('"') && bare.ends_with('}');
    is_end.then_some(line.len() - bare.len())
}

fn first_line(text: &str) -> &str {
    let head = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text);
    head.split(['\n', '\r']).next().unwrap_or("")
}

fn is_a_name(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    !text.is_empty() && text.len() < 64 && text.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::without_prefix;

    #[test]
    fn what_goes_on_is_found_behind_each_prefix() {
        for prefix in [
            "> ",
            ">> > ",
            "│ ",
            "tfe.log-101-",
            "logs/tfe.log:101:",
            "17-",
            "2026-05-02T03:11:09.123456789Z ",
            "2026-05-02T03:11:09Z ",
            "2026-05-02T03:11:09+02:00 ",
            "2026-05-02T03:11:09.123456789Z stderr F ",
            "May 02 03:12:01 tfe-01 docker[1234]: ",
            "2026-05-02T03:12:01+0200 tfe-01 terraform-enterprise[1234]: ",
            "terraform-enterprise-7d9c5-abcde terraform-enterprise ",
            "{\"ts\":\"2026-05-02T03:12:01Z\",\"message\":\"",
            "[pod/tfe-0/tfe] 2026-05-02T03:11:09Z ",
            "> May 02 03:12:01 tfe-01 docker[1234]: ",
        ] {
            for rest in ["Code: 403. Errors:", "* permission denied", "URL: GET https://a"] {
                let line = format!("{prefix}{rest}");
                assert_eq!(without_prefix(&line).trim_start(), rest, "{line}");
            }
        }
    }

    #[test]
    fn a_line_of_its_own_keeps_its_beginning() {
        for line in [
            "2026-05-02T03:11:09Z [ERROR] a",
            "> quoted",
            "May 02 03:12:01 tfe-01 docker[1234]: started",
            "one-two-three four five",
            "{\"message\":\"a\"}",
            "10:15: b",
        ] {
            assert_eq!(without_prefix(line), line);
        }
    }
}
