//! Small pictures. The severities have shapes of their own, so that colour is never all.

use tfe_check::Severity;
use yew::{Html, html};

/// A picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    /// A tick in a frame.
    Brand,
    /// Works, allowed.
    Tick,
    /// Denied, fails.
    Barred,
    /// Not judged.
    Dash,
    /// Nothing leaves.
    Seal,
    /// Light or dark.
    Theme,
    /// Keys.
    Keys,
    /// Close.
    Cross,
    /// Leads somewhere.
    Go,
    /// A file.
    File,
    /// Copy, or paste.
    Copy,
    /// Download.
    Down,
    /// One more.
    Plus,
    /// A source.
    Book,
    /// Without a network.
    Plug,
}

/// A picture that says nothing the text next to it does not say.
pub(crate) fn icon(icon: Icon) -> Html {
    let path = match icon {
        Icon::Brand => "M6 2H2.5v12H6M10 14h3.5V8.5M5 8l2.6 2.6L14 3.5",
        Icon::Tick => "M2.5 8.5 6.3 12 13.5 4",
        Icon::Barred => "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM3.8 3.8l8.4 8.4",
        Icon::Dash => "M4 8h8",
        Icon::Seal => "M2.5 2.5h11v11h-11zM5 8h6",
        Icon::Theme => "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z",
        Icon::Keys => "M1.5 4h13v8.5h-13zM4 6.8h1M7.5 6.8h1M11 6.8h1M5 10h6",
        Icon::Cross => "M3.5 3.5l9 9M12.5 3.5l-9 9",
        Icon::Go => "M5.5 3 10.5 8l-5 5",
        Icon::File => "M3.5 1.8h6l3 3v9.4h-9zM9.5 1.8v3h3",
        Icon::Copy => "M5 10.5H2.5v-8h7V5M6 5.5h7.5v8H6z",
        Icon::Down => "M8 2v8M4.5 6.8 8 10.3l3.5-3.5M3 13.5h10",
        Icon::Plus => "M8 3v10M3 8h10",
        Icon::Book => "M2 3.3h4.5L8 4.3l1.5-1H14v9H9.5L8 13.3l-1.5-1H2zM8 4.3v9",
        Icon::Plug => {
            "M2 2l12 12M1.5 6.2A10 10 0 0 1 5 4.2M7.5 3.6a10 10 0 0 1 7 2.6M4 9a6 6 0 0 1 2.2-1.5M10.5 8a6 6 0 0 1 1.5 1M7 11.5h2"
        }
    };
    let filled =
        (icon == Icon::Theme).then(|| html! { <path class="full" d="M8 2a6 6 0 0 1 0 12z"/> });
    html! {
        <svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path d={path}/>{ filled }</svg>
    }
}

/// A severity's shape with its name, for where no word stands next to it.
pub(crate) fn severity(severity: Severity) -> Html {
    let name = match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Info => "Info",
    };
    html! {
        <svg class={yew::classes!("i", "shape", class(severity))} viewBox="0 0 16 16" role="img" aria-label={name}>
            { shape(severity) }
        </svg>
    }
}

/// A severity's shape alone.
pub(crate) fn severity_mute(severity: Severity) -> Html {
    html! {
        <svg class={yew::classes!("i", "shape", class(severity))} viewBox="0 0 16 16" aria-hidden="true">
            { shape(severity) }
        </svg>
    }
}

/// The class that gives a severity's colours.
pub(crate) fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

fn shape(severity: Severity) -> Html {
    match severity {
        Severity::Error => html! {
            <>
                <path class="full" d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z"/>
                <path class="cut" d="M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8"/>
            </>
        },
        Severity::Warning => html! {
            <><path class="full" d="M8 1 15.5 15H.5z"/><path class="cut" d="M8 6v4.3M8 11.7v1.4"/></>
        },
        Severity::Info => html! {
            <path d="M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 0 1 0-12.5zM8 7.2v4.3M8 4.4v1.7"/>
        },
    }
}
