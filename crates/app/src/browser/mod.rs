//! What the browser gives: clipboard, files, keys, storage, focus.

mod address;
mod clipboard;
mod files;
mod focus;
mod keys;
mod leaving;
mod printing;
mod screen;
mod sharing;
mod store;
mod turn;

pub(crate) use address::{document_of_step, push_address, replace_address};
pub(crate) use clipboard::{copy, read_clipboard};
pub(crate) use files::{Incoming, on_drop, read_files, save};
pub(crate) use focus::{Focus, focus, scroll_to};
pub(crate) use keys::{Key, on_key, on_paste};
pub(crate) use leaving::{ask_before_leaving, on_leaving};
pub(crate) use printing::on_print;
pub(crate) use screen::is_narrow;
pub(crate) use sharing::{Shared, link_to, texts_of};
pub(crate) use store::{Theme, load_theme, load_versions, save_versions, switch_theme};
