use super::super::NAMESPACE;
use super::super::out::Out;
use super::super::scope::{Outcome, Scope};
use super::release::{is_release, meta};
use crate::knowledge::Trait;

pub(super) fn services(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    if !is_release(s)? {
        return Ok(());
    }
    service(s, o, "service", "terraform-enterprise")?;
    o.line(0, "---");
    if s.does(Trait::SecondService) && s.on("env.variables.TFE_HOSTNAME_SECONDARY")? {
        service(s, o, "serviceSecondary", "terraform-enterprise-secondary")?;
    }
    Ok(())
}

fn service(s: &Scope<'_>, o: &mut Out, block: &str, name: &str) -> Outcome<()> {
    let path = |key: &str| format!("{block}.{key}");
    o.lines(0, "apiVersion: v1\nkind: Service\nmetadata:");
    o.line(2, &format!("name: {name}"));
    o.line(2, &format!("namespace: {NAMESPACE}"));
    meta(s, o, block, "annotations")?;
    meta(s, o, block, "labels")?;
    o.line(0, "spec:");
    o.line(2, &format!("type: {}", s.print(&path("type"))?));
    if s.is(&path("type"), "LoadBalancer")? && s.on(&path("loadBalancerIP"))? {
        o.line(2, &format!("loadBalancerIP: {}", s.print(&path("loadBalancerIP"))?));
    }
    o.line(2, "ports:");
    port(s, o, block, ["https-port", &path("port"), "nodePort", "tfe.privateHttpsPort"])?;
    if s.does(Trait::AdminPort) {
        let outer = "tfe.adminHttpsPort";
        port(s, o, block, ["admin-https-port", outer, "adminNodePort", outer])?;
    }
    o.lines(2, "selector:\n  app: terraform-enterprise");
    Ok(())
}

fn port(
    s: &Scope<'_>,
    o: &mut Out,
    block: &str,
    [name, outer, node, inner]: [&str; 4],
) -> Outcome<()> {
    o.line(4, &format!("- name: {name}"));
    o.line(6, &format!("port: {}", s.print(outer)?));
    if s.is(&format!("{block}.type"), "NodePort")? {
        o.line(6, &format!("nodePort: {}", s.print(&format!("{block}.{node}"))?));
    }
    o.line(6, &format!("targetPort: {}", s.print(inner)?));
    if s.does(Trait::AppProtocol) {
        o.line(6, &format!("appProtocol: {}", s.print(&format!("{block}.appProtocol"))?));
    }
    Ok(())
}
