resource "vault_policy" "tfe" {
  name   = "tfe"
  policy = file("${path.module}/policies/tfe.hcl")
}

resource "vault_policy" "agents" {
  for_each = toset(["one", "two"])
  name     = "agents-${each.key}"
  policy   = templatefile("${path.module}/policies/agent.hcl.tpl", { name = each.key })
}
