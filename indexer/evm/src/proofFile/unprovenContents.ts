import type { Check } from "@ledgerscope/core";

/**
 * Checks without which something in a block could be changed, and its hash were still that of its header. A list of
 * withdrawals that is not in the file is not claimed, either. Seals and private receipts are not among them: no hash
 * commits to these.
 */
const NEEDED = [
  "header_hash",
  "transaction_hashes",
  "transactions_root",
  "receipt_count",
  "logs_bloom",
  "receipts_root",
  "gas_used",
  "withdrawals_root",
  "derived_fields",
  "fields_agree",
  "senders",
];

const MAX_DETAIL = 100;
const shortened = (text: string): string => (text.length > MAX_DETAIL ? `${text.slice(0, MAX_DETAIL)}…` : text);

/** What of a block is not proven: a failed check, also where the others only say that they have no rule. */
export function unprovenContents(height: number, checks: readonly Check[]): Check | undefined {
  const missing = NEEDED.flatMap((name) => {
    const made = checks.filter(({ check }) => check === name);
    if (name === "withdrawals_root" && made.every(({ state }) => state === "unchecked")) return [];
    if (made.length > 0 && made.every(({ state }) => state === "verified")) return [];
    const [why] = made.filter(({ state }) => state !== "verified");
    return `${name} ${why?.state ?? "unchecked"}${why?.detail ? ` (${shortened(why.detail)})` : ""}`;
  });
  if (missing.length === 0) return undefined;
  const detail = `the contents of block ${height} are not proven: ${missing.join("; ")}`;
  return { check: "proof_contents", state: "failed", height, detail };
}
