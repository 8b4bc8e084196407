//! A kind for tests: everything about a new kind is its folder and its line in the list.

use text::{Masker, Span};

use crate::base::finding::{Evidence, Rule, Severity, Stage};
use crate::base::judgement::Judgement;
use crate::base::kind::{Bare, Kind, Language, Traits};
use crate::base::versions::Versions;
use crate::contract::{Behavior, Certainty, Given, Looked, Reader, Readers, Score, Way};

pub(crate) const KIND: Kind = Kind::new(&Traits {
    name: "toy",
    title: "Toy",
    file: "toy.txt",
    extensions: &["toy"],
    language: Language::Plain,
    reader: "A child",
    accepted: "A child plays with it.",
    refused: "A child throws it away.",
    content: "toy",
    plural: false,
    several: "toys",
    grammar: None,
    empty: "There is nothing to play with.",
    bare: Bare::Always,
    profiles: false,
    charts: false,
    carries: false,
    exports: false,
});

pub(crate) static BROKEN: Rule = Rule::new("toy-broken", Severity::Error, Stage::Run)
    .source(Evidence::Documented, "a child's word");

pub(crate) static BEHAVIOR: Behavior = Behavior {
    kind: KIND,
    score,
    way: Way::Read(read),
    takes: |text, _| is_whole(text),
    secrets: |_| Masker::default(),
    hint: |_, _| None,
    choices: |_, _| None,
};

fn score(looked: &Looked<'_>) -> Option<Score> {
    let sure = Score { certainty: Certainty::Signs, signs: 1, reason: "a toy's name" };
    looked.text.starts_with("toy ").then_some(sure)
}

fn read<'v>(given: &[Given<'_>], _: &'v Versions) -> Readers<'v> {
    given.iter().map(|_| Box::new(Toy) as Box<dyn Reader>).collect()
}

fn is_whole(text: &str) -> bool {
    !text.contains("broken")
}

struct Toy;

impl Reader for Toy {
    fn judge(&self, text: &str) -> Judgement {
        let broken = text.find("broken").map(|at| {
            let found = BROKEN.at(Span::new(at, at + "broken".len()));
            found.say("The toy is broken.", "A child cries.", "Mend it.")
        });
        Judgement { accepted: Some(is_whole(text)), findings: broken.into_iter().collect() }
    }
}
