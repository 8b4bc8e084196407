//! Words that are not capabilities and not slips of one.

/// What somebody may have meant who wrote another word. Nothing is put in its place: the word may stand
/// for more, or less, than is needed.
pub(super) fn question(word: &str) -> &'static str {
    match word.trim().to_ascii_lowercase().as_str() {
        "encrypt" | "decrypt" | "sign" | "verify" | "execute" | "run" | "use" => {
            "The path decides what is done; calling it needs \"update\", if that is what you mean."
        }
        "get" | "view" | "show" | "head" | "fetch" => "If you mean \"read\", write that.",
        "put" | "post" | "edit" | "modify" | "set" => "If you mean \"update\", write that.",
        "add" | "new" | "insert" => "If you mean \"create\", write that.",
        "remove" | "rm" | "del" | "destroy" => "If you mean \"delete\", write that.",
        "none" | "no" | "forbid" | "block" => "If you mean \"deny\", write that.",
        "admin" | "root" | "all" | "full" | "*" | "any" => {
            "List what is needed; no capability covers all. \"sudo\" is only for root-protected paths."
        }
        _ => "Use create, read, update, patch, delete, list, sudo or deny.",
    }
}
