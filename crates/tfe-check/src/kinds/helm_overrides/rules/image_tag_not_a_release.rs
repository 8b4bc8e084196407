//! A tag of the image that no release of TFE has.

use helm_values::Data;
use text::short;

use super::{change, place};
use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::{Facts, Known};
use crate::knowledge::rules::helm_overrides::IMAGE_TAG_NOT_A_RELEASE;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    release(facts).into_iter().collect()
}

/// `v1.0.1` and `202507-1`: with and without the `v` of the other way to count.
fn release(facts: &Facts<'_>) -> Option<Finding> {
    let value = facts.key("image.tag")?;
    let tag = value.as_str()?;
    let own = match facts.known("image.repository") {
        Known::Text(host) => host.starts_with("images.releases.hashicorp.com"),
        Known::Absent => true,
        _ => false,
    };
    let meant = meant(tag).filter(|_| own)?;
    let edits = change::put(
        facts,
        &change::key_path(facts, "image.tag"),
        Data::String(meant.as_str().into()),
    );
    let title = format!("Write `{meant}`");
    Some(
        IMAGE_TAG_NOT_A_RELEASE
            .at(place::value(value))
            .say(
                format!("There is no TFE release `{}`.", short(tag)),
                "Releases are vYYYYMM-N up to v202507-1 and X.Y.Z from 1.0.0: `ErrImagePull`.",
                format!("{title}."),
            )
            .fix(edits.map(|edits| Fix::review(title, edits))),
    )
}

fn meant(tag: &str) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let bare = tag.strip_prefix(['v', 'V']);
    match bare {
        Some(bare) => {
            let parts: Vec<&str> = bare.split('.').collect();
            (parts.len() == 3 && parts.into_iter().all(digits)).then(|| bare.to_owned())
        }
        None => {
            let (month, number) = tag.split_once('-')?;
            let year = month.starts_with("20") && month.len() == 6;
            (year && digits(month) && digits(number)).then(|| format!("v{tag}"))
        }
    }
}
