//! The commands that a text holds, whether it is a script or a page that shows some.

use crate::carry::paste::{block_places, has_code_blocks};
use crate::carry::shell::{Script, read_all, read_part};

/// The scripts of a text: of a page those in its code blocks, whose sentences are no commands.
pub(crate) fn scripts(text: &str) -> Vec<Script<'_>> {
    if text.starts_with("#!") || !has_code_blocks(text) {
        return read_all(text);
    }
    block_places(text).map(|block| read_part(text, block)).collect()
}
