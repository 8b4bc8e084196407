//! `cargo xtask fuzz`: the promises of `crates/promises`, over texts that nobody has written.

use std::fs;
use std::path::Path;

use crate::command::{output, program, root, run};
use crate::failure::Result;

/// One for each file in `tests/fuzz/targets`.
const TARGETS: [&str; 4] = ["all", "readers", "places", "secrets"];

/// How long each runs unless somebody says so (minutes).
const MINUTES: u64 = 5;

/// `[TARGET] [--minutes N]`
pub(crate) fn fuzz(args: &[String]) -> Result {
    let (targets, minutes) = read(args)?;
    if output(program("cargo").args(["fuzz", "--version"])).is_none() {
        let how = "cargo install cargo-fuzz --locked, and rustup toolchain install nightly";
        return Err(format!("there is no `cargo fuzz`: {how}").into());
    }
    let seeds = root().join("target/fuzz-seeds");
    plant(&seeds)?;
    let dictionary = format!("-dict={}", root().join("tests/fuzz/words.dict").display());
    for target in targets {
        let found = root().join("target/fuzz-corpus").join(target);
        fs::create_dir_all(&found).map_err(|e| format!("{}: {e}", found.display()))?;
        let mut fuzz = program("cargo");
        fuzz.args([
            "+nightly",
            "fuzz",
            "run",
            "--fuzz-dir",
            "tests/fuzz",
            "--sanitizer",
            "none",
            target,
        ]);
        fuzz.arg(&found).arg(&seeds).arg("--").arg(&dictionary);
        // A text that takes ten seconds is a find too.
        fuzz.arg(format!("-max_total_time={}", minutes * 60))
            .args(["-max_len=4096", "-timeout=10"]);
        run(&mut fuzz)?;
    }
    Ok(())
}

fn read(args: &[String]) -> Result<(Vec<&'static str>, u64)> {
    let mut targets = Vec::new();
    let mut minutes = MINUTES;
    let mut words = args.iter().map(String::as_str);
    while let Some(word) = words.next() {
        if word == "--minutes" {
            let number = words.next().and_then(|n| n.parse().ok());
            minutes = number.ok_or("--minutes takes a number")?;
            continue;
        }
        let target = TARGETS.into_iter().find(|target| *target == word);
        targets.push(target.ok_or_else(|| {
            format!("no target `{word}`; the targets are {}", TARGETS.join(", "))
        })?);
    }
    let all = || TARGETS.to_vec();
    Ok((if targets.is_empty() { all() } else { targets }, minutes))
}

/// The examples of the rules' pages are where fuzzing starts from.
fn plant(seeds: &Path) -> Result {
    let failed = |path: &Path, e: std::io::Error| format!("{}: {e}", path.display());
    fs::create_dir_all(seeds).map_err(|e| failed(seeds, e))?;
    let rules = root().join("rules");
    for kind in fs::read_dir(&rules).map_err(|e| failed(&rules, e))?.flatten() {
        for page in fs::read_dir(kind.path()).into_iter().flatten().flatten() {
            let Ok(text) = fs::read_to_string(page.path()) else { continue };
            let blocks = text.split("\n```").skip(1).step_by(2);
            for (at, block) in blocks.enumerate() {
                let Some((_, example)) = block.split_once('\n') else { continue };
                let name = page.file_name().to_string_lossy().replace(".md", "");
                let seed = seeds.join(format!("{name}-{at}"));
                fs::write(&seed, example).map_err(|e| failed(&seed, e))?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_and_minutes_are_read_and_every_target_has_its_file() {
        let read = |words: &[&str]| {
            super::read(&words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(read(&["places", "--minutes", "3"]).unwrap(), (vec!["places"], 3));
        assert_eq!(read(&[]).unwrap(), (TARGETS.to_vec(), MINUTES));
        assert!(read(&["place"]).unwrap_err().0.contains("readers"));
        for target in TARGETS {
            assert!(root().join(format!("tests/fuzz/targets/{target}.rs")).exists(), "{target}");
        }
    }
}
