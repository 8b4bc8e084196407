//! `promises::places_are_in_the_text` of any text.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Err(why) = promises::places_are_in_the_text(text) {
        panic!("{why}");
    }
});
