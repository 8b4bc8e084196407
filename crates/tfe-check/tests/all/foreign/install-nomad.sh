#!/bin/bash
cat > tfe.nomad.hcl <<'EOF'
job "tfe" {
  group "tfe" {
    task "tfe" {
      driver = "docker"
      env {
        TFE_HOSTNAME = "tfe.example.com"
      }
    }
  }
}
EOF
nomad job run tfe.nomad.hcl
