import type { Viewer } from "@ledgerscope/core";
import { type Reader, readable } from "../../queries/readable.ts";

/**
 * Proof bundle of blocks as JSON text, `ledgerscope/fabric-bundle/v1`: the configuration blocks that
 * say who may sign, and the blocks themselves, each byte for byte as it was published.
 * @param to half-open.
 * @returns undefined when a block of the range is not published whole.
 */
export async function bundleText(
  viewer: Viewer,
  reader: Reader,
  { network, channel, from, to }: { network: string; channel: string; from: number; to: number },
): Promise<string | undefined> {
  const scope = readable(viewer, "with channel");
  const rows = await reader.query<{ height: number | string; isConfig: number; block: string }>(
    `SELECT height, is_config AS isConfig, block FROM store.disclosed_raw_blocks FINAL
     WHERE ${scope.sql} AND network = {network:String} AND channel = {channel:String}
       AND height < {to:UInt64} AND (height >= {from:UInt64} OR is_config = 1)
     ORDER BY height`,
    { ...scope.params, network, channel, from, to },
  );
  const blocks = rows.filter(({ height }) => Number(height) >= from);
  if (blocks.length !== to - from) return undefined;
  const configBlocks = rows.filter(({ isConfig }) => isConfig === 1);
  // The blocks are pasted as they are: parsing and printing them again could change a byte.
  const list = (items: readonly { block: string }[]): string => items.map(({ block }) => block).join(",");
  return (
    `{"format":"ledgerscope/fabric-bundle/v1","network":${JSON.stringify(network)},"channel":${JSON.stringify(channel)},` +
    `"configBlocks":[${list(configBlocks)}],"blocks":[${list(blocks)}]}`
  );
}
