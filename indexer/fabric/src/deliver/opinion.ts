import { type BlockClaims, type BlockDifference, blockDifference } from "../source/blockDifference.ts";
import type { FabricNode } from "./liveConfig.ts";
import type { ServedBlock } from "./servedBlock.ts";

/** What a node says of a block. */
export interface Opinion {
  readonly node: Pick<FabricNode, "name" | "kind" | "isDiscovered">;
  readonly served: Pick<ServedBlock, "header" | "metadata">;
}

/** What two nodes say differently; undefined where they agree. */
export const differenceOf = (a: Opinion, b: Opinion): BlockDifference | undefined =>
  blockDifference(a.node.name, claimsOf(a), b.node.name, claimsOf(b));

const claimsOf = ({ node, served: { header, metadata } }: Opinion): BlockClaims => ({
  ...header,
  metadata,
  isOfPeer: node.kind === "peer",
});
