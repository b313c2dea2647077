import type { EvmBlock } from "../evmBlock.ts";
import { isPrivate } from "../isPrivate.ts";
import type { SignedBlock } from "./checkSenders.ts";

export const signedBlock = ({ height, transactions, rule }: EvmBlock): SignedBlock => ({
  height,
  transactions,
  isPrivate: (tx) => isPrivate(tx, rule.profile),
});
