//! Values that stand where the reader's own belong.

/// The example for a setting. All names are below `example.com`, which belongs to nobody.
pub(super) fn example(name: &str) -> &'static str {
    match name {
        "TFE_DATABASE_HOST" => "postgres.example.com:5432",
        "TFE_DATABASE_NAME" | "TFE_DATABASE_USER" => "tfe",
        "TFE_REDIS_HOST" => "redis.example.com:6379",
        "TFE_REDIS_SIDEKIQ_HOST" => "redis-sidekiq.example.com:6379",
        "TFE_OBJECT_STORAGE_S3_ENDPOINT" => "https://s3.example.com",
        "TFE_OBJECT_STORAGE_S3_REGION" => "us-east-1",
        "TFE_OBJECT_STORAGE_AZURE_ACCOUNT_NAME" => "exampletfe",
        "TFE_OBJECT_STORAGE_GOOGLE_PROJECT" => "example-project",
        "TFE_VAULT_ADDRESS" => "https://vault.example.com:8200",
        "TFE_RUN_PIPELINE_IMAGE" => "registry.example.com/tfc-agent:openshift",
        // Buckets and containers.
        _ => "example-tfe",
    }
}
