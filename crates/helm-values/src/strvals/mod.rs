//! What `--set`, `--set-string`, `--set-literal` and `--set-file` say, read as Helm reads it, and what the
//! `set` of Terraform's `helm_release` hands to the same reader.
//!
//! ```
//! use helm_values::strvals::{SetData, SetMap, SetMode, set};
//! let mut values = SetMap::default();
//! set(&mut values, "pod.annotations.a\\.b/c=true,env.hosts={x,7}", SetMode::Typed, 0).unwrap();
//! let annotations = values["pod"].get("annotations").unwrap();
//! assert_eq!(annotations.get("a.b/c").unwrap().data, SetData::Bool(true));
//! assert!(set(&mut values, "a=1,2", SetMode::Typed, 1).is_err());
//! ```

mod error;
mod json;
mod read;
mod value;

use text::Span;

pub use error::{SetError, SetErrorKind};
pub use value::{Place, SetData, SetList, SetMap, SetValue};

use read::Reader;

/// How the values of a line are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetMode {
    /// `--set`: booleans, `null` and whole numbers have a type.
    Typed,
    /// `--set-string`: every value is text.
    Text,
    /// `--set-literal`: everything after the `=` is the text of one value.
    Literal,
    /// `--set-file`: the value names a file whose content counts.
    File,
    /// `--set-json`: every value is JSON.
    Json,
}

/// Lays a line (`name1=value1,name2=value2`) over `values`. `source` is what the places of the new
/// values are of.
///
/// # Errors
/// What Helm stops with. `values` may have some of the line's values then.
pub fn set(values: &mut SetMap, line: &str, mode: SetMode, source: usize) -> Result<(), SetError> {
    let start = line.len() - line.trim_start().len();
    if mode == SetMode::Json && line.trim_start().starts_with('{') {
        return whole(values, line, start, source);
    }
    let mut reader = Reader::new(line, mode, source);
    loop {
        match reader.key(values, 0) {
            Ok(()) => {}
            Err(read::Stop::End) => return Ok(()),
            Err(read::Stop::Error(error)) => return Err(error),
        }
    }
}

/// `--set-json '{…}'`: a whole object laid over the values.
fn whole(values: &mut SetMap, line: &str, start: usize, source: usize) -> Result<(), SetError> {
    let (value, end) = json::read(line, start, source)?;
    let rest = line.get(end..).unwrap_or("");
    if !rest.trim().is_empty() {
        return Err(SetError::new(SetErrorKind::Json, Span::new(end, line.len())));
    }
    if let SetData::Map(map) = value.data {
        lay_over(values, map);
    }
    Ok(())
}

/// Maps merge, everything else replaces.
fn lay_over(below: &mut SetMap, above: SetMap) {
    for (key, value) in above {
        match (below.get_mut(&key).map(|v| &mut v.data), value) {
            (Some(SetData::Map(below)), SetValue { data: SetData::Map(above), .. }) => {
                lay_over(below, above);
            }
            (_, value) => {
                below.insert(key, value);
            }
        }
    }
}
