use std::borrow::Cow;

/// How the lines of a text end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineEnd {
    /// `\n`
    #[default]
    Lf,
    /// `\r\n`
    CrLf,
    /// `\r` alone; Vault then reads everything after a `#` as comment.
    Cr,
}

impl LineEnd {
    /// The characters themselves.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::CrLf => "\r\n",
            Self::Cr => "\r",
        }
    }

    /// Its usual name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lf => "LF",
            Self::CrLf => "CRLF",
            Self::Cr => "CR",
        }
    }
}

/// What a text looks like around its content, so that a changed text looks the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// A UTF-8 byte order mark stands first.
    pub bom: bool,
    /// The line end that most lines have.
    pub line_end: LineEnd,
    /// Not all lines end alike.
    pub mixed: bool,
}

impl Layout {
    /// Looks at the whole text.
    pub fn of(text: &str) -> Self {
        let crlf = text.matches("\r\n").count();
        let lf = text.matches('\n').count() - crlf;
        let cr = text.matches('\r').count() - crlf;
        let line_end = if crlf > lf && crlf >= cr {
            LineEnd::CrLf
        } else if cr > lf {
            LineEnd::Cr
        } else {
            LineEnd::Lf
        };
        let mixed = [crlf, lf, cr].iter().filter(|&&n| n > 0).count() > 1;
        Self { bom: text.starts_with('\u{feff}'), line_end, mixed }
    }

    /// New text (with `\n`) in this layout's line ends.
    pub fn adapt<'t>(&self, new: &'t str) -> Cow<'t, str> {
        match self.line_end {
            LineEnd::Lf => Cow::Borrowed(new),
            end if new.contains('\n') => Cow::Owned(new.replace('\n', end.as_str())),
            _ => Cow::Borrowed(new),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_end_of_most_lines_counts() {
        let of = |text| {
            let layout = Layout::of(text);
            (layout.line_end, layout.mixed)
        };
        assert_eq!(of(""), (LineEnd::Lf, false));
        assert_eq!(of("a\nb\n"), (LineEnd::Lf, false));
        assert_eq!(of("a\r\nb\r\nc\n"), (LineEnd::CrLf, true));
        assert_eq!(of("a\rb\r"), (LineEnd::Cr, false));
        assert!(Layout::of("\u{feff}a").bom);
    }

    #[test]
    fn new_text_gets_the_line_ends_of_the_old() {
        assert_eq!(Layout::of("a\r\n").adapt("x\ny\n"), "x\r\ny\r\n");
        assert_eq!(Layout::of("a\n").adapt("x\ny\n"), "x\ny\n");
    }
}
