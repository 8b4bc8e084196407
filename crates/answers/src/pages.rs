//! The pages of all rules, by name.

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// The page of the rule of that name, with its head.
pub fn page(name: &str) -> Option<&'static str> {
    PAGES.iter().find(|(_, rule, _)| *rule == name).map(|(_, _, page)| *page)
}

/// The kind that a rule is for, or `any`.
pub fn kind_of_rule(name: &str) -> &'static str {
    PAGES.iter().find(|(_, rule, _)| *rule == name).map_or("any", |(kind, ..)| *kind)
}

/// Says that there is no such rule, and which ones may be meant.
pub fn unknown_rule(name: &str) -> String {
    let why = format!("there is no rule {name}");
    if let Some(near) = tfe_check::nearest(name) {
        return format!("{why}; did you mean {near}?");
    }
    let mut like: Vec<&str> = tfe_check::rules().map(|rule| rule.name).collect();
    like.retain(|rule| !name.is_empty() && rule.contains(name));
    like.sort_unstable();
    match like.as_slice() {
        [] => why,
        [one] => format!("{why}; did you mean {one}?"),
        _ => format!("{why}; did you mean one of {}?", like.join(", ")),
    }
}
