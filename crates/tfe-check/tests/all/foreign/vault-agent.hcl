auto_auth {
  method "approle" {
    config = {
      role_id_file_path = "/etc/role"
    }
  }
  sink "file" {
    config = {
      path = "/etc/token"
    }
  }
}
