//! What is said of Helm values, and what is done with them.

use std::borrow::Cow;
use std::rc::Rc;

use super::together::Release;
use super::{hint, judge, judge_part, renders, rules, secrets, view_of};
use crate::base::finding::{Evidence, Finding};
use crate::base::judgement::Judgement;
use crate::base::kind::{Bare, Kind, Language, Traits};
use crate::base::versions::Versions;
use crate::base::view::View;
use crate::carry::part::Supply;
use crate::carry::signs::{has_chart_keys, values};
use crate::contract::{Behavior, Certainty, Given, Looked, Reader, Readers, Score, Way};

/// Helm values for the chart terraform-enterprise.
pub const KIND: Kind = Kind::new(&Traits {
    name: "helm-overrides",
    title: "Helm values",
    file: "overrides.yaml",
    extensions: &["yaml", "yml"],
    language: Language::Yaml,
    reader: "Helm",
    accepted: "Helm renders it.",
    refused: "Helm rejects it.",
    content: "values",
    plural: true,
    several: "values files",
    grammar: Some((Evidence::ChartSource, "sigs.k8s.io/yaml")),
    empty: "Helm uses the chart's defaults for everything.",
    bare: Bare::Never,
    charts: true,
    ..Traits::COMMON
});

pub(crate) static BEHAVIOR: Behavior = Behavior {
    takes: renders,
    is_clear: has_chart_keys,
    secrets,
    hint: hint::hint,
    choices: hint::choices,
    ..Behavior::of(KIND, score, Way::Read(read))
};

fn score(looked: &Looked<'_>) -> Option<Score> {
    let marks = values::marks(looked.text, &looked.outline);
    if marks.are_certain() {
        let (certainty, signs) = (Certainty::Signs, marks.settings * 2);
        return Some(Score { certainty, signs, reason: "chart keys" });
    }
    let reason = "the chart's top-level keys";
    let guess = Score { certainty: Certainty::Guess, signs: 0, reason };
    let named = is_meant(looked.name);
    // Few write values as JSON, and many programs have keys like these.
    let json = looked.text.trim_start().starts_with('{') && !named;
    let likely = marks.are_likely(named) && (!json || marks.has_keys_of_charts());
    likely.then_some(guess)
}

/// Whether a file is called as the values of a release of TFE are. Every chart has a `values.yaml`.
fn is_meant(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
    ["override", "tfe", "terraform-enterprise"].iter().any(|word| name.contains(word))
}

fn read<'v>(given: &[Given<'_>], versions: &'v Versions) -> Readers<'v> {
    let releases = Release::all(given, versions).into_iter();
    let readers = releases.zip(given).map(|(release, given)| {
        let supply = given.supply.clone();
        Box::new(ValuesReader { versions: of_chart(versions, &supply), release, supply })
            as Box<dyn Reader>
    });
    readers.collect()
}

/// The versions for values next to which the version of their chart is. What the user names counts.
pub(crate) fn of_chart<'v>(versions: &'v Versions, supply: &Supply) -> Cow<'v, Versions> {
    match supply.chart.as_deref().filter(|_| !versions.chart_is_named) {
        Some(chart) => {
            let chart = chart.trim_start_matches('v').to_owned();
            Cow::Owned(Versions { chart, chart_is_named: true, ..versions.clone() })
        }
        None => Cow::Borrowed(versions),
    }
}

/// Values as Helm and the chart read them.
struct ValuesReader<'v> {
    versions: Cow<'v, Versions>,
    /// The other files of the same release.
    release: Option<Rc<Release>>,
    /// How they get to Helm.
    supply: Supply,
}

impl ValuesReader<'_> {
    fn judged(&self, text: &str) -> Judgement {
        match &self.release {
            Some(release) => release.judge(text, &self.versions),
            None if self.supply.more => {
                let mut judged = judge_part(text, &self.versions);
                judged.findings.retain(|f| !f.rule.never_in_a_part);
                judged
            }
            None => judge(text, &self.versions),
        }
    }
}

impl Reader for ValuesReader<'_> {
    fn judge(&self, text: &str) -> Judgement {
        let mut judged = self.judged(text);
        if self.supply.kustomized {
            judged.findings.iter_mut().for_each(rules::read_by_kustomize);
        }
        judged
    }

    fn view(&self, text: &str, findings: &[Finding]) -> View {
        match &self.release {
            Some(release) => release.view(text, &self.versions, findings),
            None => view_of(text, &self.versions, findings, self.supply.more),
        }
    }
}
