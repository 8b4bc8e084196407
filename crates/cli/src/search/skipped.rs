//! What a search found and did not take, counted for the end of a report.

/// Files and links that are not checked.
#[derive(Clone, Default)]
pub(crate) struct Skipped {
    /// Files that are not ours.
    pub others: usize,
    /// Links that are not followed.
    pub links: usize,
    /// Files that are too long for a search to read, with their lengths in bytes.
    pub long: Vec<(String, u64)>,
}

impl Skipped {
    /// All of them.
    pub(crate) const fn count(&self) -> usize {
        self.others + self.links + self.long.len()
    }

    /// A sentence on each sort.
    pub(crate) fn sentences(&self) -> Vec<String> {
        let mut said = Vec::new();
        match self.others {
            0 => {}
            1 => said.push("1 other file was skipped: it is not checked here.".to_owned()),
            n => said.push(format!("{n} other files were skipped: they are not checked here.")),
        }
        match self.links {
            0 => {}
            1 => said.push("1 link was not followed: it leads to a folder, or nowhere.".to_owned()),
            n => {
                said.push(format!("{n} links were not followed: they lead to folders, or nowhere."))
            }
        }
        match self.long.as_slice() {
            [] => {}
            [(name, size)] => said.push(format!(
                "1 file was skipped for its size: {name} ({}). Name it to check it.",
                megabytes(*size)
            )),
            [(name, size), ..] => said.push(format!(
                "{} files were skipped for their size, such as {name} ({}). Name them to check them.",
                self.long.len(),
                megabytes(*size)
            )),
        }
        said
    }
}

/// A size as people read it, never rounded down to the limit.
fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1024 * 1024))
}
