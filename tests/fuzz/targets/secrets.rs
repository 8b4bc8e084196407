//! `promises::no_output_shows` of a secret that is planted in a text, between what comes before and after it.
#![no_main]

/// No word of the product, and long enough not to be found by chance.
const SECRET: &str = "k3Jd92hsLq";

/// Ways in which a password is written.
const NAMES: [&str; 6] = [
    "TFE_DATABASE_PASSWORD: ",
    "TFE_LICENSE=",
    "export VAULT_TOKEN=",
    "secret_id = ",
    "  TFE_ENCRYPTION_PASSWORD: *",
    "- name: TFE_REDIS_PASSWORD\n  value: ",
];

libfuzzer_sys::fuzz_target!(|given: (u8, &str, &str)| {
    let (way, before, after) = given;
    let name = NAMES[usize::from(way) % NAMES.len()];
    let text = format!("{before}\n{name}{SECRET}\n{after}");
    if let Err(why) = promises::no_output_shows(&text, SECRET) {
        panic!("{why}");
    }
});
