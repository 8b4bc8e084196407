//! Where what the user does goes: to whoever draws the page, whom nothing here knows.

use yew::Callback;

use crate::msg::Msg;

/// Sends messages.
#[derive(Clone, PartialEq)]
pub(crate) struct Link(Callback<Msg>);

impl Link {
    /// One that sends to `heard`.
    pub(crate) fn to(heard: Callback<Msg>) -> Self {
        Self(heard)
    }

    /// A message for each event.
    pub(crate) fn callback<E, M: Into<Msg>>(&self, make: impl Fn(E) -> M + 'static) -> Callback<E> {
        let heard = self.0.clone();
        Callback::from(move |event| heard.emit(make(event).into()))
    }

    /// A message for those events that have one.
    pub(crate) fn batch_callback<E, M: Into<Msg>>(
        &self,
        make: impl Fn(E) -> Option<M> + 'static,
    ) -> Callback<E> {
        let heard = self.0.clone();
        Callback::from(move |event| {
            if let Some(msg) = make(event) {
                heard.emit(msg.into());
            }
        })
    }
}
