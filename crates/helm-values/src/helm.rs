/// The Helm that reads the file. They differ in files of several documents only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Helm {
    /// Takes the first document and never looks at the others.
    V3,
    /// Takes all documents, each laid over the ones before.
    #[default]
    V4,
}
