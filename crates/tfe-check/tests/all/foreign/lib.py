path = "a"
capabilities = {"read": 1}
print(path, capabilities)
