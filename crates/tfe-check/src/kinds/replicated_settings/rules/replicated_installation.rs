//! The installation itself: Replicated is at its end, and the file becomes the values of the chart.

use super::first_line::first_line;
use crate::base::finding::{Finding, Fix};
use crate::kinds::replicated_settings::convert;
use crate::kinds::replicated_settings::facts::{Form, Settings};
use crate::knowledge::rules::replicated_settings::REPLICATED_INSTALLATION;
use text::{Edit, Layout, Span};

pub(super) fn find(settings: &Settings<'_>, whole: bool) -> Vec<Finding> {
    let known = settings.items.iter().filter(|item| item.row.is_some()).count();
    if known == 0 {
        return Vec::new();
    }
    let what = match settings.form {
        Form::Installer => "This is the configuration of Replicated's installer.",
        Form::Items | Form::Flat => "These are the settings of a Replicated installation.",
    };
    vec![REPLICATED_INSTALLATION.at(first_line(settings.text))
            .say(
                what,
                "The last release for Replicated is v202503-1, and its support ended on 2026-04-01.",
                "Move to the same release in a container first, v202309-1 or later; then upgrade.",
            )
            .fix(conversion(settings).filter(|_| whole && settings.form != Form::Installer))]
}

/// The file as values of the chart.
fn conversion(settings: &Settings<'_>) -> Option<Fix> {
    let values = convert::overrides(settings);
    let values = Layout::of(settings.text).adapt(&values).into_owned();
    let edit = Edit::replace(Span::new(0, settings.text.len()), values);
    Some(Fix::review("Make overrides.yaml of it", edit))
}
