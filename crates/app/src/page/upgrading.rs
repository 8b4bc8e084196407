//! What other versions change for the open documents.

use tfe_check::upgrade::Upgrade;
use tfe_check::{NEWEST_TFE, Versions};

use super::Page;
use crate::asks;
use crate::engine_client::RequestId;
use crate::model::{Change, Model};
use crate::msg::UpgradeMsg;

impl Page {
    pub(super) fn upgrading(&mut self, msg: UpgradeMsg) -> bool {
        let pair = self.model.upgrade.get_or_insert_with(Change::default);
        match msg {
            UpgradeMsg::From(version) => pair.from.tfe = version,
            UpgradeMsg::To(version) => pair.to.tfe = version,
            UpgradeMsg::ChartFrom(version) => pair.from.chart = version,
            UpgradeMsg::ChartTo(version) => pair.to.chart = version,
        }
        self.ask_upgrade();
        true
    }

    /// The dialog begins with the versions that the files are checked for, and the newest release.
    pub(super) fn open_upgrade(&mut self) {
        let from = self.model.used_versions();
        let to = Versions { tfe: NEWEST_TFE.to_owned(), ..from.clone() };
        self.model.upgrade = Some(Change { from, to, asked: None, found: None });
        self.ask_upgrade();
    }

    /// The answer; one to an older question is not shown.
    pub(super) fn upgraded(&mut self, id: RequestId, found: Upgrade) {
        if let Some(pair) = self.model.upgrade.as_mut().filter(|pair| pair.asked == Some(id)) {
            pair.found = Some(found);
        }
    }

    fn ask_upgrade(&mut self) {
        let documents = self.model.docs.iter().filter(|doc| !doc.text.is_empty());
        let documents = documents.map(|doc| asks::document(doc, false)).collect();
        let Some(pair) = &mut self.model.upgrade else { return };
        let id = self.engine.ask(asks::upgrade(documents, &pair.from, &pair.to));
        pair.asked = Some(id);
    }
}

impl Model {
    /// The versions of the last check.
    fn used_versions(&self) -> Versions {
        self.results.as_ref().map(|r| r.versions.clone()).unwrap_or_default()
    }
}
