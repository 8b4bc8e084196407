//! `promises::readers_take_any_text` of any text.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Err(why) = promises::readers_take_any_text(text) {
        panic!("{why}");
    }
});
