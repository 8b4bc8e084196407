//! Every rule's page is its test: its bad examples give exactly the marked findings, its fix gives
//! exactly the fixed text, its good examples give none and are accepted.

use crate::page;

use page::{Page, pages};
use text::{Edit, EditSet, Span};
use tfe_check::report::{DocumentReport, EditReport, FindingReport};
use tfe_check::{Document, Excerpt, Kind, Options, Profile, Safety, check, fixed, rule};

#[test]
fn a_page_says_all_that_a_rule_needs() {
    let mut wrong = Vec::new();
    for page in pages() {
        let front = &page.front;
        let Some(rule) = rule(&front.rule) else {
            wrong.push(format!("{}: no such rule", front.rule));
            continue;
        };
        // The rule is made from the page; here another reader looks at the same head.
        let fix = rule.fix.map_or("none".to_owned(), |s| word(&s));
        let made = (word(&rule.severity), word(&rule.stage), word(&rule.evidence), fix);
        let said = (
            front.severity.clone(),
            front.stage.clone(),
            front.evidence.clone(),
            front.fix.clone(),
        );
        let silent = (rule.never_in_a_part, rule.nothing_here);
        let ways = (rule.data_loss, rule.absence, rule.startup_check, rule.topic, silent);
        let (check, topic) = (front.startup_check.as_deref(), front.topic.as_deref());
        let silent = (front.never_in_a_part, front.nothing_here);
        let said_ways = (front.data_loss, front.absence, check, topic, silent);
        if made != said || ways != said_ways {
            wrong.push(format!("{}: the rule has {made:?}, the page {said:?}", front.rule));
        }
        let excerpt = |word: &String| match word.as_str() {
            "part" => Excerpt::Part,
            "lines" => Excerpt::Lines,
            _ => Excerpt::ConfigMap,
        };
        let holds_in: Vec<Excerpt> = front.holds_in.iter().map(excerpt).collect();
        let when = (rule.yields_at_place, rule.yields_to_error, rule.left_to_readers);
        let said = (front.yields_at_place, front.yields_to_error, front.left_to_readers);
        if when != said || rule.holds_in != holds_in {
            wrong.push(format!("{}: the page says otherwise when it is reported", front.rule));
        }
        for name in front.yields_to.iter().filter(|name| tfe_check::rule(name).is_none()) {
            wrong.push(format!("{}: yields to {name}, which is no rule", front.rule));
        }
        if front.sources.iter().any(|source| source.trim().is_empty()) {
            wrong.push(format!("{}: no source", front.rule));
        }
        if front.since.is_empty() || front.versions.is_empty() {
            wrong.push(format!("{}: since when, for which versions?", front.rule));
        }
        if page.title.len() < 8 {
            wrong.push(format!("{}: no title", front.rule));
        }
        for section in ["What", "Why", "Bad", "Good", "When to ignore"] {
            if page.section(section).is_none_or(|s| s.trim().is_empty()) {
                wrong.push(format!("{}: no section {section}", front.rule));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is known of Vault is not known from the chart.
#[test]
fn no_rule_for_policies_cites_the_chart() {
    let pages = pages();
    let policies: Vec<&Page> = pages.iter().filter(|p| p.front.kind == "vault-policy").collect();
    let sources = |word: &str| policies.iter().filter(|p| p.front.evidence == word).count();
    assert_eq!(sources("chart-source"), 0);
    assert!(sources("vault-source") > 30);
}

#[test]
fn the_examples_give_what_the_page_says() {
    let mut wrong = Vec::new();
    for page in pages() {
        if rule(&page.front.rule).is_some() {
            examples(&page, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{} wrong examples:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

/// A page that says from which release or chart on its rule holds says so of the rule.
#[test]
fn before_its_release_a_rule_is_silent() {
    let mut wrong = Vec::new();
    let mut asked = 0;
    for page in pages() {
        let Some(first) = page.front.versions.strip_suffix(" and later") else { continue };
        let (chart, tfe) = match first.strip_prefix("Chart ") {
            Some(_) => (Some("1.0.0"), None),
            None => (None, before(first.trim_start_matches("TFE "))),
        };
        if chart.or(tfe.as_deref()).is_none() {
            continue;
        }
        for block in page.blocks("Bad") {
            let text = page::unmark(&block).0;
            let (document, mut options) = document(&page, &text);
            options.chart = chart.map(str::to_owned).or(options.chart);
            options.tfe = tfe.clone().or(options.tfe);
            let report = check(&[document], &options);
            asked += 1;
            if report.documents[0].findings.iter().any(|f| f.rule == page.front.rule) {
                wrong.push(format!("{}: {}, {tfe:?}, {chart:?}", page.front.rule, first));
            }
        }
    }
    assert!(wrong.is_empty() && asked > 60, "{asked}\n{}", wrong.join("\n"));
}

/// A release before one.
fn before(release: &str) -> Option<String> {
    match release {
        "1.0" => Some("v202507-1".to_owned()),
        "1.1" => Some("1.0.0".to_owned()),
        "2.0" => Some("1.2.0".to_owned()),
        _ => {
            let (month, _) = release.strip_prefix("v20")?.split_once('-')?;
            let (year, month) = (month.get(..2)?, month.get(2..)?.parse::<u32>().ok()?);
            Some(format!("v20{year}{:02}-1", month.checked_sub(1).filter(|m| *m > 0)?))
        }
    }
}

/// What is fixed has nothing left to fix, whichever fixes were asked for.
#[test]
fn a_fixed_text_stays_as_it_is() {
    let mut wrong = Vec::new();
    for page in pages() {
        for block in page.blocks("Bad") {
            let text = page::unmark(&block).0;
            for least in [Safety::Safe, Safety::Review, Safety::Repair] {
                let once = fix(&page, &text, least).unwrap_or_else(|| text.clone());
                if let Some(twice) = fix(&page, &once, least) {
                    wrong.push(format!("{}, {least:?}:\n{once}\n{twice}", page.front.rule));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} texts change again:\n{}", wrong.len(), wrong.join("\n\n"));
}

fn fix(page: &Page, text: &str, least: Safety) -> Option<String> {
    let (document, options) = document(page, text);
    fixed(&document, &options, least)
}

fn examples(page: &Page, wrong: &mut Vec<String>) {
    let name = &page.front.rule;
    let bad = page.blocks("Bad");
    if bad.is_empty() && page.front.kind != "any" {
        wrong.push(format!("{name}: no bad example"));
    }
    let mut fixed = page.blocks("Fixed").into_iter();
    for (n, block) in bad.iter().enumerate() {
        let at = format!("{name}, bad example {}", n + 1);
        let (mut text, marks) = page::unmark(block);
        if page.front.line_ends.as_deref() == Some("cr") {
            text = text.replace('\n', "\r");
        }
        let report = judge(page, &text);
        let mut found: Vec<_> = report
            .findings
            .iter()
            .filter(|f| f.rule == *name)
            .map(|f| first_line(&text, f))
            .collect();
        found.sort();
        let expected: Vec<_> = marks.iter().filter(|(_, r)| r == name).map(|(s, _)| *s).collect();
        if found != expected || expected.is_empty() {
            let show = |spans: &[Span]| {
                spans
                    .iter()
                    .map(|s| format!("{s:?} {:?}", s.of(&text)))
                    .collect::<Vec<_>>()
                    .join(", ")
            };
            let all: Vec<_> = report.findings.iter().map(|f| &f.rule).collect();
            wrong.push(format!(
                "{at}: marked [{}], found [{}] among {all:?}\n{text}",
                show(&expected),
                show(&found)
            ));
            continue;
        }
        if page.front.fix == "none" {
            continue;
        }
        match apply(&text, &report, page) {
            Err(why) => wrong.push(format!("{at}: {why}")),
            Ok(None) => {}
            Ok(Some(result)) => {
                let want = fixed.next().unwrap_or_default();
                if result != want {
                    wrong.push(format!("{at}: the fix gives\n{result}\nthe page has\n{want}"));
                }
                after_fix(page, &at, &report, &result, wrong);
            }
        }
    }
    if fixed.next().is_some() {
        wrong.push(format!("{name}: more fixed texts than fixes"));
    }
    if page.front.fix != "none" && page.blocks("Fixed").is_empty() && page.front.kind != "any" {
        wrong.push(format!("{name}: it claims a fix and shows none"));
    }
    for (n, block) in page.blocks("Good").iter().enumerate() {
        let report = judge(page, block);
        if let Some(f) = report.findings.iter().find(|f| f.rule == *name) {
            wrong.push(format!("{name}, good example {}: {}", n + 1, f.message.what));
        }
        if report.accepted == Some(false) {
            let all: Vec<_> = report.findings.iter().map(|f| &f.rule).collect();
            wrong.push(format!("{name}, good example {}: not accepted: {all:?}", n + 1));
        }
    }
}

/// The text after the first fix of each finding of the page's rule.
fn apply(text: &str, report: &DocumentReport, page: &Page) -> Result<Option<String>, String> {
    let mut all = EditSet::default();
    for finding in report.findings.iter().filter(|f| f.rule == page.front.rule) {
        let Some(fix) = finding.fixes.first() else { continue };
        if word(&fix.safety) != page.front.fix && fix.safety == Safety::Safe {
            return Err(format!("the fix is {:?}, the page says {}", fix.safety, page.front.fix));
        }
        let edit = |e: &EditReport| Edit::replace(Span::new(e.start, e.end), e.insert.clone());
        let edits =
            EditSet::new(fix.edits.iter().map(edit).collect()).map_err(|e| e.to_string())?;
        all = all.union(&edits).map_err(|e| e.to_string())?;
    }
    if all.is_empty() {
        return Ok(None);
    }
    all.apply(text).map(Some).map_err(|e| e.to_string())
}

/// A fix clears its finding, and only a repair may show what the damage hid.
fn after_fix(page: &Page, at: &str, before: &DocumentReport, fixed: &str, wrong: &mut Vec<String>) {
    let after = judge(page, fixed);
    if after.findings.iter().any(|f| f.rule == page.front.rule) {
        wrong.push(format!("{at}: the finding is still there after the fix\n{fixed}"));
    }
    if page.front.fix == "repair" {
        return;
    }
    let count =
        |r: &DocumentReport, rule: &str| r.findings.iter().filter(|f| f.rule == rule).count();
    for finding in &after.findings {
        if count(&after, &finding.rule) > count(before, &finding.rule) {
            wrong.push(format!("{at}: the fix adds {}\n{fixed}", finding.rule));
        }
    }
}

fn judge(page: &Page, text: &str) -> DocumentReport {
    let (document, options) = document(page, text);
    check(&[document], &options).documents.remove(0)
}

fn document(page: &Page, text: &str) -> (Document, Options) {
    let front = &page.front;
    let document = Document {
        kind: Kind::named(&front.kind),
        profile: front.profile.as_deref().and_then(Profile::named),
        ..Document::new(front.name.clone().unwrap_or_default(), text)
    };
    let options =
        Options { tfe: front.tfe.clone(), chart: front.chart.clone(), vault: front.vault.clone() };
    (document, options)
}

/// The part of a finding's span that carets can mark.
fn first_line(text: &str, finding: &FindingReport) -> Span {
    let whole = Span::new(finding.span.start, finding.span.end);
    let line = whole.of(text).split(['\n', '\r']).next().unwrap_or("");
    Span::new(whole.start, whole.start + line.len())
}

fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}
