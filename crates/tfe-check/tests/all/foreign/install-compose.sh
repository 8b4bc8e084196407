#!/bin/bash
set -e
mkdir -p /etc/tfe
cat > /etc/tfe/compose.yaml <<EOF
services:
  tfe:
    image: hashicorp/terraform-enterprise:1.0.1
    environment:
      TFE_HOSTNAME: "${TFE_HOSTNAME}"
      TFE_LICENSE: "${TFE_LICENSE}"
EOF
docker compose -f /etc/tfe/compose.yaml up -d
