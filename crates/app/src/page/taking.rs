//! What is copied and saved.

use gloo::timers::callback::Timeout;
use tfe_check::export;
use yew::Context;

use super::Page;
use crate::browser;
use crate::model::{Copy, fixed_text};
use crate::msg::TakeMsg;
use crate::reports;
use crate::words;

/// So long a button says that it copied (milliseconds).
const COPIED: u32 = 2_000;

impl Page {
    pub(super) fn taking(&mut self, ctx: &Context<Self>, msg: TakeMsg) -> bool {
        match msg {
            TakeMsg::Copy(what) => {
                let text = self.text_of(&what);
                let link = ctx.link().clone();
                browser::copy(text, move |done| link.send_message(TakeMsg::Copied(what, done)));
                return false;
            }
            TakeMsg::Copied(what, done) => {
                self.saved(&what, done);
                self.model.said =
                    if done { "Copied." } else { "The browser does not allow copying." }.to_owned();
                self.model.copied = Some((what, done));
                let link = ctx.link().clone();
                self.copied =
                    Some(Timeout::new(COPIED, move || link.send_message(TakeMsg::CopiedLongAgo)));
            }
            TakeMsg::Share => self.make_link(ctx),
            TakeMsg::Linked(made) => {
                if let Some(link) = &mut self.model.link {
                    (link.failed, link.address) = (made.is_none(), made);
                }
            }
            TakeMsg::CopiedLongAgo => self.model.copied = None,
            TakeMsg::Download(what) => {
                let done = browser::save(&self.file_name(&what), &self.text_of(&what)).is_some();
                self.saved(&what, done);
                return false;
            }
        }
        true
    }

    /// What was copied or saved is not lost with the page.
    fn saved(&mut self, what: &Copy, done: bool) {
        if let Some(doc) =
            self.model.doc_mut().filter(|_| done && matches!(what, Copy::Text | Copy::Fixed))
        {
            doc.unsaved = false;
        }
    }

    /// What the file is called that is saved.
    fn file_name(&self, what: &Copy) -> String {
        match what {
            Copy::Policy => format!("{}.hcl", self.model.chosen_policy_name()),
            Copy::Report => "tfe-check-report.md".to_owned(),
            Copy::Json => "tfe-check-report.json".to_owned(),
            Copy::Sarif => "tfe-check-report.sarif".to_owned(),
            _ => self.model.active_name(),
        }
    }

    fn text_of(&self, what: &Copy) -> String {
        let model = &self.model;
        match what {
            Copy::Text => model.doc().map(|d| d.text.to_string()).unwrap_or_default(),
            Copy::Fixed => {
                let fixed = model.current().map(|j| fixed_text(j, &model.hunks));
                fixed.unwrap_or_else(|| self.text_of(&Copy::Text))
            }
            Copy::Policy => match model.made_policy() {
                Some(policy) => policy.to_owned(),
                None => self.text_of(&Copy::Fixed),
            },
            Copy::VaultCommand => {
                export::command(&model.chosen_policy_name(), &self.text_of(&Copy::Policy))
            }
            Copy::Terraform => {
                let policy = self.text_of(&Copy::Policy);
                export::terraform(&model.chosen_policy_name(), &policy).unwrap_or_default()
            }
            Copy::Report => reports::markdown(model),
            Copy::Json => reports::json(model),
            Copy::Sarif => reports::sarif(model),
            Copy::Link => model.link.as_ref().and_then(|l| l.address.clone()).unwrap_or_default(),
            Copy::BugReport => words::bug_report(model),
            Copy::Command(command) => command.clone(),
        }
    }
}
