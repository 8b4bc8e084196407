//! What the texts of an installation say of its runs, at the places of their documents.

use helm_values::parse;
use text::Span;

use super::policy_files::policy_files;
use super::source::Source;
use crate::base::kind::Profile;
use crate::carry::part::Embedded;
use crate::carry::paste::Carried;
use crate::contract::{EmbeddedTexts, Way};
use crate::kinds::terraform::Code;
use crate::kinds::vault_policy::Purpose;
use crate::kinds::{
    behavior, helm_overrides, jwt_role, terraform, vault_policy, workspace_variables,
};
use crate::roles::jwt::JwtRole;
use crate::variables::{List, Variable};

/// Everything that is asked.
#[derive(Default)]
pub(super) struct Facts<'t> {
    /// The lists of each document with some.
    pub lists: Vec<Lists>,
    pub policies: Vec<Policy<'t>>,
    pub roles: Vec<Placed<JwtRole>>,
    pub settings: Vec<Placed<Settings>>,
    /// The code that runs.
    pub code: Vec<Placed<Code>>,
    /// The files that commands write policies from, and what those call them.
    named: Vec<(String, String)>,
    /// Scripts and other files that write roles.
    holders: Vec<&'t str>,
}

/// Something of a document.
pub(super) struct Placed<T> {
    pub document: usize,
    pub what: T,
}

/// The lists of a document.
pub(super) type Lists = Placed<Vec<List>>;

/// A policy.
pub(super) struct Policy<'t> {
    pub document: usize,
    /// What it may be called.
    pub names: Vec<String>,
    pub text: String,
    pub profile: Option<Profile>,
    at: At<'t>,
}

/// The way from the places of a text to those of its document.
enum At<'t> {
    Whole,
    Carried(&'t Carried),
    EmbeddedTexts(Box<Embedded>, Option<&'t Carried>),
}

/// Settings of Terraform Enterprise, as far as runs depend on them.
pub(super) struct Settings {
    pub host: Option<(String, Span)>,
    pub secondary: Option<(String, Span)>,
    pub image: Option<(String, Span)>,
    /// The key of a certificate that signed itself, where users get that one.
    pub self_signed: Option<Span>,
}

impl Policy<'_> {
    /// The place in the document of a place in the text.
    pub(super) fn outer(&self, span: Span) -> Span {
        match &self.at {
            At::Whole => span,
            At::Carried(place) => place.outer_span(span),
            At::EmbeddedTexts(text, None) => text.outer_span(span),
            At::EmbeddedTexts(text, Some(place)) => place.outer_span(text.outer_span(span)),
        }
    }

    /// Whether its text is all of its document.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self.at, At::Whole)
    }
}

impl<'t> Facts<'t> {
    pub(super) fn of(sources: &[Source<'t>]) -> Self {
        let of = |source: &Source<'t>| match source.kind == terraform::KIND {
            true => terraform::policy_files(source.text),
            false => policy_files(source.text),
        };
        let named = sources.iter().flat_map(of).collect();
        let mut facts = Self { named, ..Self::default() };
        for source in sources {
            facts.add(source);
        }
        facts
    }

    /// Whether a command may write a role of this name whose body is not shown: it is in another file, or a
    /// variable of the shell names the role.
    pub(super) fn may_write(&self, name: &str) -> bool {
        let path = |text: &&str| {
            let mut after = text.split("/role/").skip(1);
            after.any(|rest| {
                let end = rest.find(|c: char| c.is_whitespace() || "\"'".contains(c));
                let written = rest.get(..end.unwrap_or(rest.len())).unwrap_or(rest);
                written == name || written.contains('$')
            })
        };
        self.holders.iter().any(path)
    }

    fn add(&mut self, source: &Source<'t>) {
        let (document, text) = (source.document, source.text);
        let outer = |span: Span| source.place.map_or(span, |place| place.outer_span(span));
        if source.kind == workspace_variables::KIND {
            self.list(document, workspace_variables::lists(text), outer);
        } else if source.kind == jwt_role::KIND {
            self.roles.extend(
                jwt_role::role(text).map(|role| Placed { document, what: moved(role, outer) }),
            );
        } else if source.kind == vault_policy::KIND {
            let stem = source.name.rsplit('/').next().and_then(|name| name.split('.').next());
            let mut names: Vec<String> = stem.map(str::to_lowercase).into_iter().collect();
            let file = source.name.rsplit('/').next().unwrap_or(source.name);
            let given = self.named.iter().filter(|(own, _)| source.place.is_none() && own == file);
            names.extend(given.map(|(_, name)| name.clone()));
            let at = source.place.map_or(At::Whole, At::Carried);
            let (text, profile) = (text.to_owned(), source.profile);
            self.policies.push(Policy { document, names, text, profile, at });
        } else if source.kind == helm_overrides::KIND {
            self.settings.push(Placed { document, what: settings(text, outer) });
        } else if let Some(Way::Hold(hold)) = behavior(source.kind).map(|b| &b.way) {
            self.holders.push(text);
            let code = Some(source.kind).filter(|kind| *kind == terraform::KIND);
            let code = code.and_then(|_| terraform::code(text));
            self.code.extend(code.map(|code| Placed { document, what: code.moved(outer) }));
            self.held(source, hold(text, &[]), outer);
        }
    }

    fn held(
        &mut self,
        source: &Source<'t>,
        held: EmbeddedTexts,
        outer: impl Fn(Span) -> Span + Copy,
    ) {
        let document = source.document;
        self.list(document, held.variables, outer);
        let roles = held.jwt_roles.into_iter();
        self.roles.extend(roles.map(|role| Placed { document, what: moved(role, outer) }));
        for policy in held.policies.into_iter().filter(|p| p.first_unknown().is_none()) {
            let names =
                [policy.called.clone(), Some(policy.name.clone())].into_iter().flatten().collect();
            let profile = Purpose::of(&policy.text, policy.called.as_deref()).profile;
            let (text, profile) = (policy.text.clone(), Some(profile));
            self.policies.push(Policy {
                document,
                names,
                text,
                profile,
                at: At::EmbeddedTexts(Box::new(policy), source.place),
            });
        }
    }

    fn list(&mut self, document: usize, mut lists: Vec<List>, outer: impl Fn(Span) -> Span) {
        for variable in lists.iter_mut().flat_map(|list| &mut list.variables) {
            let Variable { key, place, .. } = variable;
            (*key, *place) = (outer(*key), outer(*place));
        }
        if lists.iter().any(|list| !list.variables.is_empty()) {
            self.lists.push(Placed { document, what: lists });
        }
    }
}

fn moved(mut role: JwtRole, outer: impl Fn(Span) -> Span) -> JwtRole {
    role.at = outer(role.at);
    for setting in &mut role.settings {
        setting.key_span = outer(setting.key_span);
        setting.value_span = outer(setting.value_span);
    }
    role
}

fn settings(text: &str, outer: impl Fn(Span) -> Span) -> Settings {
    let document = parse(text);
    let one = |name: &str| {
        let found = document.find(&["env", "variables", name])?;
        let value =
            found.value.as_scalar().filter(|scalar| !scalar.text.contains(['$', '{', '<']))?;
        Some((value.text.to_string(), outer(found.value.span)))
    };
    let chosen = one("TFE_OIDC_HOSTNAME_CHOICE").is_some_and(|(choice, _)| choice == "secondary");
    let secondary = one("TFE_HOSTNAME_SECONDARY").filter(|_| chosen);
    let (host, image) = (one("TFE_HOSTNAME"), one("TFE_RUN_PIPELINE_IMAGE"));
    let has_ingress = document.find(&["ingress", "enabled"]).is_some();
    let own = document.find(&["tls", "certData"]).filter(|_| !has_ingress && secondary.is_none());
    let data = |text: &str| helm_overrides::is_self_signed(text.trim());
    let signed = own.filter(|found| found.value.as_scalar().is_some_and(|s| data(&s.text)));
    let self_signed = signed.map(|found| outer(found.value.span));
    Settings { host, secondary, image, self_signed }
}
