//! Private Terraform Enterprise in Terraform: the variables of its module, the backends of its time, and the
//! policy of its role.

mod backend;
mod backend_rules;
mod iam;
mod replaced;
mod values;
mod variable;

use hcl_edit::Span as _;
use hcl_edit::structure::{Attribute, Block, Body};
use text::Span;

use crate::base::finding::Finding;
use crate::carry::signs::terraform::is_private_tfe;
use crate::carry::template::span;
use variable::Variable;

/// The module that installed it, in its repository and out of it.
const MODULES: [&str; 2] = ["aws-standard", "terraform-enterprise-modules"];

/// What is said of an installation of Private Terraform Enterprise, and of backends.
pub(super) fn find(file: &str, body: &Body) -> Vec<Finding> {
    let mut found = Vec::new();
    if is_private_tfe(file) {
        let variables: Vec<Variable<'_>> = body.attributes().filter_map(Variable::of).collect();
        installation(Span::new(0, first_line(file)), &variables, &mut found);
    }
    let mut modules = 0;
    for block in body.blocks() {
        if let Some(at) = module(block) {
            modules += 1;
            let own =
                |a: &&Attribute| !matches!(a.key.as_str(), "source" | "version" | "providers");
            let variables: Vec<Variable<'_>> =
                block.body.attributes().filter(own).filter_map(Variable::of).collect();
            installation(at, &variables, &mut found);
        }
        if block.ident.as_str() == "terraform" {
            backend::find(file, block, &mut found);
        }
    }
    if modules > 0 {
        iam::find(body, &mut found);
    }
    found
}

/// Whether the state of a configuration is in Terraform Enterprise or HCP Terraform.
pub(super) fn stores_state(body: &Body) -> bool {
    let terraform = body.blocks().filter(|block| block.ident.as_str() == "terraform");
    terraform.flat_map(|block| block.body.blocks()).any(|inner| {
        let remote = inner.labels.first().is_some_and(|label| label.as_str() == "remote");
        inner.ident.as_str() == "cloud" || inner.ident.as_str() == "backend" && remote
    })
}

fn installation(at: Span, variables: &[Variable<'_>], out: &mut Vec<Finding>) {
    replaced::find(at, variables, out);
    values::find(variables, out);
}

fn first_line(file: &str) -> usize {
    file.lines().next().unwrap_or("").len()
}

/// The place of a block that installs Private Terraform Enterprise.
fn module(block: &Block) -> Option<Span> {
    let source = block.body.get_attribute("source").and_then(|a| a.value.as_str());
    let is = block.ident.as_str() == "module"
        && source.is_some_and(|source| MODULES.iter().any(|name| source.contains(name)));
    if is { span(block.ident.span()) } else { None }
}
