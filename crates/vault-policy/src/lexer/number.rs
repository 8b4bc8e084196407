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
    cursor.skip_while(|c| c.is_ascii_digit());
    let more = cursor.since(digits);
    // The first digit after the zero is not looked at: `08` passes here and fails as a value.
    let octal_fault = first == '0' && more.get(1..).is_some_and(|m| m.contains(['8', '9']));
    let leading_zero = first == '0' && !more.is_empty();
    match cursor.peek() {
        Some('e' | 'E') => exponent(cursor),
        Some('.') => {
            cursor.next();
            cursor.skip_while(|c| c.is_ascii_digit());
            if matches!(cursor.peek(), Some('e' | 'E')) {
                exponent(cursor);
            }
        }
        _ if octal => return (TokenKind::Number, !octal_fault),
        _ => return (TokenKind::Number, !leading_zero),
    }
    (TokenKind::Float, true)
}

fn exponent(cursor: &mut Cursor<'_>) {
    cursor.next();
    let mut first = cursor.next();
    if matches!(first, Some('+' | '-')) {
        first = cursor.next();
    }
    if first.is_some_and(|c| c.is_ascii_digit()) {
        cursor.skip_while(|c| c.is_ascii_digit());
    }
}
