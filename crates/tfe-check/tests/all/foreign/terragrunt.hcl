include "root" {
  path = find_in_parent_folders()
}

terraform {
  source = "../../modules/tfe"
}

dependency "vpc" {
  config_path = "../vpc"
}

inputs = {
  name = "tfe"
}
