allowPrivilegeEscalation: false
capabilities:
  drop: [ALL]
