//! `promises::all` of any text.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Err(why) = promises::all(text) {
        panic!("{why}");
    }
});
