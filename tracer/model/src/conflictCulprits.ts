import type { Culprit, FabricFailure, KeyConflict, ProofRow } from "./diagnosis.ts";
import { printableKey } from "./printableKey.ts";

const versionOf = ({ height, txIndex }: { readonly height: number; readonly txIndex: number }): string =>
  `${height}:${txIndex}`;

const keyText = ({ collection, keyHex }: KeyConflict): string =>
  collection === "" ? printableKey(keyHex) : `0x${keyHex}`;

/** One culprit per conflicting key and write, in order of the ledger. */
export function culpritsOf(conflicts: readonly KeyConflict[]): readonly Culprit[] {
  return conflicts
    .flatMap((conflict) =>
      conflict.writes.map((write) => ({
        id: write.id,
        height: write.height,
        txIndex: write.txIndex,
        namespace: conflict.namespace,
        ...(conflict.collection === "" ? {} : { collection: conflict.collection }),
        key: keyText(conflict),
        ...(conflict.evidence === "inferred"
          ? {}
          : { readVersion: conflict.read ? versionOf(conflict.read) : "absent" }),
        writtenVersion: versionOf(write),
      })),
    )
    .sort((a, b) => a.height - b.height || a.txIndex - b.txIndex || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/** The clause of a Chinese sentence that follows the key: at which version it had been read. */
export const readInChinese = ({ readVersion }: Culprit): string =>
  readVersion === "absent" ? "，该键当时不存在" : ` 时版本为 ${readVersion}`;

/** One row per conflicting key: what was read and what stands there now. */
export function conflictProof(conflicts: readonly KeyConflict[]): readonly ProofRow[] {
  return conflicts.map((conflict) => {
    const last = conflict.writes.at(-1);
    const read = conflict.read ? `read at version ${versionOf(conflict.read)}` : "read as absent";
    const before = conflict.evidence === "inferred" ? "of the range" : read;
    const unwritten = conflict.evidence === "expired" ? "purged since, by no transaction" : "";
    const now = last ? `${last.isDelete ? "deleted" : "written"} by ${last.id} at ${versionOf(last)}` : unwritten;
    const where = conflict.collection === "" ? conflict.namespace : `${conflict.namespace}/${conflict.collection}`;
    return { label: `${where} ${keyText(conflict)}`, value: [before, now].filter(Boolean).join("; ") };
  });
}

const MS = 1_000_000n;

/** What is known beyond the ledger's versions: who else was at these keys, and what the endorser had not seen. */
export function contentionProof({ contention }: FabricFailure): readonly ProofRow[] {
  if (!contention) return [];
  const { attempts, creators, calls, repeats, afterNs, stale } = contention;
  return [
    {
      label: "attempts_on_keys",
      value: `${attempts} since the version read, by ${creators} ${creators === 1 ? "identity" : "identities"}, ${calls} different ${calls === 1 ? "call" : "calls"}`,
    },
    { label: "same_call_within_a_minute", value: String(repeats) },
    ...(afterNs === undefined ? [] : [{ label: "proposed_after_writer_ms", value: String(afterNs / MS) }]),
    ...(stale
      ? [
          { label: "stale_endorser", value: stale.node },
          { label: `committed_by ${stale.freshNode}`, value: instant(stale.freshNs) },
          { label: `simulated_by ${stale.node}`, value: instant(stale.simulatedNs) },
          ...(stale.committedNs === undefined
            ? []
            : [{ label: `committed_by ${stale.node}`, value: instant(stale.committedNs) }]),
        ]
      : []),
  ];
}

/** ISO 8601 with microseconds, UTC. */
export function instant(ns: bigint): string {
  const iso = new Date(Number(ns / MS)).toISOString();
  return `${iso.slice(0, -1)}${String((ns / 1000n) % 1000n).padStart(3, "0")}Z`;
}
