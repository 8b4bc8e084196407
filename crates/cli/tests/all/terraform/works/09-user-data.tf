resource "aws_instance" "vault" {
  ami           = data.aws_ami.ubuntu.id
  instance_type = "t3.small"

  user_data = <<-EOF
    #!/bin/bash
    set -euo pipefail
    export VAULT_ADDR="https://${aws_lb.vault.dns_name}:8200"
    vault policy write app - <<POLICY
    path "secret/data/app/*" {
      capabilities = ["read"]
    }
    POLICY
    systemctl enable --now vault
  EOF

  tags = {
    Name = "vault-${var.environment}"
  }
}
