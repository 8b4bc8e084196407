terraform {
  required_version = ">= 1.5"
  required_providers {
    vault = { source = "hashicorp/vault", version = "~> 4.0" }
  }
  backend "s3" {}
}

provider "vault" {
  address = "https://vault.example.com:8200"
}

variable "sizes" {
  type = map(object({
    cpu    = number
    memory = optional(number, 4)
  }))
  default = {}
  validation {
    condition     = alltrue([for k, v in var.sizes : v.cpu > 0 && v.cpu < 65])
    error_message = "cpu is 1 to 64"
  }
}

locals {
  names   = { for k, v in var.sizes : upper(k) => v.cpu... if v.cpu > 1 }
  first   = try(keys(var.sizes)[0], null)
  all     = var.sizes[*]
  message = "%{ if length(var.sizes) > 0 }some%{ else }none%{ endif } $${literal} %%{too}"
  sum     = (1 + 2) * 3 % 4 - -5
  cond    = local.first != null ? local.first : "none"
  hash    = provider::local::direxists("x")
  script  = <<-SH
    for i in 1 2; do echo "$i" "$${HOME}"; done
  SH
}

output "x" {
  value     = local.names
  sensitive = true
}

moved {
  from = vault_policy.a
  to   = vault_policy.b
}

import {
  to = vault_policy.b
  id = "b"
}

check "health" {
  data "http" "tfe" {
    url = "https://tfe.example.com/_health_check"
  }
  assert {
    condition     = data.http.tfe.status_code == 200
    error_message = "TFE is down"
  }
}

resource "vault_policy" "b" {
  name   = "b"
  policy = <<EOT
path "kv/data/b/*" { capabilities = ["read"] }
EOT
  lifecycle { ignore_changes = [name] }
}
