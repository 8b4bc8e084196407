//! A kind for tests: everything about a new kind is its folder and its line in the list.

use text::Span;

use crate::base::finding::{Evidence, Rule, Severity, Stage};
use crate::base::judgement::Judgement;
use crate::base::kind::{Bare, Kind, Traits};
use crate::contract::{Behavior, Certainty, Looked, Reader, Score, Way, apart};

pub(crate) const KIND: Kind = Kind::new(&Traits {
    name: "toy",
    title: "Toy",
    file: "toy.txt",
    extensions: &["toy"],
    reader: "A child",
    accepted: "A child plays with it.",
    refused: "A child throws it away.",
    content: "toy",
    several: "toys",
    empty: "There is nothing to play with.",
    bare: Bare::Always,
    ..Traits::COMMON
});

pub(crate) static BROKEN: Rule = Rule::new("toy-broken", Severity::Error, Stage::Run)
    .source(Evidence::Documented, "a child's word");

pub(crate) static BEHAVIOR: Behavior = Behavior {
    takes: |text, _| is_whole(text),
    ..Behavior::of(KIND, score, Way::Read(apart::<Toy>))
};

fn score(looked: &Looked<'_>) -> Option<Score> {
    let sure = Score { certainty: Certainty::Signs, signs: 1, reason: "a toy's name" };
    looked.text.starts_with("toy ").then_some(sure)
}

fn is_whole(text: &str) -> bool {
    !text.contains("broken")
}

#[derive(Default)]
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
