//! One thing that is said of a role.

use text::Span;

/// A setting of a role, or of an auth method.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    pub key: String,
    /// Without quotes.
    pub value: String,
    pub key_span: Span,
    /// The value by itself; without quotes, but for an AppRole role in JSON, where numbers have none.
    pub value_span: Span,
}

/// Keys that only roles of the JWT method have.
const OF_JWT: [&str; 6] = [
    "bound_audiences",
    "bound_claims",
    "bound_claims_type",
    "bound_subject",
    "user_claim",
    "role_type",
];

impl Setting {
    pub(crate) fn span(&self) -> Span {
        self.key_span.cover(self.value_span)
    }

    /// Whether it is of a role of the JWT method, and not of an AppRole role.
    pub(crate) fn is_of_jwt_role(&self) -> bool {
        OF_JWT.contains(&self.key.split('.').next().unwrap_or(&self.key))
    }

    /// The same in a text around it, in which its own begins at a place.
    pub(super) fn moved(self, start: usize) -> Self {
        let (key_span, value_span) = (self.key_span.shifted(start), self.value_span.shifted(start));
        Self { key_span, value_span, ..self }
    }
}
