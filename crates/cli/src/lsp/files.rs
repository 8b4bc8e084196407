//! Which files are checked together with the open ones, and checking them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use answers::{is_looked_at, is_surely_ours};
use lsp::{Checker, Done, Found, Job, Text, Together};
use tfe_check::{Document, Options};

use super::address::{path, uri};
use super::disk::Disk;
use super::versions::versions;
use crate::args::{CheckArgs, ConfigArgs, VersionArgs};
use crate::checked::Checked;
use crate::config::Config;
use crate::given::{File, Given, MOST_TOGETHER};
use crate::outcome::Failure;
use crate::plan::Plan;
use crate::rules::Filter;
use crate::search::Skipped;

/// Checks open texts as `tfe-check check` checks their folders: with the files next to them, and with the
/// nearest `tfe-check.toml`.
pub(super) struct Files {
    config: ConfigArgs,
    disk: Disk,
}

/// Files that are checked together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// Those of a folder.
    Folder(PathBuf),
    /// Those of a group of the configuration in a folder.
    Configured(PathBuf, usize),
    /// A text that is not a file.
    Apart(String),
}

impl Checker for Files {
    fn check(&mut self, job: &Job) -> Done {
        let (options, mut notes) = versions(&job.settings);
        let mut places: BTreeSet<Place> = BTreeSet::new();
        let mut configs = BTreeMap::new();
        for text in job.open.iter().filter(|text| job.changed.contains(&text.uri)) {
            let file = path(&text.uri);
            let folder = file.as_deref().and_then(Path::parent).unwrap_or(Path::new("."));
            let read = || self.config(folder, &mut notes);
            let config = configs.entry(folder.to_owned()).or_insert_with(read);
            places.insert(place(text, config));
        }
        let mut groups = Vec::new();
        for place in places {
            let folder = place.folder();
            let config = configs.remove(folder).unwrap_or_else(|| self.config(folder, &mut notes));
            groups.extend(self.together(&place, config, &options, job));
        }
        notes.dedup();
        Done { groups, notes }
    }
}

impl Place {
    fn folder(&self) -> &Path {
        match self {
            Self::Folder(folder) | Self::Configured(folder, _) => folder,
            Self::Apart(_) => Path::new("."),
        }
    }
}

/// Where a text belongs.
fn place(text: &Text, config: &Config) -> Place {
    let Some(file) = path(&text.uri) else { return Place::Apart(text.uri.clone()) };
    match (config.group_of(&file.to_string_lossy()), config.root()) {
        (Some(group), Some(root)) => Place::Configured(root.to_owned(), group),
        _ => Place::Folder(file.parent().unwrap_or(Path::new(".")).to_owned()),
    }
}

impl Files {
    /// Nothing was read yet.
    pub(super) fn new(config: ConfigArgs) -> Self {
        Self { config, disk: Disk::default() }
    }

    /// The configuration for the files of a folder. One that cannot be read counts as none.
    fn config(&self, folder: &Path, notes: &mut Vec<String>) -> Config {
        Config::near(folder, &self.config).unwrap_or_else(|failure| {
            if let Failure::Said(why) = failure {
                notes.push(format!("tfe-check: {why}"));
            }
            Config::default()
        })
    }

    fn together(
        &mut self,
        place: &Place,
        config: Config,
        options: &Options,
        job: &Job,
    ) -> Vec<Together> {
        let open = open_in(place, &config, job);
        let files = self.files(place, &config, &open);
        let Options { tfe, chart, vault } = options.clone();
        let versions = VersionArgs { tfe, chart, vault, config: self.config.clone() };
        let args = CheckArgs::of_editor(versions);
        let plan = Plan { args: &args, config, filter: Filter::default() };
        let is_collection = files.len() > MOST_TOGETHER && matches!(place, Place::Folder(_));
        let sets: Vec<Vec<File>> = if is_collection {
            // Each file is by itself then, and those that are not open are nobody's business.
            let is_open = |file: &File| open.contains_key(Path::new(&file.path));
            files.into_iter().filter(is_open).map(|file| vec![file]).collect()
        } else {
            vec![files]
        };
        sets.into_iter().map(|files| checked(&plan, files, &open)).collect()
    }

    /// The files of a place that are ours, open or not, by their paths.
    fn files(&mut self, place: &Place, config: &Config, open: &Open<'_>) -> Vec<File> {
        let on_disk = match place {
            Place::Folder(folder) => self.disk.list(folder, false),
            Place::Configured(root, _) => self.disk.list(root, true),
            Place::Apart(_) => Vec::new(),
        };
        let paths: BTreeSet<PathBuf> = on_disk.into_iter().chain(open.keys().cloned()).collect();
        let mut files = Vec::new();
        for path in paths {
            let shown = path.to_string_lossy().into_owned();
            let belongs = match place {
                Place::Configured(_, group) => config.group_of(&shown) == Some(*group),
                _ => config.group_of(&shown).is_none(),
            };
            if !belongs || config.excludes(&shown) {
                continue;
            }
            let name = name(&path, place);
            let document = match open.get(&path) {
                Some(text) => ours(Document::new(name, &*text.text)),
                None => self.disk.document(&path, &name),
            };
            files.extend(document.map(|document| File {
                document,
                path: shown,
                named: false,
                is_part: false,
            }));
        }
        files
    }
}

/// Open texts by the paths of their files, or by their addresses.
type Open<'j> = BTreeMap<PathBuf, &'j Text>;

fn open_in<'j>(place: &Place, config: &Config, job: &'j Job) -> Open<'j> {
    let here = job.open.iter().filter(|text| self::place(text, config) == *place);
    here.map(|text| {
        let file = path(&text.uri).unwrap_or_else(|| PathBuf::from(&text.uri));
        // A configured group is searched from a folder without links; so its files are named like that.
        let whole = matches!(place, Place::Configured(..)).then(|| file.canonicalize().ok());
        (whole.flatten().unwrap_or(file), text)
    })
    .collect()
}

/// What a file is called in messages: unique among those that are checked with it.
fn name(path: &Path, place: &Place) -> String {
    let below = path.strip_prefix(place.folder()).unwrap_or(path);
    crate::files::shown(below)
}

/// A document, if a search would find it.
fn ours(document: Document) -> Option<Document> {
    let ending = Path::new(&document.name).extension().map(|e| e.to_string_lossy().into_owned());
    (is_looked_at(ending.as_deref()) && is_surely_ours(&document)).then_some(document)
}

fn checked(plan: &Plan<'_>, files: Vec<File>, open: &Open<'_>) -> Together {
    let paths: BTreeMap<String, PathBuf> =
        files.iter().map(|f| (f.document.name.clone(), PathBuf::from(&f.path))).collect();
    let checked = Checked::of(plan, &Given::of(plan, files).groups, &Skipped::default());
    let all = checked.documents.into_iter().zip(checked.report.documents);
    let found = all.filter_map(|(document, report)| {
        let path = paths.get(&document.name)?;
        let text = open.get(path);
        Some(Found {
            uri: text.map_or_else(|| uri(path), |text| text.uri.clone()),
            version: text.map(|text| text.version),
            text: Arc::from(document.text),
            report,
        })
    });
    Together(found.collect())
}
