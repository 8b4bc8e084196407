//! `tfe-check.toml`: what a team decides once for all runs.

mod own;
mod rows;

use std::path::{Path, PathBuf};
use std::{env, fs};

use globset::GlobMatcher;
use tfe_check::{Ignored, Options, Profile, Severity, secrets_in};

pub(crate) use self::own::{OwnRule, Seen, is_own};
use self::rows::{File, IgnoreRow};
use crate::args::{ConfigArgs, VersionArgs};
use crate::files::cannot_read;
use crate::outcome::Failure;
use crate::rules::ignored_rules;
use crate::search::matcher;

/// The name of the file.
pub(crate) const NAME: &str = "tfe-check.toml";

/// What the file says; all of it is optional.
#[derive(Default)]
pub(crate) struct Config {
    /// The folder that its paths start at; `None` where there is no file.
    root: Option<PathBuf>,
    /// The versions to check against.
    pub versions: Options,
    /// What policies are for.
    pub profile: Option<Profile>,
    /// The severity from which on a run fails.
    pub fail_on: Option<Severity>,
    /// Files that searches leave out.
    exclude: Vec<GlobMatcher>,
    /// Files that belong together.
    pub groups: Vec<ConfigGroup>,
    /// Rules that do not count in some files.
    ignores: Vec<Ignore>,
    /// Which files groups and ignored rules are about, as it is written.
    patterns: Vec<(String, GlobMatcher)>,
    /// The team's own rules.
    pub own: Vec<OwnRule>,
}

/// Files that belong to one installation.
pub(crate) struct ConfigGroup {
    files: Vec<GlobMatcher>,
    /// Versions of this installation.
    pub versions: Options,
    /// What its policies are for.
    pub profile: Option<Profile>,
}

/// Rules that do not count in some files.
struct Ignore {
    rules: Vec<String>,
    /// Empty for all files.
    files: Vec<GlobMatcher>,
    reason: String,
}

impl Config {
    /// The file that is named, or the nearest one from the current folder upwards.
    ///
    /// # Errors
    /// A file that cannot be read, or says something that has no meaning.
    pub(crate) fn find(args: &ConfigArgs) -> Result<Self, Failure> {
        Self::near(&env::current_dir().unwrap_or_default(), args)
    }

    /// The file that is named, or the nearest one from a folder upwards.
    ///
    /// # Errors
    /// As for [`Config::find`].
    pub(crate) fn near(folder: &Path, args: &ConfigArgs) -> Result<Self, Failure> {
        let Some(path) = path(folder, args) else { return Ok(Self::default()) };
        let shown = path.display();
        let failed = |e: std::io::Error| cannot_read(&shown.to_string(), &e);
        let text = fs::read_to_string(&path).map_err(failed)?;
        let whole = fs::canonicalize(&path).map_err(failed)?;
        let root = whole.parent().map(Path::to_owned);
        let config = Self::read(&text).map_err(|why| {
            // What is wrong may be a token that was typed in the wrong place.
            let why = secrets_in(&text).mask(&why);
            Failure::new(format!("{shown}: {why}"))
        })?;
        Ok(Self { root, ..config })
    }

    /// Reads the text of the file; `Err` says what is wrong with it.
    fn read(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let of_ignores = file.ignore.iter().flat_map(|row| &row.files);
        let words = file.group.iter().flat_map(|row| &row.files).chain(of_ignores);
        let words: Vec<String> = words.cloned().collect();
        let patterns = matchers(&words)?;
        let patterns = words.into_iter().zip(patterns).collect();
        let mut groups = Vec::new();
        for group in file.group {
            let (files, profile) = (matchers(&group.files)?, group.profile);
            groups.push(ConfigGroup { files, versions: group.versions.options()?, profile });
        }
        let own: Vec<OwnRule> = file.rule.into_iter().map(OwnRule::of).collect::<Result<_, _>>()?;
        let names: Vec<&str> = own.iter().map(|rule| rule.name.as_str()).collect();
        if let Some((_, twice)) =
            names.iter().enumerate().find(|(at, name)| names.iter().take(*at).any(|n| n == *name))
        {
            return Err(format!("rule {twice}: another rule has that name"));
        }
        let ignores = file.ignore.into_iter().map(|row| Ignore::of(row, &names));
        Ok(Self {
            root: None,
            versions: file.versions.options()?,
            profile: file.profile,
            fail_on: file.fail_on,
            exclude: matchers(&file.exclude)?,
            groups,
            patterns,
            ignores: ignores.collect::<Result<_, _>>()?,
            own,
        })
    }

    /// A sentence for each of the team's own rules that can find nothing.
    pub(crate) fn idle(&self) -> impl Iterator<Item = String> {
        let words = self.own.iter().filter_map(|rule| Some((&rule.name, rule.unmatched()?)));
        words.map(|(name, word)| {
            format!("warning: {NAME}: rule {name}: no setting that is known here matches {word}.")
        })
    }

    /// The folder of the file.
    pub(crate) fn root(&self) -> Option<&Path> {
        self.root.as_deref()
    }

    /// A path as the patterns of the file see it; `None` for what is not below its folder.
    pub(crate) fn relative(&self, path: &str) -> Option<String> {
        let root = self.root.as_ref()?;
        let whole = fs::canonicalize(path).ok()?;
        let below = whole.strip_prefix(root).ok()?;
        Some(below.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"))
    }

    /// Whether searches leave a file out.
    pub(crate) fn excludes(&self, path: &str) -> bool {
        !self.exclude.is_empty() && self.relative(path).is_some_and(|p| any(&self.exclude, &p))
    }

    /// A sentence for each pattern of a group or an ignored rule that matches none of the files under the folder of
    /// the configuration.
    pub(crate) fn unmatched(&self, searched: &str, files: &[PathBuf]) -> Vec<String> {
        let root = self.root.as_deref();
        let whole = fs::canonicalize(searched).is_ok_and(|folder| root == Some(&*folder));
        if self.patterns.is_empty() || !whole {
            return Vec::new();
        }
        let paths: Vec<String> =
            files.iter().filter_map(|path| self.relative(&path.to_string_lossy())).collect();
        let unused =
            self.patterns.iter().filter(|(_, p)| !paths.iter().any(|path| p.is_match(path)));
        unused
            .map(|(word, _)| format!("warning: {NAME}: no file that is searched matches {word}."))
            .collect()
    }

    /// The place of the first group that a file belongs to.
    pub(crate) fn group_of(&self, path: &str) -> Option<usize> {
        if self.groups.is_empty() {
            return None;
        }
        let path = self.relative(path)?;
        self.groups.iter().position(|group| any(&group.files, &path))
    }

    /// The rules that do not count in a file.
    pub(crate) fn ignored(&self, path: &str) -> Vec<Ignored> {
        if self.ignores.is_empty() {
            return Vec::new();
        }
        let path = self.relative(path);
        let here = |files: &[GlobMatcher]| {
            files.is_empty() || path.as_ref().is_some_and(|path| any(files, path))
        };
        let rows = self.ignores.iter().filter(|row| here(&row.files));
        rows.flat_map(|row| {
            row.rules.iter().map(|rule| Ignored {
                rule: rule.clone(),
                reason: format!("{NAME}: {}", row.reason),
            })
        })
        .collect()
    }
}

/// The versions that the flags name, else the file.
///
/// # Errors
/// As for [`Config::find`].
pub(crate) fn options(args: &VersionArgs) -> Result<Options, Failure> {
    Ok(or(args.options(), &Config::find(&args.config)?.versions))
}

/// Versions, and others for those that are not named.
pub(crate) fn or(first: Options, second: &Options) -> Options {
    Options {
        tfe: first.tfe.or_else(|| second.tfe.clone()),
        chart: first.chart.or_else(|| second.chart.clone()),
        vault: first.vault.or_else(|| second.vault.clone()),
    }
}

/// Whether the reason why a finding does not count comes from outside of its file.
pub(crate) fn is_reason(reason: &str) -> bool {
    reason.starts_with(NAME)
}

/// The page of one of the team's own rules, where the file of the current folder can be read.
pub(crate) fn own_page(name: &str) -> Option<String> {
    let config = Config::find(&ConfigArgs::default()).ok()?;
    config.own.iter().find(|rule| rule.name == name).map(OwnRule::page)
}

/// The file of a run that starts in the current folder.
pub(crate) fn file(args: &ConfigArgs) -> Option<PathBuf> {
    path(&env::current_dir().unwrap_or_default(), args)
}

/// The file that is named, or the nearest one from a folder upwards.
fn path(folder: &Path, args: &ConfigArgs) -> Option<PathBuf> {
    match &args.config {
        _ if args.no_config => None,
        Some(named) => Some(PathBuf::from(named)),
        None => nearest(folder),
    }
}

fn nearest(start: &Path) -> Option<PathBuf> {
    start.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())
}

/// Patterns as matchers; a folder, which ends in `/`, means everything in it.
fn matchers(patterns: &[String]) -> Result<Vec<GlobMatcher>, String> {
    let whole = |pattern: &String| match pattern.strip_suffix('/') {
        Some(folder) => matcher(&format!("{folder}/**")),
        None => matcher(pattern),
    };
    patterns.iter().map(whole).collect()
}

fn any(matchers: &[GlobMatcher], path: &str) -> bool {
    matchers.iter().any(|matcher| matcher.is_match(path))
}

impl Ignore {
    fn of(row: IgnoreRow, own: &[&str]) -> Result<Self, String> {
        if row.reason.trim().is_empty() {
            return Err("an entry of [[ignore]] needs a reason".to_owned());
        }
        let rules = ignored_rules(&row.rules, own)?;
        Ok(Self { rules, files: matchers(&row.files)?, reason: row.reason })
    }
}
