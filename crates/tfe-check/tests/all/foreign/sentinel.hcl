policy "restrict-size" {
  source            = "./restrict-size.sentinel"
  enforcement_level = "hard-mandatory"
}
