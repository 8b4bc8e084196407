/// A key that a rule may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RuleKey {
    /// Anything; Vault does not read it.
    Comment,
    /// The old way to grant: `read`, `write`, `sudo` or `deny`.
    Policy,
    /// The list of capabilities.
    Capabilities,
    /// Parameters a request may carry, with their values.
    AllowedParameters,
    /// Parameters a request may not carry.
    DeniedParameters,
    /// Parameters a request must carry.
    RequiredParameters,
    /// The response must be wrapped for at least this long.
    MinWrappingTtl,
    /// The response must be wrapped for at most this long.
    MaxWrappingTtl,
    /// MFA methods (Enterprise).
    MfaMethods,
    /// Approvals (Enterprise).
    ControlGroup,
    /// Event types for `subscribe`.
    SubscribeEventTypes,
}

impl RuleKey {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Comment,
        Self::Policy,
        Self::Capabilities,
        Self::AllowedParameters,
        Self::DeniedParameters,
        Self::RequiredParameters,
        Self::MinWrappingTtl,
        Self::MaxWrappingTtl,
        Self::MfaMethods,
        Self::ControlGroup,
        Self::SubscribeEventTypes,
    ];

    /// The word in a policy.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Policy => "policy",
            Self::Capabilities => "capabilities",
            Self::AllowedParameters => "allowed_parameters",
            Self::DeniedParameters => "denied_parameters",
            Self::RequiredParameters => "required_parameters",
            Self::MinWrappingTtl => "min_wrapping_ttl",
            Self::MaxWrappingTtl => "max_wrapping_ttl",
            Self::MfaMethods => "mfa_methods",
            Self::ControlGroup => "control_group",
            Self::SubscribeEventTypes => "subscribe_event_types",
        }
    }

    /// The key of a word; case matters.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.word() == word)
    }
}
