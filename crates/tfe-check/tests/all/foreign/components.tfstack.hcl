component "tfe" {
  source = "./tfe"
  inputs = {
    name = var.name
  }
}

variable "name" {
  type = string
}
