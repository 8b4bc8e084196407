#!/bin/bash
kubectl apply -f - <<EOF
apiVersion: v1
kind: ConfigMap
metadata:
  name: tfe
data:
  TFE_LICENSE: "$LICENSE"
EOF
