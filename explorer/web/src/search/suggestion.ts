import type { IconName } from "@ledgerscope/ui/components/Icon.tsx";

/** One thing that a text may mean, as the type-ahead is told it by `/search/suggest`. */
export interface Suggestion {
  /** What it is, in words: "Transactions". */
  readonly group: string;
  readonly icon: IconName;
  /** Its name, made visible and cut. */
  readonly label: string;
  /** What tells it from others of the same name. */
  readonly detail: string;
  readonly network: string;
  readonly href: string;
  /** The whole name, height, hash, id or address was given. */
  readonly exact: boolean;
}
