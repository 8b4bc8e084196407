/// How much a policy shows that it is for a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Evidence {
    /// Nothing of it.
    Nothing,
    /// It grants something on its paths, too little to tell.
    Touches,
    /// It is most likely for it.
    Guess,
    /// It is for it.
    Enough,
}
