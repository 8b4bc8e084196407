variables {
  name = "a"
}

run "plan" {
  command = plan
  assert {
    condition     = var.name == "a"
    error_message = "no"
  }
}
