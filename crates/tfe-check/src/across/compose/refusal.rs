//! Answers that no file can be made of.

use super::answers::Answers;
use crate::base::versions::TfeVersion;

/// The first release with the chart.
const FIRST: TfeVersion = TfeVersion::Monthly(202_309, 1);

/// An answer that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What was asked.
    pub question: Question,
    /// What is wrong with the answer, as one sentence.
    pub why: &'static str,
}

/// A question that is answered with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// [`Answers::host`]
    Host,
    /// [`Answers::release`]
    Release,
    /// The namespace of Vault.
    Namespace,
    /// The mount of AppRole in Vault.
    Mount,
}

/// The first answer that cannot be used.
pub(super) fn first(answers: &Answers) -> Option<Refused> {
    let refused = |question, why| Refused { question, why };
    let vault = answers.vault.clone().unwrap_or_default();
    if !is_host(&answers.host) {
        return Some(refused(Question::Host, "Write a DNS name, such as tfe.example.com."));
    }
    if !is_release(&answers.release) {
        let why = "Write a release from v202309-1 on, such as v202507-1 or 2.0.6.";
        return Some(refused(Question::Release, why));
    }
    if !vault.namespace.is_empty() && !is_path(&vault.namespace) {
        return Some(refused(Question::Namespace, "Write a namespace, such as admin/tfe."));
    }
    if !vault.mount.is_empty() && (!is_path(&vault.mount) || vault.mount.starts_with("auth/")) {
        return Some(refused(Question::Mount, "Write a mount without auth/, such as approle."));
    }
    None
}

/// Labels of lower-case letters, digits and hyphens, two or more; the last one is not a number, as in addresses.
fn is_host(host: &str) -> bool {
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let label = |label: &str| {
        let edges = label.starts_with('-') || label.ends_with('-');
        (1..=63).contains(&label.len()) && !edges && label.chars().all(letter)
    };
    let number = |label: &str| label.chars().all(|c| c.is_ascii_digit());
    let last = host.rsplit('.').next().unwrap_or_default();
    host.len() <= 253 && host.contains('.') && host.split('.').all(label) && !number(last)
}

/// A tag of the image, written as the releases are.
fn is_release(release: &str) -> bool {
    let Some(version) = TfeVersion::read(release) else { return false };
    let (written, has_chart) = match version {
        TfeVersion::Monthly(month, number) => (format!("v{month}-{number}"), version >= FIRST),
        TfeVersion::Semantic(major, minor, patch) => {
            (format!("{major}.{minor}.{patch}"), major > 0)
        }
    };
    written == release && has_chart
}

/// Parts of letters, digits, `-` and `_` with slashes between them.
fn is_path(path: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    path.split('/').all(|part| !part.is_empty() && part.chars().all(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::across::compose::answers::Vault;

    #[test]
    fn what_cannot_be_written_is_refused_by_name() {
        let question = |change: fn(&mut Answers)| {
            let mut answers = Answers::default();
            change(&mut answers);
            first(&answers).map(|refused| refused.question)
        };
        assert_eq!(question(|_| ()), None);
        for host in ["", "tfe", "https://tfe.example.com", "10.0.0.1", "a\n.b", "-a.example.com"] {
            let answers = Answers { host: host.to_owned(), ..Answers::default() };
            assert_eq!(first(&answers).map(|r| r.question), Some(Question::Host), "{host:?}");
        }
        for release in
            ["", "2.0", "v2.0.6", "latest", "v202308-1", "0.9.0", "202507-1", "v202507-01"]
        {
            let answers = Answers { release: release.to_owned(), ..Answers::default() };
            assert_eq!(first(&answers).map(|r| r.question), Some(Question::Release), "{release:?}");
        }
        let vault = |namespace: &str, mount: &str| {
            let vault = Vault { namespace: namespace.to_owned(), mount: mount.to_owned() };
            first(&Answers { vault: Some(vault), ..Answers::default() }).map(|r| r.question)
        };
        assert_eq!(vault("admin/tfe", "approle-2"), None);
        assert_eq!(vault("admin/", ""), Some(Question::Namespace));
        assert_eq!(vault("a\"b", ""), Some(Question::Namespace));
        assert_eq!(vault("", "auth/approle"), Some(Question::Mount));
        assert_eq!(vault("", "a b"), Some(Question::Mount));
    }
}
