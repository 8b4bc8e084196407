resource account 'Microsoft.DocumentDB/databaseAccounts@2023-04-15' = {
  name: accountName
  properties: {
    capabilities: [
      { name: 'EnableServerless' }
    ]
  }
}
