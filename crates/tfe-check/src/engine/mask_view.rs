//! Hides secrets in what is shown next to the findings.

use text::{MASK, Masker, Span};

use crate::base::view::View;
use crate::secrets;

impl View {
    /// Hides the secrets of the text that the view is of, in everything that it shows.
    pub(crate) fn mask(&mut self, secrets: &Masker) {
        let said = |text: &mut String| *text = secrets.mask(text);
        let own = |text: &mut String| *text = secrets.mask_own(text);
        said(&mut self.verdict);
        self.outcomes.iter_mut().for_each(|outcome| said(&mut outcome.name));
        for group in &mut self.access {
            said(&mut group.name);
            for row in &mut group.rows {
                own(&mut row.path);
                row.rule.iter_mut().for_each(own);
                said(&mut row.consequence);
            }
        }
        for row in self.settings.iter_mut().chain(&mut self.pod) {
            own(&mut row.name);
            let shown = secrets.mask_own(&row.value);
            // A secret under a name that is none is one all the same.
            row.secret |= shown == MASK;
            row.value = shown;
        }
        own(&mut self.policy);
        for start in self.start.iter_mut().chain(&mut self.run) {
            said(&mut start.why);
            start.checks.iter_mut().for_each(|check| said(&mut check.why));
        }
        self.asked.iter_mut().for_each(said);
        for unshown in &mut self.not_shown {
            said(&mut unshown.what);
            said(&mut unshown.command);
        }
        self.mask_rebuilt(secrets);
        self.secrets = secrets.places().map(|place| (place.start, place.end)).collect();
    }

    /// The rebuilt text has its secrets at other places.
    fn mask_rebuilt(&mut self, secrets: &Masker) {
        let lines: Vec<&str> = self.rebuilt.iter().map(|line| line.line.as_str()).collect();
        let text = lines.join("\n");
        let mut known = secrets::of(&text);
        known.extend(secrets.clone());
        let mut start = 0;
        for line in &mut self.rebuilt {
            let span = Span::new(start, start + line.line.len());
            start = span.end + 1;
            line.line = known.excerpt(&text, span);
            line.reason = known.mask(&line.reason);
        }
    }
}
