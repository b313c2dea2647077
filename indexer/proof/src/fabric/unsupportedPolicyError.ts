/** A policy that these rules do not cover; the message names what. */
export class UnsupportedPolicyError extends Error {
  override readonly name = "UnsupportedPolicyError";
}
