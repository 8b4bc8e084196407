package main

// path "transit" is mounted
var path = "a"

func main() {
	capabilities := []string{"read"}
	println(path, capabilities)
}
