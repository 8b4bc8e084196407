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
}
