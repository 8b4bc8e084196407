# path "secret/data/shop/*" {
#   capabilities = ["read"]
# }
FROM alpine:3.22
ENV VAULT_ADDR=https://vault.example.org:8200
COPY agent.hcl /etc/agent.hcl
