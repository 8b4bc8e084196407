//! Which files are checked, and which of them together.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use tfe_check::{Document, Options};

use crate::args::CheckArgs;
use crate::config;
use crate::files;
use crate::outcome::Failure;
use crate::plan::Plan;
use crate::search::{Seen, Skipped, is_pattern, look, search};

/// A file to check.
pub(crate) struct File {
    /// What it holds, and how it is to be checked.
    pub document: Document,
    /// Its name as a path; `-` for standard input.
    pub path: String,
    /// It was named one by one, so it has to be one of ours.
    pub named: bool,
    /// There is more of it than was read.
    pub is_part: bool,
}

/// Files that are checked together.
pub(crate) struct Group {
    /// Why they are together.
    place: Place,
    /// In the order in which they were given or found.
    pub files: Vec<File>,
    /// The versions that are named for them.
    pub options: Options,
}

/// Why files are together.
#[derive(PartialEq, Eq)]
enum Place {
    /// All that are named one by one.
    Named,
    /// Found in one folder: they are of one installation, others most likely are not.
    Folder(PathBuf),
    /// The configuration says so: the place of its group.
    Configured(usize),
}

/// So many files found in one folder are checked together.
pub(crate) const MOST_TOGETHER: usize = 20;

/// Everything that was given on the command line.
#[derive(Default)]
pub(crate) struct Given {
    /// In the order of their first files.
    pub groups: Vec<Group>,
    /// What was found and is not checked.
    pub skipped: Skipped,
    /// A sentence for each file that cannot be read.
    pub trouble: Vec<String>,
    /// A sentence for each pattern of the configuration that matches nothing.
    pub unmatched: Vec<String>,
}

impl Given {
    /// Reads the files, and searches folders and patterns.
    ///
    /// # Errors
    /// Only where nobody reads our output; a file that cannot be read is noted.
    pub(crate) fn collect(plan: &Plan<'_>) -> Result<Self, Failure> {
        let mut given = Self::default();
        let (named, searched): (Vec<&String>, Vec<&String>) =
            plan.args.files.iter().partition(|name| !is_searched(name));
        let mut seen = HashSet::new();
        let mut found_before = HashSet::new();
        let mut stdin = false;
        for name in named {
            // It can be read only once.
            if name == "-" && std::mem::replace(&mut stdin, true) {
                continue;
            }
            if let Ok(path) = fs::canonicalize(name)
                && !seen.insert(path)
            {
                continue;
            }
            given.read(plan, name)?;
        }
        let mut here = HashSet::new();
        for name in searched {
            let found = search(name);
            given.trouble.extend(found.trouble);
            given.skipped.links += found.links.len();
            given.unmatched.extend(plan.config.unmatched(name, &found.files));
            for path in found.files.into_iter().filter(|path| !is_of_a_run(plan.args, path)) {
                let name = files::shown(&path);
                let Ok(whole) = fs::canonicalize(&path) else { continue };
                // A link puts a file into another folder too: it counts among the files of each, once.
                let is_new = !seen.contains(&whole)
                    && (path.is_symlink() || found_before.insert(whole.clone()))
                    && here.insert((home(plan, &path, &name), whole));
                if is_new && !plan.config.excludes(&name) {
                    given.find(plan, &path, name);
                }
            }
        }
        given.split();
        Ok(given)
    }

    /// Files that are known already, grouped as those that are found are.
    pub(crate) fn of(plan: &Plan<'_>, files: Vec<File>) -> Self {
        let mut given = Self::default();
        for file in files {
            given.add(plan, file);
        }
        given
    }

    /// A folder with many files is a collection, not an installation: each of them is by itself.
    fn split(&mut self) {
        let mut groups = Vec::new();
        for group in std::mem::take(&mut self.groups) {
            let Group { place, files, options } = group;
            match place {
                Place::Folder(folder) if files.len() > MOST_TOGETHER => {
                    let alone = |file| Group {
                        place: Place::Folder(folder.clone()),
                        files: vec![file],
                        options: options.clone(),
                    };
                    groups.extend(files.into_iter().map(alone));
                }
                place => groups.push(Group { place, files, options }),
            }
        }
        self.groups = groups;
    }

    /// Whether there is nothing to check.
    pub(crate) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// A file that is named.
    fn read(&mut self, plan: &Plan<'_>, name: &str) -> Result<(), Failure> {
        match files::read_part(name, plan.args.kind) {
            Ok((document, is_part)) => {
                self.add(plan, File { document, path: name.to_owned(), named: true, is_part });
                Ok(())
            }
            Err(Failure::Said(why)) => {
                self.trouble.push(why);
                Ok(())
            }
            Err(gone) => Err(gone),
        }
    }

    /// A file that was found.
    fn find(&mut self, plan: &Plan<'_>, path: &Path, name: String) {
        match look(path, &name, plan.args.kind) {
            Ok(Seen::Ours(document)) => {
                self.add(plan, File { document, path: name, named: false, is_part: false });
            }
            Ok(Seen::Other) => self.skipped.others += 1,
            Ok(Seen::Long(size)) => self.skipped.long.push((name, size)),
            Err(why) => {
                self.trouble.push(format!("cannot read {name}: {}", files::reason(&why)));
            }
        }
    }

    fn add(&mut self, plan: &Plan<'_>, file: File) {
        let group = plan.config.group_of(&file.path);
        let place = match group {
            Some(at) => Place::Configured(at),
            None if file.named => Place::Named,
            None => {
                Place::Folder(Path::new(&file.path).parent().unwrap_or(Path::new("")).to_owned())
            }
        };
        let group = group.and_then(|at| plan.config.groups.get(at));
        let profile = group.and_then(|group| group.profile).or(plan.config.profile);
        let document = Document {
            kind: plan.args.kind.or(file.document.kind),
            profile: plan.args.profile.or(profile),
            ignored: plan.ignored(&file.path),
            own_rules: plan.own_rules(),
            ..file.document
        };
        let file = File { document, ..file };
        if let Some(group) = self.groups.iter_mut().find(|group| group.place == place) {
            group.files.push(file);
            return;
        }
        let named = plan.args.versions.options();
        let options = match group {
            Some(group) => config::or(config::or(named, &group.versions), &plan.config.versions),
            None => plan.options(),
        };
        self.groups.push(Group { place, files: vec![file], options });
    }
}

/// The documents that names stand for, for a command that takes several: files, and what a search finds of ours that
/// is `wanted`.
///
/// # Errors
/// A file that cannot be read; a folder or pattern without any, of which `nothing` is said.
pub(crate) fn documents(
    names: &[String],
    wanted: impl Fn(&Document) -> bool,
    nothing: &str,
) -> Result<Vec<Document>, Failure> {
    let mut all = Vec::new();
    for name in names {
        if !is_searched(name) {
            all.push(files::read(name)?);
            continue;
        }
        let found = search(name);
        if !found.trouble.is_empty() {
            return Err(Failure::new(found.trouble.join("\n")));
        }
        let before = all.len();
        for path in found.files {
            let shown = files::shown(&path);
            let seen = look(&path, &shown, None).map_err(|e| files::cannot_read(&shown, &e))?;
            if let Seen::Ours(document) = seen
                && wanted(&document)
            {
                all.push(document);
            }
        }
        if all.len() == before {
            return Err(Failure::new(format!("{name}: {nothing}")));
        }
    }
    Ok(all)
}

/// Every file that is looked at, whether it is ours or not.
pub(crate) fn paths(args: &CheckArgs) -> Vec<String> {
    let mut paths = Vec::new();
    for name in &args.files {
        if is_searched(name) {
            let found = search(name).files.into_iter().filter(|path| !is_of_a_run(args, path));
            paths.extend(found.map(|path| files::shown(&path)));
        } else {
            paths.push(name.clone());
        }
    }
    paths
}

/// Whether a run reads or writes a file itself: its report, its baseline, its configuration.
fn is_of_a_run(args: &CheckArgs, path: &Path) -> bool {
    let given = [&args.report.output, &args.baseline, &args.versions.config.config];
    let whole = |path: &Path| fs::canonicalize(path).ok();
    let same = |name: &String| {
        let own = Path::new(name);
        own.file_name() == path.file_name()
            && whole(own).is_some_and(|own| whole(path) == Some(own))
    };
    path.file_name().is_some_and(|name| name == config::NAME)
        || given.into_iter().flatten().any(same)
}

/// What a file that was found is checked with: the place of a group in the configuration, or its folder, by
/// whatever name that was searched.
fn home(plan: &Plan<'_>, path: &Path, name: &str) -> Result<usize, Option<PathBuf>> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let whole = || fs::canonicalize(folder.unwrap_or(Path::new("."))).ok();
    plan.config.group_of(name).ok_or_else(whole)
}

/// Whether a name is a folder, or a pattern and not a file.
fn is_searched(name: &str) -> bool {
    let path = Path::new(name);
    name != "-" && (path.is_dir() || is_pattern(name) && !path.exists())
}
