//! `tfe-check lsp`: a language server on standard input and output.
//!
//! Three threads: one reads, one checks, and this one answers. So no check keeps a message waiting, and
//! what is typed during a check is checked next, once.

mod address;
mod disk;
mod files;
mod frames;
mod versions;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use lsp::{Checker, Done, Job, Server, Settings};
use serde_json::Value;

use self::files::Files;
use self::frames::Frame;
use crate::args::LspArgs;
use crate::outcome::{Failure, Outcome};

/// What happens.
enum Event {
    /// The editor says something.
    Read(Frame),
    /// The editor is gone, or says what cannot be read.
    Ended(io::Result<()>),
    /// A job is done.
    Checked(Job, Done),
}

pub(crate) fn run(args: &LspArgs) -> Outcome {
    let versions = args.versions.options();
    let settings = Settings {
        tfe: versions.tfe,
        chart: versions.chart,
        vault: versions.vault,
        rule_pages: args.rule_pages.clone(),
    };
    let (events, happens) = mpsc::channel();
    let (jobs, given) = mpsc::channel();
    let files = Files::new(args.versions.config.clone());
    let read = events.clone();
    thread::spawn(move || reader(&read));
    thread::spawn(move || checker(files, &given, &events));
    serve(Server::new(env!("CARGO_PKG_VERSION"), settings), &happens, &jobs)
}

/// Answers until the session is over.
fn serve(mut server: Server, happens: &Receiver<Event>, jobs: &Sender<Job>) -> Outcome {
    let mut out = io::stdout().lock();
    let mut is_checking = false;
    while let Ok(event) = happens.recv() {
        let messages: Vec<Value> = match event {
            Event::Read(Frame::Message(message)) => server.receive(message),
            Event::Read(Frame::Malformed) => vec![lsp::malformed()],
            Event::Checked(job, done) => {
                is_checking = false;
                server.done(&job, done)
            }
            Event::Ended(Ok(())) => return Ok(false),
            Event::Ended(Err(error)) => return Err(Failure::new(error.to_string())),
        };
        for message in &messages {
            frames::write(&mut out, message)?;
        }
        if let Some(clean) = server.over() {
            return Ok(clean);
        }
        if !is_checking && let Some(job) = server.job() {
            is_checking = jobs.send(job).is_ok();
        }
    }
    Ok(false)
}

fn reader(events: &Sender<Event>) {
    let mut input = io::stdin().lock();
    loop {
        let event = match frames::read(&mut input) {
            Ok(Some(frame)) => Event::Read(frame),
            Ok(None) => Event::Ended(Ok(())),
            Err(error) => Event::Ended(Err(error)),
        };
        let is_last = matches!(event, Event::Ended(_));
        if events.send(event).is_err() || is_last {
            return;
        }
    }
}

fn checker(mut files: Files, jobs: &Receiver<Job>, events: &Sender<Event>) {
    while let Ok(job) = jobs.recv() {
        // A bug in a rule ends neither the session nor what waits for this check.
        let done = catch_unwind(AssertUnwindSafe(|| files.check(&job)));
        if events.send(Event::Checked(job, done.unwrap_or_default())).is_err() {
            return;
        }
    }
}
