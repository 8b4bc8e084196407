use helm_values::Data;

use super::super::NAMESPACE;
use super::super::fault::FaultKind;
use super::super::out::Out;
use super::super::scope::{Outcome, Scope, go_type};
use super::certificates::has_redis_certificates;
use super::release::{has_settings, is_release};
use crate::knowledge::Trait;
use text::base64::encode;

pub(super) fn secrets(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    if is_release(s)? {
        certificates(s, o)?;
    }
    if has_settings(s)? {
        o.line(0, "---");
        head(o, "Opaque", "terraform-enterprise-env-secrets");
        settings(s, o)?;
    }
    Ok(())
}

fn certificates(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    if s.all(&["tls.certData", "tls.keyData"])? {
        let name = s.print("tls.certificateSecret")?;
        pair(s, o, "tls", &name)?;
    }
    if s.all(&["tlsSecondary.certData", "tlsSecondary.keyData"])? {
        named_pair(s, o, "tlsSecondary", "terraform-enterprise-certificates-secondary")?;
    }
    for (block, name) in [
        ("tlsRedis", "terraform-enterprise-certificates-redis"),
        ("tlsRedisSidekiq", "terraform-enterprise-certificates-redis-sidekiq"),
    ] {
        if has_redis_certificates(s, block)? {
            named_pair(s, o, block, name)?;
            o.line(2, &format!("tls.ca: {}", s.print(&format!("{block}.caCertData"))?));
        }
    }
    if s.on("tls.caCertData")? {
        o.line(0, "---");
        head(o, "Opaque", "terraform-enterprise-ca-certificates");
        let (file, data) = (s.print("tls.caCertFileName")?, s.print("tls.caCertData")?);
        o.line(2, &format!("{file}: {data}"));
    }
    Ok(())
}

fn named_pair(s: &Scope<'_>, o: &mut Out, block: &str, default: &str) -> Outcome<()> {
    let name = s.print_or(&format!("{block}.certificateSecret"), default)?;
    o.line(0, "---");
    pair(s, o, block, &name)
}

fn pair(s: &Scope<'_>, o: &mut Out, block: &str, name: &str) -> Outcome<()> {
    head(o, "kubernetes.io/tls", name);
    o.line(2, &format!("tls.crt: {}", s.print(&format!("{block}.certData"))?));
    o.line(2, &format!("tls.key: {}", s.print(&format!("{block}.keyData"))?));
    Ok(())
}

fn head(o: &mut Out, form: &str, name: &str) {
    o.lines(0, "apiVersion: v1\nkind: Secret\nmetadata:");
    o.line(2, &format!("name: {name}"));
    o.line(2, &format!("namespace: {NAMESPACE}"));
    o.line(0, &format!("type: {form}"));
    o.line(0, "data:");
}

/// `env.secrets`: only text, trimmed and encoded, or as it is after `b64:`.
fn settings(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    let helpers = s.at("_helpers.tpl");
    for (key, value) in helpers.walk("env.secrets")? {
        let Data::String(text) = &value.data else {
            let path = ["env", "secrets", &key].map(str::to_owned).to_vec();
            let kind = FaultKind::WrongType { expected: "string", got: go_type(Some(value)) };
            return Err(helpers.fault(kind, path, Some(value), "$val".to_owned()));
        };
        let data = match text.strip_prefix("b64:") {
            Some(encoded) if s.does(Trait::EncodedSecrets) => encoded.to_owned(),
            _ => encode(text.trim()),
        };
        // The list of settings is moved right as a whole, line ends in a value too.
        o.line(2, &format!("{key}: {data}").replace('\n', "\n  "));
    }
    Ok(())
}
