/** One thing that a text may mean, as the type-ahead is told it by `/search/suggest`. */
export interface Suggestion {
  /** What it is, in words: "Transaction". */
  readonly kind: string;
  /** Its name, made visible and cut. */
  readonly label: string;
  /** What tells it from others of the same name. */
  readonly detail: string;
  readonly network: string;
  readonly href: string;
  /** The whole name, height, hash, id or address was given. */
  readonly exact: boolean;
}
