import type { StageFact } from "@ledgerscope/core";

/** Length of the id that Fabric's endorser logs, in hex digits. */
const PREFIX_DIGITS = 8;
/** How far two nodes' clocks may lie apart before a fact is taken for another transaction's. */
const CLOCK_SLACK_NS = 60_000_000_000n;

/**
 * Facts that carry only the first digits of an id may be another transaction's. Kept, per node and stage,
 * is the one that lies in the node's own simulation of this transaction where its full id was logged;
 * otherwise the first one after the client built the proposal. A fact that was joined like this is inferred.
 * @param clientNs the client's time, if the ledger has it; Unix nanoseconds.
 */
export function placePrefixed(facts: readonly StageFact[], clientNs: bigint | undefined): readonly StageFact[] {
  const isPrefixed = (fact: StageFact): boolean => fact.subject === "tx" && fact.id.length === PREFIX_DIGITS;
  const full = facts.filter((fact) => !isPrefixed(fact));
  const chosen = new Map<string, StageFact>();
  for (const fact of facts.filter(isPrefixed)) {
    if (!fits(fact, full, clientNs)) continue;
    const key = `${fact.stage} ${fact.node}`;
    const held = chosen.get(key);
    if (!held || before(fact, held)) chosen.set(key, { ...fact, evidence: "inferred" });
  }
  return [...full, ...chosen.values()];
}

const endOf = (fact: StageFact): bigint => fact.endNs ?? fact.startNs ?? 0n;

const before = (a: StageFact, b: StageFact): boolean =>
  endOf(a) !== endOf(b) ? endOf(a) < endOf(b) : JSON.stringify(a.attributes) < JSON.stringify(b.attributes);

function fits(fact: StageFact, full: readonly StageFact[], clientNs: bigint | undefined): boolean {
  const own = full.filter((other) => other.stage === "fabric.endorse.peer" && other.node === fact.node);
  const starts = own.flatMap((other) => other.startNs ?? []);
  const ends = own.flatMap((other) => other.endNs ?? []);
  const at = endOf(fact);
  if (starts.length > 0 && ends.length > 0) {
    return starts.some((start) => at >= start) && ends.some((end) => at <= end);
  }
  if (clientNs !== undefined && at < clientNs - CLOCK_SLACK_NS) return false;
  const later = full.flatMap((other) =>
    other.stage === "fabric.submit" || other.stage === "fabric.broadcast" ? (other.startNs ?? []) : [],
  );
  return later.length === 0 || later.some((start) => at <= start + CLOCK_SLACK_NS);
}
