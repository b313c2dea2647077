import type { Check } from "@ledgerscope/core";
import type { EvmBlock } from "./evmBlock.ts";

/** Checks that compare with the header: they say no more than it does. */
const REST_ON_HEADER: ReadonlySet<string> = new Set([
  "transactions_root",
  "receipts_root",
  "logs_bloom",
  "gas_used",
  "withdrawals_root",
  "derived_fields",
  "parent_link",
]);

const DETAIL = "it agrees with the header, which is not proven";

/** The check; `unverified` where it was made against a header whose own hash follows no rule that is known. */
export function asFarAsHeader({ rule }: Pick<EvmBlock, "rule">, check: Check): Check {
  return rule.profile === "unverified" ? onUnprovenHeader(check) : check;
}

/** The check when the header is a mere claim. */
export function onUnprovenHeader(check: Check): Check {
  if (check.state !== "verified" || !REST_ON_HEADER.has(check.check)) return check;
  return { ...check, state: "unverified", detail: DETAIL };
}
