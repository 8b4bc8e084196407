packer {
  required_plugins {
    amazon = { source = "github.com/hashicorp/amazon", version = "~> 1" }
  }
}

variable "region" {
  default = "eu-central-1"
}

source "amazon-ebs" "tfe" {
  region = var.region
}

build {
  sources = ["source.amazon-ebs.tfe"]
  provisioner "file" {
    source      = "a"
    destination = "/tmp/a"
  }
}
