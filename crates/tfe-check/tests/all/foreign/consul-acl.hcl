key_prefix "vault/" {
  policy = "write"
}
service "vault" {
  policy = "write"
}
