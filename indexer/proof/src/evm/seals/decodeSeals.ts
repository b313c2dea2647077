import type { EvmHeader } from "../header.ts";
import { cliqueSeals } from "./cliqueSeals.ts";
import { ibftSeals } from "./ibftSeals.ts";
import { ibft2Seals, qbftSeals } from "./qbftSeals.ts";
import { raftSeals } from "./raftSeals.ts";
import type { SealedProfile, Seals } from "./seals.ts";

const decoders: Readonly<Record<SealedProfile, (header: EvmHeader) => Seals | undefined>> = {
  clique: cliqueSeals,
  ibft: ibftSeals,
  ibft2: ibft2Seals,
  qbft: qbftSeals,
  raft: raftSeals,
};

/** The seals by the rules of that profile; undefined when the extra data are not of its form. */
export function decodeSeals(header: EvmHeader, profile: SealedProfile): Seals | undefined {
  return decoders[profile](header);
}
