//! Which value of the file is to blame: the one without which the trouble is gone.

use std::sync::Arc;

use helm_values::{Data, Map, Value};
use text::Span;

use super::fault::{Fault, FaultKind};
use super::install::{self, InstallError};
use super::scope::{Outcome, Scope};
use super::{Release, held, merged, objects};
use crate::kinds::helm_overrides::chart::Chart;

/// Values that are tried at most.
const TRIES: usize = 400;

/// A value of the file that may be to blame.
struct Suspect {
    path: Vec<String>,
    span: Span,
}

/// The fault with the place in the file that brings it about.
pub(super) fn place(mut fault: Fault, own: &Map, defaults: &Map, chart: Chart<'_>) -> Fault {
    if matches!(fault.kind, FaultKind::BrokenManifest(_)) {
        let persists = |map: &Map| match trial(map, defaults, chart) {
            Err(other) => other.kind == fault.kind || other.template == fault.template,
            Ok(_) => false,
        };
        if let Some(suspect) = suspects(own).into_iter().find(|s| !persists(&without(own, &s.path)))
        {
            fault.path = suspect.path;
            fault.span = Some(suspect.span);
        }
        return fault;
    }
    if fault.span.is_none() {
        // A null in the file took the block away; the file still has its key.
        let path: Vec<&str> = fault.path.iter().map(String::as_str).collect();
        let root = Value::of(Data::map(own.clone()));
        let lengths = (1..=path.len()).rev();
        let origins = lengths.filter_map(|n| root.at(path.get(..n)?)?.origin);
        fault.span = origins.map(|origin| origin.key.unwrap_or(origin.value)).next();
    }
    fault
}

/// The errors of a release with the places in the file that bring them about.
pub(super) fn install(
    release: &Release,
    own: &Map,
    defaults: &Map,
    chart: Chart<'_>,
) -> Vec<InstallError> {
    let mut errors = release.install.clone();
    if errors.is_empty() {
        return errors;
    }
    for suspect in suspects(own) {
        if errors.iter().all(|error| error.span.is_some()) {
            break;
        }
        let Ok(left) = trial(&without(own, &suspect.path), defaults, chart) else {
            continue;
        };
        let gone = |error: &InstallError| {
            !left.iter().any(|l| {
                l.field == error.field && l.kind == error.kind && l.mismatch == error.mismatch
            })
        };
        for error in errors.iter_mut().filter(|error| error.span.is_none()) {
            if gone(error) {
                error.path.clone_from(&suspect.path);
                error.span = Some(suspect.span);
            }
        }
    }
    errors
}

/// What Kubernetes would refuse if the file had these values.
fn trial(own: &Map, defaults: &Map, chart: Chart<'_>) -> Outcome<Vec<InstallError>> {
    let (values, _) = merged(own.clone(), defaults);
    let scope = Scope { values: &values, chart, template: "" };
    Ok(objects(scope, held::LONG)?.iter().flat_map(install::of).collect())
}

/// All values of the file, the smallest first.
fn suspects(own: &Map) -> Vec<Suspect> {
    let mut all: Vec<(bool, Suspect)> = Vec::new();
    collect(&Data::map(own.clone()), &mut Vec::new(), &mut all);
    text::sort_by_key(&mut all, |(_, suspect)| std::cmp::Reverse(suspect.path.len()));
    let (leaves, blocks): (Vec<_>, Vec<_>) = all.into_iter().partition(|(leaf, _)| *leaf);
    leaves.into_iter().chain(blocks).map(|(_, suspect)| suspect).take(TRIES).collect()
}

fn collect(data: &Data, path: &mut Vec<String>, all: &mut Vec<(bool, Suspect)>) {
    let children: Vec<(String, &Value)> = match data {
        Data::Map(map) => map.iter().map(|(key, value)| (key.to_string(), value)).collect(),
        Data::List(items) => {
            items.iter().enumerate().map(|(at, item)| (at.to_string(), item)).collect()
        }
        _ => return,
    };
    for (key, value) in children {
        path.push(key);
        if let Some(origin) = value.origin {
            let leaf = !matches!(&value.data, Data::Map(_) | Data::List(_));
            let span = if leaf && !origin.value.is_empty() {
                origin.value
            } else {
                origin.key.unwrap_or(origin.value)
            };
            all.push((leaf, Suspect { path: path.clone(), span }));
        }
        collect(&value.data, path, all);
        path.pop();
    }
}

fn without(own: &Map, path: &[String]) -> Map {
    let mut left = Data::map(own.clone());
    remove(&mut left, path);
    match left {
        Data::Map(map) => Arc::unwrap_or_clone(map),
        _ => Map::new(),
    }
}

fn remove(data: &mut Data, path: &[String]) {
    let Some((key, rest)) = path.split_first() else { return };
    match data {
        Data::Map(map) if rest.is_empty() => {
            Arc::make_mut(map).remove(key);
        }
        Data::Map(map) => {
            if let Some(value) = Arc::make_mut(map).get_mut(key) {
                remove(&mut value.data, rest);
            }
        }
        Data::List(items) => {
            let Ok(at) = key.parse::<usize>() else { return };
            if rest.is_empty() && at < items.len() {
                Arc::make_mut(items).remove(at);
            } else if let Some(item) = Arc::make_mut(items).get_mut(at) {
                remove(&mut item.data, rest);
            }
        }
        _ => {}
    }
}
