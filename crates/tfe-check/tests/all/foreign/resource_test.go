package provider

import (
	"fmt"
	"testing"
)

func config(name string) string {
	return fmt.Sprintf(`
resource "vault_mount" "app" {
  path = %q
}
%s
`, name, more)
}
