//! Texts with made-up secrets in them, written in every way that people write secrets, right and
//! wrong. Used by the tests of the library and of the program.

/// A text, and what must be shown of it nowhere.
pub(crate) struct Planted {
    pub name: &'static str,
    pub text: String,
    /// The parts of the secret that nobody can guess.
    pub cores: Vec<String>,
}

/// Numbers that look random and are the same each time.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    /// Letters and digits as in no word.
    fn core(&mut self) -> String {
        let letters: Vec<char> = ('a'..='z').chain('A'..='Z').collect();
        let mut core = String::new();
        for _ in 0..5 {
            core.push(letters[self.below(letters.len())]);
            core.push(char::from(b'0' + u8::try_from(self.below(10)).unwrap()));
        }
        core
    }
}

const STARTS: [&str; 16] =
    ["", "", "", "", "*", "!", "&", "#", "@", "%", "|", "{", "[", "?", "ü", "-"];
const MIDDLES: [&str; 12] = ["", "", "", "-", "\"", "\\", "'", "é", "#", "=", ":", ","];

const NAMES: [&str; 14] = [
    "TFE_DATABASE_PASSWORD",
    "TFE_DATABASE_PASWORD",
    "TFE_LICENSE",
    "TFE_LICENSEE",
    "TFE_ENCRYPTION_PASSWORD",
    "TFE_ENCRYPTION_PASSWROD",
    "TFE_VAULT_TOKEN",
    "TFE_VAULT_SECRET_ID",
    "TFE_VAULT_ROLE_ID",
    "TFE_REDIS_PASSWORD",
    "TFE_OBJECT_STORAGE_S3_SECRET_ACCESS_KEY",
    "TFE_OBJECT_STORAGE_AZURE_ACCOUNT_KEY",
    "MY_API_KEY",
    "WEBHOOK_SECRET",
];

/// Ways to write a name with its value in YAML; `§` and `¤` stand for them, `¶` for the
/// indentation.
const WAYS: [&str; 42] = [
    "¶§: ¤",
    "¶§: \"¤\"",
    "¶§: '¤'",
    "¶§:¤",
    "¶§ : ¤",
    "¶§=¤",
    "¶§= ¤",
    "¶§ = \"¤\"",
    "¶§ ¤",
    "¶§: *¤",
    "¶§: !¤",
    "¶§: &¤",
    "¶§: #¤",
    "¶§: @¤",
    "¶§: %¤",
    "¶§: `¤`",
    "¶§: !!int ¤",
    "¶§: !!str ¤",
    "¶§: [¤]",
    "¶§: [ \"¤\" ]",
    "¶§: { ¤ }",
    "¶§: {{ .Values.¤ }}",
    "¶§: {{ ¤ }}",
    "¶§: ¤ # the old one",
    "¶§: abc #¤",
    "¶§: |\n¶  ¤",
    "¶§: >-\n¶  ¤\n¶  ¤",
    "¶§:\n¶  ¤",
    "¶§:\n¶  a: ¤",
    "¶§:\n¶  - ¤",
    "¶§:\n¶- ¤",
    "¶§:\n¶  a:\n¶    b: ¤",
    "¶- name: §\n¶  value: ¤",
    "¶- value: \"¤\"\n¶  name: §",
    "¶- {name: §, value: ¤}",
    "¶? §: ¤",
    "¶? §\n¶: ¤",
    "¶{§: ¤}",
    "¶\"§\": \"¤\"",
    "¶'§': '¤'",
    "¶§: \"¤\n¶TFE_HOSTNAME: tfe.example.com",
    "¶export §=¤",
];

/// An overrides file, each way in each place.
fn overrides(dice: &mut Dice, way: &str, place: usize) -> Planted {
    let (secret, cores) = secret(dice, way);
    let indent = if place == 2 { "" } else { "    " };
    let entry = fill(&way.replace('¶', indent), dice, &secret);
    let (head, rest) = ("image:\n  tag: 1.0.0\n", "    TFE_HOSTNAME: tfe.example.com\n");
    let text = match place {
        0 => format!("{head}env:\n  variables:\n{rest}{entry}\n  secrets:\n    TFE_A: b\n"),
        1 => format!("{head}env:\n  variables:\n{rest}  secrets:\n{entry}\n    TFE_A: b\n"),
        2 => format!("{entry}\n{head}env:\n  variables:\n{rest}"),
        _ => format!("{head}env:\n{entry}\n  variables:\n{rest}"),
    };
    Planted { name: "overrides.yaml", text, cores }
}

fn fill(way: &str, dice: &mut Dice, secret: &str) -> String {
    way.replace('§', dice.of(&NAMES)).replace('¤', secret)
}

fn secret(dice: &mut Dice, way: &str) -> (String, Vec<String>) {
    let cores = vec![dice.core(), dice.core()];
    let quoted = way.contains('"') || way.contains('\'') || way.contains('{') || way.contains('[');
    let (start, middle) = match quoted {
        true => ("", dice.of(&["", "-", "=", "é"])),
        false => (dice.of(&STARTS), dice.of(&MIDDLES)),
    };
    (format!("{start}{}{middle}{}", cores[0], cores[1]), cores)
}

/// Lines pasted among the rules of a policy.
const PASTED: [&str; 12] = [
    "§: ¤",
    "§: \"¤\"",
    "§ = \"¤\"",
    "§ = ¤",
    "§=¤",
    "§ ¤",
    "\"§\": \"¤\",",
    "§: *¤",
    "§: [¤]",
    "§: { ¤ }",
    "export §=¤",
    "# §: ¤",
];

fn policy(dice: &mut Dice, way: &str, place: usize) -> Planted {
    let (secret, cores) = secret(dice, way);
    let line = fill(way, dice, &secret);
    let rule =
        "path \"transit/keys/atlas_*\" {\n  capabilities = [\"read\", \"create\", \"update\"]\n}\n";
    let text = match place {
        0 => format!("{line}\n{rule}"),
        1 => format!("{rule}{line}\n"),
        2 => rule.replace("{\n", &format!("{{\n  {line}\n")),
        _ => rule.replace("\"create\",", &format!("\"create\",\n{line}\n")),
    };
    Planted { name: "tfe.hcl", text, cores }
}

/// Secrets without a name among the rules of a policy.
const UNNAMED: [&str; 12] = [
    "¤",
    "\"¤\"",
    "\"¤\",",
    "¤ {",
    "¤: x",
    "¤ = \"x\"",
    "x = \"¤\"",
    "- ¤",
    "path \"¤\" {}",
    "path ¤ {}",
    "path \"a/b\" { capabilities = [\"¤\"] }",
    "path \"¤",
];

/// Secrets that show by their form; `¤` is what nobody can guess, 20 letters and digits.
const FORMS: [&str; 12] = [
    "hvs.CAESI¤",
    "hvb.AAAAAQ¤",
    "hvr.¤",
    "s.¤Abc1",
    "AKIA§",
    "ghp_¤",
    "github_pat_¤",
    "glpat-¤",
    "02MV4UU43BK5¤",
    "eyJhbGciOiJIUzI1NiJ9.¤.¤",
    "abcdefghij1234.atlasv1.¤",
    "https://admin:¤@example.com",
];

/// Where they are pasted, in files of every kind: places that no name makes secret.
const PLACES: [(&str, &str); 16] = [
    ("overrides.yaml", "replicaCount: ¤\nenv:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n"),
    ("overrides.yaml", "image:\n  tag: ¤\nenv:\n  variables:\n    TFE_HOSTNAME: a.test\n"),
    ("overrides.yaml", "env:\n  variables:\n    TFE_HOSTNAME: ¤\n    TFE_IACT_SUBNETS: ¤\n"),
    ("overrides.yaml", "¤: 1\nenv:\n  ¤\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n"),
    ("overrides.yaml", "env:\n  variables:\n    ¤: 1\n    TFE_LOG_LEVEL: ¤ # ¤\n"),
    ("overrides.yaml", "service:\n  type: ¤\nenv: [¤\n"),
    ("tfe.hcl", "path \"auth/¤/x\" { capabilities = [\"¤\"] }\n"),
    ("tfe.hcl", "path \"sys/mounts\" { capabilities = [\"read\"] ¤ = 1 }\n¤\n"),
    ("tfe.hcl", "# ¤\npath \"auth/token/lookup/¤\" { policy = \"¤\" }\n"),
    ("tfe.hcl", "{\"path\": {\"¤\": {\"capabilities\": \"¤\"}}}"),
    ("main.tf", "resource \"vault_policy\" \"¤\" {\n  name   = \"¤\"\n  policy = file(\"¤\")\n}\n"),
    (
        "main.tf",
        "resource \"helm_release\" \"tfe\" {\n  chart = \"terraform-enterprise\"\n  set {\n    name  = \"replicaCount\"\n    value = \"¤\"\n  }\n}\n",
    ),
    (
        "main.tf",
        "resource \"vault_policy\" \"a\" {\n  policy = \"path \\\"sys/mounts\\\" { ¤ }\"\n ¤\n",
    ),
    ("setup.sh", "vault login ¤\nvault policy write ¤ - <<EOF\npath \"sys/mounts\" { ¤ }\nEOF\n"),
    (
        "setup.sh",
        "helm install tfe hashicorp/terraform-enterprise --set replicaCount=¤ --set ¤=1\n",
    ),
    ("setup.sh", "vault write auth/approle/role/tfe token_policies=¤ secret_id_ttl=¤\n"),
];

fn formed(dice: &mut Dice, form: &str, (name, text): (&'static str, &str)) -> Planted {
    let core = format!("{}{}", dice.core(), dice.core());
    let capital = format!("A{}", dice.core().to_uppercase().repeat(2).get(..15).unwrap());
    let secret = form.replace('¤', &core).replace('§', &capital);
    let core = if form.contains('§') { capital } else { core };
    Planted { name, text: text.replace('¤', &secret), cores: vec![core] }
}

const TERRAFORM: [&str; 6] = [
    "  set {\n    name  = \"env.secrets.§\"\n    value = \"¤\"\n  }\n",
    "  set_sensitive {\n    name  = \"env.variables.§\"\n    value = \"¤\"\n  }\n",
    "  set = [{ name = \"env.secrets.§\", value = \"¤\" }]\n",
    "  set_sensitive = [\n    {\n      name  = \"tls.thing\"\n      value = \"¤\"\n    }\n  ]\n",
    "  values = [<<-EOT\n    env:\n      secrets:\n        §: ¤\n  EOT\n  ]\n",
    "  values = [yamlencode({ env = { secrets = { § = \"¤\" } } })]\n",
];

fn terraform(dice: &mut Dice, way: &str) -> Planted {
    let (secret, cores) = secret(dice, "\"");
    let body = fill(way, dice, &secret);
    let text = format!(
        "resource \"helm_release\" \"tfe\" {{\n  name  = \"tfe\"\n  chart = \"terraform-enterprise\"\n{body}}}\n"
    );
    Planted { name: "main.tf", text, cores }
}

const COMMANDS: [&str; 6] = [
    "export §=¤\n",
    "§=\"¤\" vault status\n",
    "helm upgrade tfe hashicorp/terraform-enterprise --set env.secrets.§=¤ --set replicaCount=1\n",
    "kubectl create secret generic tfe --from-literal=§=¤\n",
    "curl -H \"X-Vault-Token: ¤\" https://vault.example.com/v1/sys/health\n",
    "docker run -e \"§=¤\" image\n",
];

fn script(dice: &mut Dice, way: &str) -> Planted {
    let (secret, cores) = secret(dice, "\"");
    let line = fill(way, dice, &secret);
    let rule =
        "vault policy write tfe - <<EOF\npath \"sys/mounts\" { capabilities = [\"raed\"] }\nEOF\n";
    Planted { name: "setup.sh", text: format!("#!/bin/sh\n{line}{rule}{line}"), cores }
}

/// Damages a text as pasting does.
fn damaged(dice: &mut Dice, planted: &Planted) -> Planted {
    let text = match dice.below(4) {
        0 => planted.text.lines().map(str::trim_start).collect::<Vec<_>>().join("\n"),
        1 => planted.text.split_inclusive('\n').map(str::trim_start).collect::<String>(),
        2 => planted.text.replacen("\n  ", " ", 1 + dice.below(3)),
        _ => planted.text.replacen("tfe.example.com", "\"tfe.example.com", 1),
    };
    Planted { text, cores: planted.cores.clone(), ..*planted }
}

/// All of them, with secrets of this seed.
pub(crate) fn planted(seed: u64) -> Vec<Planted> {
    let mut dice = Dice::new(seed);
    let mut all = Vec::new();
    for way in WAYS {
        all.extend((0..4).map(|place| overrides(&mut dice, way, place)));
    }
    for way in PASTED.iter().chain(&UNNAMED) {
        all.extend((0..4).map(|place| policy(&mut dice, way, place)));
    }
    all.extend(TERRAFORM.iter().map(|way| terraform(&mut dice, way)));
    all.extend(COMMANDS.iter().map(|way| script(&mut dice, way)));
    for form in FORMS {
        all.extend(PLACES.map(|place| formed(&mut dice, form, place)));
    }
    let broken: Vec<Planted> = all.iter().map(|one| damaged(&mut dice, one)).collect();
    all.extend(broken);
    all
}
