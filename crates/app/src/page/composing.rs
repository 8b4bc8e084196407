//! New files from the answers of a form.

use tfe_check::compose::{self, OVERRIDES, POLICY};

use super::Page;
use crate::browser::Focus;
use crate::model::free_name;
use crate::msg::ComposeMsg;

impl Page {
    pub(super) fn composing(&mut self, msg: ComposeMsg) -> bool {
        let answers = &mut self.model.answers;
        match msg {
            ComposeMsg::Cloud(cloud) => answers.cloud = cloud,
            ComposeMsg::Login(login) => answers.login = login,
            ComposeMsg::Mode(mode) => answers.mode = mode,
            ComposeMsg::Pod(pod) => answers.pod = pod,
            ComposeMsg::Vault(external) => answers.vault = external.then(Default::default),
            ComposeMsg::Namespace(namespace) => {
                answers.vault.get_or_insert_default().namespace = namespace;
            }
            ComposeMsg::Mount(mount) => answers.vault.get_or_insert_default().mount = mount,
            ComposeMsg::Host(host) => answers.host = host,
            ComposeMsg::Release(release) => answers.release = release,
            ComposeMsg::Open => self.open_new_files(),
        }
        true
    }

    /// The values come on screen; the policy is next to them.
    fn open_new_files(&mut self) {
        let answers = &self.model.answers;
        let Ok(values) = compose::overrides(answers) else { return };
        let policy = answers.vault.as_ref().and_then(|_| compose::policy(answers).ok());
        let files = [policy.map(|text| (POLICY, text)), Some((OVERRIDES, values))];
        for (name, text) in files.into_iter().flatten() {
            let name = free_name(name, &self.model.docs);
            self.add(Some(name), &text);
        }
        self.model.dialog = None;
        self.start();
        self.step_to_here();
        self.focus_next = Some(Focus::Verdict);
    }
}
