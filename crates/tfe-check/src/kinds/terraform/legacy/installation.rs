//! An installation of Private Terraform Enterprise: the variables that its module gets.

use text::Span;

use super::variable::Variable;

/// An installation, with what is set for it.
pub(in crate::kinds::terraform) struct Installation<'b> {
    /// What a finding about all of it marks.
    pub at: Span,
    pub variables: Vec<Variable<'b>>,
}

impl<'b> Installation<'b> {
    /// The first variable of that name.
    pub(in crate::kinds::terraform) fn get(&self, name: &str) -> Option<&Variable<'b>> {
        self.variables.iter().find(|variable| variable.name == name)
    }

    /// A variable with its text, where that is set.
    pub(in crate::kinds::terraform) fn text(&self, name: &str) -> Option<(&Variable<'b>, &'b str)> {
        let variable = self.get(name)?;
        let text = variable.text().filter(|text| !text.trim().is_empty())?;
        Some((variable, text))
    }
}
