//! What a container runs, as commands whose words are places in the file.

use helm_values::{Kind, NodeId, Style};
use text::Span;

use super::object::{Container, Tree};
use crate::carry::shell::{self, Command};

/// The commands of one container.
#[derive(Debug, Default)]
pub(super) struct Commands {
    pub list: Vec<Command>,
    /// All of its words were read: nothing runs that the file does not show.
    pub shown: bool,
    /// The place of a shell's text.
    pub script: Option<Span>,
    /// That text stands in a folded block: `>` gives its lines to the shell as one.
    pub folded: bool,
}

/// Reads what a container runs. `work` is the file's text, in which quotes and folded lines of the
/// scalars read here are made to what the shell gets; its length stays.
pub(super) fn read(tree: Tree<'_>, container: &Container<'_>, work: &mut String) -> Commands {
    let list = |key: &str| tree.items(tree.at(container.node, &[key]));
    let (command, args) = (list("command"), list("args"));
    let words: Vec<NodeId> = command.iter().chain(&args).copied().collect();
    let first = command.first().or_else(|| args.first().filter(|_| container.is_vault()));
    let first = first.and_then(|node| tree.scalar(*node));
    // What the entry point of Vault's image does not know as a command of Vault it runs as it is
    // (hashicorp/vault .release/docker/docker-entrypoint.sh).
    let runs = |program: &&str| !command.is_empty() || is_shell(program) || is_of_vault(program);
    let Some(first) = first.filter(runs) else {
        return without_program(tree, container, &words);
    };
    if is_shell(first) {
        let after = words.iter().skip_while(|node| !tree.scalar(**node).is_some_and(is_dash_c));
        let Some(script) = after.copied().nth(1) else { return Commands::default() };
        let Some(place) = unfold(tree, script, work) else { return Commands::default() };
        let list = shell::read_part(work, place).commands;
        let style = tree.document.target(script).and_then(|node| match &node.kind {
            Kind::Scalar(scalar) => Some(scalar.style),
            _ => None,
        });
        let folded = style == Some(Style::Folded);
        return Commands { list, shown: true, script: Some(place), folded };
    }
    let words = words.into_iter().map(|node| tree.span(node)).collect();
    let shown = is_of_vault(first);
    let list = vec![Command { words, ..Command::default() }];
    Commands { list, shown, ..Commands::default() }
}

/// Arguments by themselves go to the program that the image starts.
fn without_program(tree: Tree<'_>, container: &Container<'_>, words: &[NodeId]) -> Commands {
    let image = tree.at(container.node, &["image"]).map(|node| tree.span(node));
    let Some(image) = image.filter(|_| container.is_vault() && !words.is_empty()) else {
        return Commands::default();
    };
    let mut all = vec![image];
    all.extend(words.iter().map(|node| tree.span(*node)));
    let list = vec![Command { words: all, ..Command::default() }];
    Commands { list, shown: true, ..Commands::default() }
}

fn is_shell(program: &str) -> bool {
    matches!(program.rsplit('/').next(), Some("sh" | "bash" | "ash" | "dash"))
}

fn is_of_vault(program: &str) -> bool {
    program.rsplit('/').next() == Some("vault")
}

fn is_dash_c(word: &str) -> bool {
    word.starts_with('-') && !word.starts_with("--") && word.contains('c')
}

/// The place of a scalar's content. Line ends that YAML folds become blanks, and escaped quotes become
/// quotes, byte for byte.
fn unfold(tree: Tree<'_>, node: NodeId, work: &mut String) -> Option<Span> {
    let node = tree.document.target(node)?;
    let Kind::Scalar(scalar) = &node.kind else { return None };
    let all = node.span;
    let raw = all.of(work);
    let place = match scalar.style {
        Style::Literal | Style::Folded => Span::new(all.start + raw.find('\n')? + 1, all.end),
        Style::Plain => all,
        Style::Single | Style::Double => Span::new(all.start + 1, all.end.saturating_sub(1)),
    };
    let new = match scalar.style {
        Style::Literal => return Some(place),
        Style::Folded => one_line(place.of(work)),
        Style::Double => {
            place.of(work).replace('\n', " ").replace("\\\"", "\"\"").replace("\\n", " \n")
        }
        _ => place.of(work).replace('\n', " "),
    };
    if new.len() == place.len() {
        work.replace_range(place.start..place.end, &new);
    }
    Some(place)
}

/// The lines of a folded block as the shell gets them: a line end becomes a blank between two lines that are
/// indented alike.
///
/// Source: YAML 1.2.2, 8.1.3 "Folded Style".
fn one_line(block: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let mut lines = block.split_inclusive('\n').peekable();
    let mut own = None;
    let mut all = String::with_capacity(block.len());
    while let Some(line) = lines.next() {
        let is_own = |line: &str, own: usize| !line.trim().is_empty() && indent(line) == own;
        let own = *own.get_or_insert_with(|| indent(line));
        let joins = is_own(line, own) && lines.peek().is_some_and(|next| is_own(next, own));
        match line.strip_suffix('\n').filter(|_| joins) {
            Some(line) => all.extend([line, " "]),
            None => all.push_str(line),
        }
    }
    all
}

/// Words of a shell that come before a command.
const BEFORE: [&str; 13] =
    ["if", "then", "else", "elif", "while", "until", "do", "!", "exec", "time", "{", "sudo", "&&"];

/// A command's words without what comes before its program, and without quotes around them.
pub(super) fn words<'t>(work: &'t str, command: &Command) -> Vec<(&'t str, Span)> {
    let all = command.words.iter().map(|word| (shell::bare(word.of(work)), *word));
    all.skip_while(|(word, _)| BEFORE.contains(word) || is_assignment(word)).collect()
}

fn is_assignment(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    })
}

/// The name of the program that a command runs.
pub(super) fn program<'t>(words: &[(&'t str, Span)]) -> &'t str {
    let path = words.first().map_or("", |(word, _)| *word);
    let last = path.rsplit('/').next().unwrap_or("");
    last.split([':', '@']).next().unwrap_or("")
}
