//! Snapshots that one container saves and another one of the pod uses.

use text::Span;

use super::Facts;
use crate::carry::shell;
use crate::carry::shell::Command;
use crate::kinds::kubernetes_manifest::facts::Worker;

/// The file of a snapshot, and two containers that have to do with it.
pub(super) struct Handover<'f, 'd> {
    pub saver: &'f Worker<'d>,
    pub user: &'f Worker<'d>,
    /// The full path of the file.
    pub file: &'f str,
    /// The word for the file where it is saved.
    pub saved: Span,
    /// The first word for the file in the other container.
    pub used: Span,
}

/// All snapshots with a full path that another container of the pod names.
pub(super) fn all<'f, 'd>(facts: &'f Facts<'d>) -> impl Iterator<Item = Handover<'f, 'd>> {
    facts.pods.iter().flat_map(move |pod| {
        let savers = pod.containers.iter().filter_map(move |saver| {
            let (file, saved) = saver.snapshot(&facts.work)?;
            file.starts_with('/').then_some((saver, file, saved))
        });
        savers.flat_map(move |(saver, file, saved)| {
            let others = pod.containers.iter();
            let others = others.filter(|other| other.container.node != saver.container.node);
            others.filter_map(move |user| {
                let used = first_use(facts, user, file)?;
                Some(Handover { saver, user, file, saved, used })
            })
        })
    })
}

/// Snapshots whose file another container names in another folder, where nothing else is done with the file: one that
/// is copied or packed may be anywhere.
pub(super) fn renamed<'f, 'd>(facts: &'f Facts<'d>) -> impl Iterator<Item = Handover<'f, 'd>> {
    facts.pods.iter().flat_map(move |pod| {
        let savers = pod.containers.iter().filter_map(move |saver| {
            let (file, saved) = saver.snapshot(&facts.work)?;
            let name =
                file.rsplit('/').next().filter(|name| file.starts_with('/') && !name.is_empty())?;
            let uses = saver.commands.list.iter().flat_map(|command| &command.words);
            let uses = uses.filter(|word| word.of(&facts.work).contains(name)).count();
            (uses == 1).then_some((saver, file, name, saved))
        });
        savers.flat_map(move |(saver, file, name, saved)| {
            let others = pod.containers.iter();
            let others = others.filter(|other| other.container.node != saver.container.node);
            others.filter_map(move |user| {
                let words = user.commands.list.iter().flat_map(|command| command.words.iter());
                let used = words.copied().find(|word| {
                    let word = word.of(&facts.work);
                    word.starts_with('/') && word != file && word.rsplit('/').next() == Some(name)
                })?;
                Some(Handover { saver, user, file, saved, used })
            })
        })
    })
}

/// The first word of a container's commands that names a file.
fn first_use(facts: &Facts<'_>, worker: &Worker<'_>, file: &str) -> Option<Span> {
    let mut words = worker.commands.list.iter().flat_map(|command| command.words.iter().copied());
    words.find(|word| shell::bare(word.of(&facts.work)) == file)
}

impl Handover<'_, '_> {
    /// Whether the two containers start at the same time.
    pub(super) fn at_once(&self) -> bool {
        !self.saver.container.first && !self.user.container.first
    }

    /// Loops of the second container that test for the file: `until [ -f file ]`, `test -e file`.
    pub(super) fn waits(&self, facts: &Facts<'_>) -> Vec<Span> {
        let commands = &self.user.commands.list;
        let waiting = commands.iter().filter(|command| self.is_wait(facts, command));
        waiting.filter_map(Command::span).collect()
    }

    fn is_wait(&self, facts: &Facts<'_>, command: &Command) -> bool {
        let words: Vec<&str> =
            command.words.iter().map(|word| shell::bare(word.of(&facts.work))).collect();
        let looped = words.iter().any(|word| matches!(*word, "until" | "while"));
        let tests =
            |pair: &[&str]| matches!(pair, ["-f" | "-e" | "-s", name] if *name == self.file);
        looped && words.windows(2).any(tests)
    }
}
