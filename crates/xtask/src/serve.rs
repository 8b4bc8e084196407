//! The page on this machine, rebuilt after each edit.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;

use crate::command::program;
use crate::failure::Result;
use crate::page;

pub(crate) struct Options {
    release: bool,
    port: u16,
}

impl Options {
    pub(crate) fn read(args: &[String]) -> Result<Self> {
        let mut options = Self { release: false, port: 8080 };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let port = match arg.as_str() {
                "--release" => {
                    options.release = true;
                    continue;
                }
                "--port" => args.next().map(String::as_str).unwrap_or_default(),
                other => other
                    .strip_prefix("--port=")
                    .ok_or_else(|| format!("serve knows --release and --port N, not `{other}`"))?,
            };
            options.port = match port.parse() {
                Ok(port @ 1..) => port,
                _ => {
                    return Err(
                        format!("--port takes a number from 1 to 65535, not `{port}`").into()
                    );
                }
            };
        }
        Ok(options)
    }
}

/// Installs what is missing, builds, serves until interrupted.
pub(crate) fn serve(options: &Options) -> Result {
    free(options.port)?;
    page::prepare()?;
    page::fetch()?;
    let address = format!("http://127.0.0.1:{}/", options.port);
    println!("tfe-check will be at {address} as soon as the first build is done; Ctrl C ends it");
    let mut trunk = program("trunk");
    trunk.args(["serve", "--address", "127.0.0.1", "--port", &options.port.to_string()]);
    // Not `dist/`: that is what `cargo xtask build` made.
    if options.release {
        // As shipped: nothing is put into the page, so the strict policy holds.
        trunk.args(["--release", "--no-autoreload", "true", "--dist", "target/serve/release"]);
    } else {
        trunk.args(["--dist", "target/serve/debug"]);
    }
    become_it(trunk)
}

/// The server takes this process's place, so that what ends one ends the other.
#[cfg(unix)]
fn become_it(mut server: Command) -> Result {
    let error = std::os::unix::process::CommandExt::exec(&mut server);
    Err(format!("trunk does not start: {error}").into())
}

#[cfg(not(unix))]
fn become_it(mut server: Command) -> Result {
    crate::command::run(&mut server)
}

fn free(port: u16) -> Result {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            let other = if port == u16::MAX { port - 1 } else { port + 1 };
            Err(format!(
                "port {port} is taken by another program: stop that one, or choose another \
                 port, such as `cargo xtask serve --port {other}`"
            )
            .into())
        }
        Err(error) => Err(format!("port {port} cannot be used: {error}").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Result<Options> {
        Options::read(&words.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn options_are_read_in_any_order_and_both_spellings() {
        let options = read("--port 9000 --release").unwrap();
        assert!(options.release && options.port == 9000);
        assert_eq!(read("--port=81").unwrap().port, 81);
        assert_eq!(read("").unwrap().port, 8080);
        assert!(read("--port").is_err() && read("--port 0").is_err() && read("--fast").is_err());
    }

    #[test]
    fn a_busy_port_is_named_with_a_way_out() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let said = free(port).unwrap_err().0;
        assert!(said.contains(&port.to_string()) && said.contains("--port"), "{said}");
    }
}
