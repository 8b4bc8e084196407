/** A text to check. Kind and profile are detected unless given. */
export interface Document {
  name: string;
  text: string;
  kind?: Kind;
  profile?: Profile;
}

export interface Options {
  /** Version of Terraform Enterprise; else read from `image.tag`, else the newest known. */
  tfe?: string;
  /** Version of the Helm chart; else the newest known. */
  chart?: string;
  /** Version of Vault; else the newest known. */
  vault?: string;
  /**
   * How offsets are counted. `utf8`: bytes, as in the reports of the command line. `utf16`: as in
   * JavaScript strings and editors. Lines and columns are the same in both. Default: `utf8`.
   */
  positions?: "utf8" | "utf16";
  /** Which fixes `fix` applies: those that are certain, also those to review, also those that rewrite a file. Default: `safe`. */
  fixes?: "safe" | "review" | "all";
}

/** A text after its fixes. */
export interface Fixed {
  name: string;
  text: string;
  changed: boolean;
}

/** A request that Vault gets with some policies. */
export interface Question {
  /** Policies, or Terraform or scripts with policies in them. Vault merges them. */
  policies: Document[];
  operation: string;
  /** The path, without `v1/`. */
  path: string;
  /** The fields of the request's data. */
  params?: Record<string, unknown>;
  /** Lifetime of a wrapped response, such as `60s`. */
  wrapTtl?: string;
  /** Version of Vault; else the newest known. */
  vault?: string;
}

/** Whether Vault allows a request. */
export interface Verdict {
  allowed: boolean;
  acl_allowed: boolean;
  capabilities: string[];
  /** The rule that decides: the place of its policy, its place in the policy. */
  rule: { policy: number; rule: number; path: string | null } | null;
  operation: string;
  path: string;
  notes: string[];
  reasons: string[];
}

/** What a list says of a rule. */
export interface Rule {
  name: string;
  kind: Kind | "any";
  title: string;
  severity: Severity;
  stage: Stage;
  evidence: Evidence;
  source: string;
  fix: Safety | null;
  data_loss: boolean;
}
