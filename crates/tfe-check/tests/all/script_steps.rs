//! What PowerShell and the steps of pipelines give to Vault and to Helm is checked where it is written.

use tfe_check::{Document, Options, Safety, fixed};

use crate::script_sets::found;

fn says(name: &str, text: &str, expected: &str) {
    let all = found(name, text);
    let plain: Vec<String> = all.iter().map(|one| one.replace('"', "")).collect();
    assert!(plain.iter().any(|one| one == expected), "{expected} is not in {all:?}\n{text}");
}

const GCS: &str = "value-not-allowed: gcs";

#[test]
fn a_list_of_powershell_is_read() {
    let lists = [
        "$a = @(\n  \"upgrade\", \"--install\", \"tfe\", \"hashicorp/terraform-enterprise\",\n  \"--set\", \"env.variables.TFE_OBJECT_STORAGE_TYPE=gcs\"\n)\nhelm @a\n",
        "$a = @('--set','env.variables.TFE_OBJECT_STORAGE_TYPE=gcs')\nhelm upgrade tfe hashicorp/terraform-enterprise @a\n",
        "$a = @('--wait')\n$a += @('--set', 'env.variables.TFE_OBJECT_STORAGE_TYPE=gcs')\nhelm upgrade tfe hashicorp/terraform-enterprise @a\n",
        "$a = \"--set env.variables.TFE_OBJECT_STORAGE_TYPE=gcs\"\nhelm upgrade tfe hashicorp/terraform-enterprise $a\n",
    ];
    for list in lists {
        says("deploy.ps1", list, GCS);
    }
}

#[test]
fn a_text_of_powershell_is_read_and_fixed_where_it_is() {
    for (open, close) in [("@\"", "\"@"), ("@'", "'@")] {
        let text = format!(
            "$env:VAULT_ADDR = 'https://vault.corp.test'\n$policy = {open}\npath \"kv/app\" {{\n  capabilities = [\"raed\"]\n}}\npath kv/b {{ capabilities = [\"read\"] }}\n{close}\n$policy | vault policy write app -\n"
        );
        says("setup.ps1", &text, "unknown-capability: raed");
        let after =
            fixed(&Document::new("setup.ps1", text.as_str()), &Options::default(), Safety::Review);
        let after = after.unwrap_or_default();
        assert!(
            after.contains("path \"kv/b\" {") && after.contains("\"read\"]\n}\npath"),
            "{after}"
        );
    }
}

#[test]
fn the_values_of_an_action_are_read() {
    let step = |values: &str| {
        format!(
            "on: push\njobs:\n  tfe:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: somebody/helm@v1\n        with:\n          release: tfe\n          chart: hashicorp/terraform-enterprise\n          values: {values}\n      - run: echo done\n"
        )
    };
    let block = "|\n            replicaCount: 2\n            env:\n              variables:\n                TFE_OBJECT_STORAGE_TYPE: gcs";
    says("deploy.yml", &step(block), GCS);
    let json =
        "'{\"replicaCount\": 2, \"env\": {\"variables\": {\"TFE_OBJECT_STORAGE_TYPE\": \"gcs\"}}}'";
    says("deploy.yml", &step(json), GCS);
    let other = step(block).replace("hashicorp/terraform-enterprise", "bitnami/redis");
    let report = tfe_check::check(&[Document::new("deploy.yml", other)], &Options::default());
    assert_eq!(report.documents[0].kind, None, "{:?}", report.documents[0].findings);
}

#[test]
fn a_task_of_azure_pipelines_is_read() {
    let task = |inputs: &str| {
        format!(
            "pool: {{vmImage: ubuntu-latest}}\nsteps:\n  - task: HelmDeploy@0\n    inputs:\n      command: upgrade\n      chartName: hashicorp/terraform-enterprise\n      {inputs}\n      waitForExecution: true\n"
        )
    };
    let forms = [
        "arguments: --set env.variables.TFE_OBJECT_STORAGE_TYPE=gcs",
        "arguments: '--wait --set env.variables.TFE_OBJECT_STORAGE_TYPE=gcs'",
        "arguments: >-\n        --set replicaCount=2\n        --set env.variables.TFE_OBJECT_STORAGE_TYPE=gcs",
        "overrideValues: replicaCount=2,env.variables.TFE_OBJECT_STORAGE_TYPE=gcs",
        "overrideValues: env.variables.TFE_OBJECT_STORAGE_TYPE=gcs\n      arguments: --wait",
    ];
    for form in forms {
        says("azure-pipelines.yml", &task(form), GCS);
    }
    // A command in another step does not hide it.
    let both = format!("{}  - script: helm repo update\n", task(forms[3]));
    says("azure-pipelines.yml", &both, GCS);
    let working =
        task("overrideValues: replicaCount=2,env.variables.TFE_OBJECT_STORAGE_TYPE=google");
    assert_eq!(found("azure-pipelines.yml", &working), [""; 0]);
}
