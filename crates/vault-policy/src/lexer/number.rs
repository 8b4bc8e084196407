use super::Cursor;
use crate::token::TokenKind;

/// Scans a number whose first digit has been taken, and tells whether it is one. `octal` is HCL's
/// way with a leading zero, in JSON it is an error.
///
/// Vault's scanner takes the character after an exponent's `e` (and sign) whatever it is, and so
/// does this one: `[1e]` has no closing bracket.
pub(crate) fn scan_number(cursor: &mut Cursor<'_>, first: char, octal: bool) -> (TokenKind, bool) {
    if octal && first == '0' && matches!(cursor.peek(), Some('x' | 'X')) {
        cursor.next();
        let start = cursor.at();
        cursor.skip_while(|c| c.is_ascii_hexdigit());
        return (TokenKind::Number, cursor.at() > start);
    }
    let digits = cursor.at();
    let nul = skip_digits(cursor, octal);
    if nul && cursor.peek() == Some('\0') {
        cursor.next();
    }
    let more = cursor.since(digits);
    // The first digit after the zero is not looked at: `08` passes here and fails as a value.
    let octal_fault = first == '0' && more.get(1..).is_some_and(|m| m.contains(['8', '9']));
    let leading_zero = first == '0' && !more.is_empty();
    match cursor.peek() {
        Some('e' | 'E') => exponent(cursor, octal),
        Some('.') => {
            cursor.next();
            let digits = cursor.peek().is_some_and(|c| c.is_ascii_digit());
            let nul = digits && skip_digits(cursor, octal);
            if !nul && matches!(cursor.peek(), Some('e' | 'E')) {
                exponent(cursor, octal);
            }
        }
        _ if octal => return (TokenKind::Number, !octal_fault),
        _ => return (TokenKind::Number, !leading_zero),
    }
    (TokenKind::Float, true)
}

/// Takes the digits after a first one. In JSON a NUL right after them as well, and says so: Vault's
/// scanner takes it for the end of the text, where there is nothing to put back.
pub(crate) fn skip_digits(cursor: &mut Cursor<'_>, octal: bool) -> bool {
    cursor.skip_while(|c| c.is_ascii_digit());
    let nul = !octal && cursor.peek() == Some('\0');
    if nul {
        cursor.next();
    }
    nul
}

fn exponent(cursor: &mut Cursor<'_>, octal: bool) {
    cursor.next();
    let mut first = cursor.next();
    if matches!(first, Some('+' | '-')) {
        first = cursor.next();
    }
    if first.is_some_and(|c| c.is_ascii_digit()) {
        skip_digits(cursor, octal);
    }
}
