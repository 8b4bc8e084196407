package vault

// Mount also writes a policy:
//
//	path "mount/*" {
//	  capabilities = ["create", "read"]
//	}
func (s *Server) Mount() {
	s.write(mountPolicy)
}
