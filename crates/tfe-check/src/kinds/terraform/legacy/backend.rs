//! The backends of a `terraform` block, as far as they have to do with Terraform Enterprise.

use hcl_edit::Span as _;
use hcl_edit::structure::Block;
use text::Span;

use super::variable::Variable;
use crate::carry::template::span;

/// A backend that concerns Terraform Enterprise.
pub(in crate::kinds::terraform) struct Backend<'b> {
    pub kind: Kind,
    /// The word and its label.
    pub at: Span,
    /// All of the block.
    pub place: Span,
    pub settings: Vec<Variable<'b>>,
}

/// What a backend is to Terraform Enterprise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::kinds::terraform) enum Kind {
    /// That of the first generation, which Terraform does not have any more.
    Atlas,
    /// A bucket with the state of an installation, which has the database's password in it.
    State,
    /// States and runs in a TFE or HCP Terraform.
    Remote,
    /// Any other bucket with states.
    Bucket,
}

/// The backends of a block; `installs` says that the configuration installs Private Terraform Enterprise.
pub(super) fn backends<'b>(
    file: &'b str,
    terraform: &'b Block,
    installs: bool,
) -> impl Iterator<Item = Backend<'b>> {
    let own = terraform.body.blocks().filter(|block| block.ident.as_str() == "backend");
    own.filter_map(move |block| Backend::of(file, block, installs))
}

impl<'b> Backend<'b> {
    /// None where it has nothing to do with Terraform Enterprise, or the reader does not say where it is.
    fn of(file: &str, block: &'b Block, installs: bool) -> Option<Self> {
        let label = block.labels.first().map(|label| label.as_str()).unwrap_or_default();
        let place = span(block.span())?;
        let name = span(block.ident.span()).unwrap_or(place);
        let at = Span::new(name.start, label_end(file, name));
        let settings = block.body.attributes().filter_map(Variable::of).collect();
        let mut backend = Self { kind: Kind::Bucket, at, place, settings };
        backend.kind = match label {
            "atlas" => Kind::Atlas,
            "remote" => Kind::Remote,
            "s3" if installs || backend.is_of_tfe() => Kind::State,
            "s3" => Kind::Bucket,
            _ => return None,
        };
        Some(backend)
    }

    /// The first setting of that name.
    pub(in crate::kinds::terraform) fn get(&self, name: &str) -> Option<&Variable<'b>> {
        self.settings.iter().find(|setting| setting.name == name)
    }

    /// The value of a setting, if it is a text.
    pub(in crate::kinds::terraform) fn text(&self, name: &str) -> Option<&'b str> {
        self.get(name)?.text()
    }

    /// A setting with a part that is filled in, which no backend can have.
    pub(in crate::kinds::terraform) fn filled_in(&self, file: &str) -> Option<&Variable<'b>> {
        let is = |written: &str| {
            written.contains("${")
                || ["var.", "local."].iter().any(|name| written.starts_with(name))
        };
        self.settings.iter().find(|s| is(s.place.of(file)) && s.text().is_none())
    }

    /// Whether the state is that of an installation of TFE.
    fn is_of_tfe(&self) -> bool {
        let names = ["bucket", "key"].iter().filter_map(|name| self.text(name));
        names.into_iter().any(|name| name.contains("terraform-enterprise") || name.contains("ptfe"))
    }
}

/// The end of the label after the word `backend`.
fn label_end(file: &str, name: Span) -> usize {
    let rest = file.get(name.end..).unwrap_or("");
    let line = rest.lines().next().unwrap_or("");
    name.end + line.rfind('"').map_or(0, |at| at + 1)
}
