//! What stands around a text because of the way it came: a shell command, a code block, line numbers,
//! diff marks, quote marks, JSON or YAML that carries it, escapes. [`parts`] takes it away.
//!
//! Each layer looks for one kind of wrapping and gives the text without it. A layer is believed only
//! where what it leaves is a policy, values or Terraform.

mod around;
mod blame;
mod carriers;
mod cells;
mod code;
mod codes;
mod entities;
mod escapes;
mod everywhere;
mod fence;
mod fills;
mod foreign;
mod glued;
mod layer;
mod lines;
mod literals;
mod marks;
mod markup;
mod notebook;
mod numbers;
mod outermost;
mod page;
mod panes;
mod parts;
mod placed;
mod plan;
mod printed;
mod prose;
mod remark;
mod reply;
mod search;
mod secret;
mod sentence;
mod shell;
mod stretch;
mod strings;
mod supply;
#[cfg(test)]
mod tests;
mod times;

pub(crate) use around::{after as depth_after, is_printed};
pub(crate) use carriers::deployer;
pub(crate) use fence::{block_places, has_code_blocks};
pub(crate) use layer::{Layer, Wrapping};
pub(crate) use markup::is_marked;
pub(crate) use notebook::is_notebook;
pub(crate) use numbers::is_numbered;
pub(crate) use page::is_page;
pub(crate) use parts::{Carried, Wrapped, parts, surely_parts};
pub(crate) use placed::has_more;
pub(crate) use search::Look;
pub(crate) use stretch::{begins_with_words, has_files, is_beside_others, is_of_mail_head};
pub(crate) use supply::is_exact as is_exact_version;
