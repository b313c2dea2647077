import type { IdentityRef } from "./identities.ts";
import type { FabricRows } from "./rows.ts";

/** What a certificate is used for; the last seven stand in configurations. */
export type IdentityUse =
  | "creator"
  | "endorser"
  | "orderer"
  | "config_signer"
  | "root"
  | "intermediate"
  | "admin"
  | "tls_root"
  | "tls_intermediate"
  | "consenter"
  | "consenter_tls";

interface Use {
  readonly ref: IdentityRef;
  count: number;
  readonly firstIndex: number;
}

const SHA256_BYTES = 32;

/** Gathers which certificates a block uses, and as what. What is no X.509 certificate is passed over. */
export class IdentityUses {
  readonly #uses = new Map<IdentityUse, Map<IdentityRef, Use>>();

  add(ref: IdentityRef, use: IdentityUse, txIndex: number): void {
    if (ref.certSha256.length !== SHA256_BYTES) return;
    let ofUse = this.#uses.get(use);
    if (!ofUse) {
      ofUse = new Map();
      this.#uses.set(use, ofUse);
    }
    const known = ofUse.get(ref);
    if (known) known.count++;
    else ofUse.set(ref, { ref, count: 1, firstIndex: txIndex });
  }

  push({ network, channel, height }: { network: string; channel: string; height: number }, rows: FabricRows): void {
    for (const [use, ofUse] of this.#uses) {
      // References are equal by object while they are cached, by content beyond.
      const merged = new Map<string, Use>();
      for (const { ref, count, firstIndex } of ofUse.values()) {
        const id = `${ref.mspId}\n${Buffer.from(ref.certSha256).toString("latin1")}`;
        const known = merged.get(id);
        merged.set(id, {
          ref,
          count: count + (known?.count ?? 0),
          firstIndex: Math.min(firstIndex, known?.firstIndex ?? firstIndex),
        });
      }
      for (const { ref, count, firstIndex } of merged.values()) {
        rows.identityUses.push({
          network,
          channel,
          msp: ref.mspId,
          cert_sha256: ref.certSha256,
          use,
          height,
          count,
          first_tx_index: firstIndex,
        });
      }
    }
  }
}
