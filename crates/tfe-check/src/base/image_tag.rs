//! The release of TFE that a file names.

use super::versions::TfeVersion;

/// The TFE version that `image.tag` names. Reads lines only, so that any text is quickly done.
pub(crate) fn image_tag(text: &str) -> Option<String> {
    let mut inside: Option<usize> = None;
    for line in text.split(['\n', '\r']) {
        let content = line.trim_start();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let indent = line.len() - content.len();
        if inside.is_some_and(|image| indent <= image) {
            inside = None;
        }
        match (inside, content.strip_prefix("tag:")) {
            (Some(_), Some(value)) => {
                let value = value.split(" #").next().unwrap_or("");
                let bare = value.trim().trim_matches(['"', '\'']);
                return TfeVersion::read(bare).map(|_| bare.to_owned());
            }
            _ if content.starts_with("image:") => inside = Some(indent),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::image_tag;

    #[test]
    fn the_tag_of_the_image_is_found() {
        let tag = |text: &str| image_tag(text);
        assert_eq!(tag("image:\n  tag: v202309-1\n").as_deref(), Some("v202309-1"));
        assert_eq!(
            tag("a: 1\nimage: # x\n  name: a\n\n  tag: \"1.0.1\" # b\n").as_deref(),
            Some("1.0.1")
        );
        assert_eq!(tag("image:\n  name: a\nother:\n  tag: 1.0.1\n"), None);
        assert_eq!(tag("image:\n  tag: <vYYYYMM-#>\n"), None);
        assert_eq!(tag("image:\r\n  tag: '2.0.4'\r\n").as_deref(), Some("2.0.4"));
        assert_eq!(tag("tag: 1.0.1\n"), None);
    }
}
