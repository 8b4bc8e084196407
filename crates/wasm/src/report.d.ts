// Made of docs/report.schema.json by `cargo xtask types`; not edited by hand.

/** What it was checked as; null for a file that is not checked here. */
export type Kind = "vault-policy" | "helm-overrides" | "terraform" | "script" | "log" | "kubernetes-manifest" | "replicated-settings" | "effective-settings" | "workspace-variables" | "jwt-role" | "approle";

/** What a policy is for: which calls it has to allow. */
export type Profile = "tfe-external-vault" | "raft-snapshot" | "dynamic-credentials" | "none";

export type Severity = "error" | "warning" | "info";

/** Where the problem would strike. */
export type Stage = "parse" | "render" | "install" | "cluster" | "start" | "run";

/** How well the finding is supported. */
export type Evidence = "documented" | "support-article" | "chart-source" | "vault-source" | "inferred";

/** Whether it may be applied without a look; repair rewrites the file. */
export type Safety = "safe" | "review" | "repair";

/** A place: offsets from 0, lines and columns from 1, columns in characters; the end is one past the last. */
export interface Span {
  start: number;
  end: number;
  line: number;
  column: number;
  end_line: number;
  end_column: number;
}

/** A way to remove a finding. */
export interface Fix {
  title: string;
  /** Whether it may be applied without a look; repair rewrites the file. */
  safety: Safety;
  /** Sorted, and no two touch the same text. */
  edits: {
    start: number;
    end: number;
    insert: string;
  }[];
}

/** A problem, with its place and the ways to remove it. */
export interface Finding {
  rule: string;
  severity: Severity;
  /** Where the problem would strike. */
  stage: Stage;
  message: {
    /** What is wrong. */
    what: string;
    /** What the operator will see. */
    why: string;
    /** What to do. */
    action: string;
  };
  /** How well the finding is supported. */
  evidence: Evidence;
  /** Who says so. */
  source: string;
  span: Span;
  /** Other places that belong to it. */
  related: {
    document: string;
    span: Span;
    note: string;
  }[];
  /** The reason for which it does not count; null where it counts. */
  suppressed: string | null;
  /** Best first. */
  fixes: Fix[];
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

/** What was found in a document. */
export interface DocumentReport {
  name: string;
  /** What it was checked as; null for a file that is not checked here. */
  kind: Kind | null;
  kind_reason: string;
  /** What a policy is for: which calls it has to allow. */
  profile: Profile | null;
  /** Whether the real program takes the file; null where nothing decides that. */
  accepted: boolean | null;
  /** By position. */
  findings: Finding[];
  /** The text after all safe fixes; null where they change nothing. */
  fixed: string | null;
  /** The texts that were checked in it, in their order; empty where it was read as a whole. */
  parts: Part[];
}

/** Offsets are bytes from 0; lines and columns count from 1, columns in characters. Secrets are masked everywhere except in fixed and in the inserts of edits. */
export interface Report {
  schema: "tfe-check.report/1";
  tool: {
    name: string;
    version: string;
  };
  /** What the documents were checked against. */
  versions: {
    tfe: string;
    chart: string;
    vault: string;
  };
  documents: DocumentReport[];
  /** Counts over all documents; what is suppressed counts as nothing else. */
  summary: {
    error: number;
    warning: number;
    info: number;
    suppressed: number;
    /** Findings that a safe fix removes. */
    fixable: number;
  };
  /** Which documents were checked together and for which versions, where that is not all of them; versions above are the default then. */
  groups?: {
    documents: string[];
    versions: {
      tfe: string;
      chart: string;
      vault: string;
    };
  }[];
  /** The number of files that were found in folders and are not checked here. */
  skipped?: number;
}
