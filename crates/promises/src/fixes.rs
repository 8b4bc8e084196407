use tfe_check::report::{FindingReport, Report, Summary};
use tfe_check::rule_named::FIXING_NOT_FINISHED;
use tfe_check::{Document, Found, Options, Safety, check, find, fixed};

use crate::Kept;

/// What is found at once is what is said once the fixes are tried, but for the fixes, and promises nothing.
///
/// # Errors
/// The difference.
pub fn found_at_once(text: &str, tried: &Report) -> Kept {
    let Found { mut report, untried, .. } = find(&[document(text)], &Options::default());
    if report.summary.fixable > 0 {
        return Err("a fix is promised before it is tried".to_owned());
    }
    if !untried {
        let same = report == *tried;
        return if same {
            Ok(())
        } else {
            Err("there is nothing to try, but trying changes the report".to_owned())
        };
    }
    let mut tried = tried.clone();
    let given_up = |f: &FindingReport| f.rule == FIXING_NOT_FINISHED.name;
    for report in [&mut report, &mut tried] {
        report.summary = Summary::default();
        for document in &mut report.documents {
            document.fixed = None;
            document.findings.retain(|f| !given_up(f));
            document.findings.iter_mut().for_each(|f| f.fixes.clear());
        }
    }
    if report == tried { Ok(()) } else { Err("it is found otherwise at once".to_owned()) }
}

/// A fixed text has nothing left to fix, also when it is recognised anew; fixing twice changes nothing; what was
/// taken before is taken after.
///
/// # Errors
/// The first of these that does not hold.
pub fn fixes_keep_their_word(text: &str) -> Kept {
    let options = Options::default();
    let before = check(&[document(text)], &options);
    found_at_once(text, &before)?;
    let Some(first) = before.documents.first() else { return Ok(()) };
    let safe = fixed(&document(text), &options, Safety::Safe);
    if safe != first.fixed {
        return Err("the report has another fixed text".to_owned());
    }
    if safe.is_none() && before.summary.fixable > 0 {
        return Err("fixes are promised, and none is done".to_owned());
    }
    let fixed_text = safe.as_deref().unwrap_or(text);
    let after = check(&[document(fixed_text)], &options);
    if after.summary.fixable > 0 {
        return Err(format!("a safe fix is left\n{fixed_text}"));
    }
    for least in [Safety::Safe, Safety::Review] {
        let once = fixed(&document(text), &options, least).unwrap_or_else(|| text.to_owned());
        if let Some(twice) = fixed(&document(&once), &options, least) {
            return Err(format!("{least:?}: fixing twice changes it again\n{once}\n{twice}"));
        }
    }
    let refused = after.documents.first().is_some_and(|d| d.accepted == Some(false));
    if first.accepted == Some(true) && refused {
        return Err(format!("it was accepted before\n{fixed_text}"));
    }
    Ok(())
}

fn document(text: &str) -> Document {
    Document::new("untitled", text)
}
