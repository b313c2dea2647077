/** Why nothing could be checked. Not a failed check: that is a result. */
export type ProblemReason =
  | { readonly code: "download"; readonly status: number }
  | { readonly code: "offline" }
  | { readonly code: "not_a_bundle" }
  | { readonly code: "bad_genesis" }
  | { readonly code: "insecure" }
  | { readonly code: "internal"; readonly detail: string };

export class Problem extends Error {
  override readonly name = "Problem";
  readonly reason: ProblemReason;

  constructor(reason: ProblemReason) {
    super(reason.code);
    this.reason = reason;
  }
}
