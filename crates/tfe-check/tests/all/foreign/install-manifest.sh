#!/bin/bash
kubectl apply -f - <<EOF
apiVersion: v1
kind: Secret
metadata:
  name: tfe
stringData:
  TFE_LICENSE: "$LICENSE"
EOF
