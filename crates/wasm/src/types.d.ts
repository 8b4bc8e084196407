/** What a document is judged as. */
export type Kind = "vault-policy" | "helm-overrides" | "terraform" | "script" | "log" | "kubernetes-manifest" | "workspace-variables" | "jwt-role" | "approle";
/** What a policy is for: which calls it has to allow. */
export type Profile = "tfe-external-vault" | "raft-snapshot" | "dynamic-credentials" | "none";
export type Severity = "error" | "warning" | "info";
/** Where a problem would strike. */
export type Stage = "parse" | "render" | "install" | "cluster" | "start" | "run";
export type Evidence = "documented" | "support-article" | "chart-source" | "vault-source" | "inferred";
/** Whether a fix may be applied without a look: `repair` rebuilds damaged text as a whole. */
export type Safety = "repair" | "review" | "safe";

/** A text to be judged. Kind and profile are recognised unless given. */
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
}

/** Lines and columns from 1, columns in characters; `end` is one past the last. */
export interface Span {
  start: number;
  end: number;
  line: number;
  column: number;
  end_line: number;
  end_column: number;
}

export interface Edit {
  start: number;
  end: number;
  insert: string;
}

export interface Fix {
  title: string;
  safety: Safety;
  /** Sorted, and no two touch the same text. */
  edits: Edit[];
}

export interface Finding {
  rule: string;
  severity: Severity;
  stage: Stage;
  message: { what: string; why: string; action: string };
  evidence: Evidence;
  source: string;
  span: Span;
  related: { document: string; span: Span; note: string }[];
  /** The reason given in the file for ignoring it. */
  suppressed: string | null;
  fixes: Fix[];
}

export interface DocumentReport {
  name: string;
  kind: Kind | null;
  kind_reason: string;
  profile: Profile | null;
  /** Would the real thing take the file; null where nothing decides that. */
  accepted: boolean | null;
  findings: Finding[];
  /** The text after all safe fixes; null where they change nothing. */
  fixed: string | null;
  /** The texts that were checked in it, in their order; empty where it was read as a whole. */
  parts: Part[];
}

/** A text in a document. */
export interface Part {
  kind: Kind;
  profile: Profile | null;
  accepted: boolean | null;
  /** What it is wrapped in, from outside to inside. */
  within: string;
  span: Span;
}

export interface Report {
  schema: "tfe-check.report/1";
  tool: { name: string; version: string };
  versions: { tfe: string; chart: string; vault: string };
  documents: DocumentReport[];
  summary: { error: number; warning: number; info: number; suppressed: number; fixable: number };
}
