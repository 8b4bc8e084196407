//! Private Terraform Enterprise in Terraform: the variables of its module, the backends of its time, and the
//! policy of its role.

pub(in crate::kinds::terraform) mod backend;
pub(in crate::kinds::terraform) mod iam;
pub(in crate::kinds::terraform) mod installation;
pub(in crate::kinds::terraform) mod meant;
pub(in crate::kinds::terraform) mod variable;

use hcl_edit::Span as _;
use hcl_edit::structure::{Attribute, Block, Body};
use text::Span;

use crate::carry::signs::terraform::is_private_tfe;
use crate::carry::template::span;
use backend::Backend;
use iam::Statement;
use installation::Installation;
use variable::Variable;

/// The module that installed it, in its repository and out of it.
const MODULES: [&str; 2] = ["aws-standard", "terraform-enterprise-modules"];

/// What a configuration has of Private Terraform Enterprise, and of backends.
pub(in crate::kinds::terraform) struct Legacy<'b> {
    pub file: &'b str,
    pub installations: Vec<Installation<'b>>,
    pub backends: Vec<Backend<'b>>,
    pub statements: Vec<Statement<'b>>,
}

impl<'b> Legacy<'b> {
    /// All of it, in the order of the file.
    pub(super) fn of(file: &'b str, body: &'b Body) -> Self {
        let variables = body.attributes().filter_map(Variable::of);
        let own = is_private_tfe(file).then(|| Installation {
            at: Span::new(0, first_line(file)),
            variables: variables.collect(),
        });
        let modules: Vec<Installation<'b>> = body.blocks().filter_map(module).collect();
        let terraform = body.blocks().filter(|block| block.ident.as_str() == "terraform");
        let named = body.blocks().any(|block| names_role(file, block));
        let is_own = !modules.is_empty() || named;
        let statements = iam::statements(body).take_while(|_| is_own).collect();
        let backends =
            terraform.flat_map(|block| backend::backends(file, block, !modules.is_empty()));
        Self {
            file,
            backends: backends.collect(),
            statements,
            installations: own.into_iter().chain(modules).collect(),
        }
    }
}

/// Whether the state of a configuration is in Terraform Enterprise or HCP Terraform.
pub(super) fn stores_state(body: &Body) -> bool {
    let terraform = body.blocks().filter(|block| block.ident.as_str() == "terraform");
    terraform.flat_map(|block| block.body.blocks()).any(|inner| {
        let remote = inner.labels.first().is_some_and(|label| label.as_str() == "remote");
        inner.ident.as_str() == "cloud" || inner.ident.as_str() == "backend" && remote
    })
}

fn first_line(file: &str) -> usize {
    file.lines().next().unwrap_or("").len()
}

/// Whether a block gives a policy to the role of the module that installs it: `module.standard.iam_role`.
fn names_role(file: &str, block: &Block) -> bool {
    let of_a_role =
        block.labels.first().is_some_and(|label| label.as_str() == "aws_iam_role_policy");
    let role = block.body.get_attribute("role").and_then(|role| span(role.value.span()));
    let written = role.map_or("", |place| place.of(file));
    let bare = written.trim_matches(['"', '$', '{', '}', ' ']);
    of_a_role && bare.starts_with("module.") && bare.ends_with(".iam_role")
}

/// A block that installs Private Terraform Enterprise.
fn module(block: &Block) -> Option<Installation<'_>> {
    let source = block.body.get_attribute("source").and_then(|a| a.value.as_str())?;
    if block.ident.as_str() != "module" || !MODULES.iter().any(|name| source.contains(name)) {
        return None;
    }
    let own = |a: &&Attribute| !matches!(a.key.as_str(), "source" | "version" | "providers");
    let variables = block.body.attributes().filter(own).filter_map(Variable::of).collect();
    Some(Installation { at: span(block.ident.span())?, variables })
}
