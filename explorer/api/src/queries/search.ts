import type { Viewer } from "@ledgerscope/core";
import { escapeInvisible } from "../printable.ts";
import { addressIndexTo } from "./evm/passIndex.ts";
import { type Channel, channelsScope } from "./fabric/channelScope.ts";
import { type Reader, readable } from "./readable.ts";

/**
 * The networks where an address was seen: as sender, recipient or created contract of a transaction,
 * as the contract of a log, or as the producer of a block. The sums by address tell it of the blocks that they have
 * come to, the blocks above are read themselves.
 * @param networks EVM networks that the viewer may see; others are not looked at.
 * @param address 40 hex digits, without prefix.
 */
export async function networksOfAddress(
  viewer: Viewer,
  reader: Reader,
  networks: readonly string[],
  address: string,
): Promise<string[]> {
  const scope = readable(viewer, "without channel");
  const is = (column: string): string => `${column} = toFixedString(unhex({address:String}), 20)`;
  const found = await reader.query<{ network: string }>(
    `SELECT DISTINCT network FROM store.evm_address_activity
     WHERE ${scope.sql} AND network IN {networks:Array(String)} AND ${is("address")} AND kind NOT IN ('caller', 'method')`,
    { ...scope.params, networks, address },
  );
  const known = new Set(found.map(({ network }) => network));
  const rest = networks.filter((network) => !known.has(network));
  const above = await Promise.all(
    rest.map(async (network) => {
      const from = await addressIndexTo(viewer, reader, network);
      const at = `${scope.sql} AND network = {network:String} AND height >= {from:UInt64}`;
      const rows = await reader.query<{ network: string }>(
        `SELECT network FROM (
           SELECT network FROM store.evm_transactions
           WHERE ${at} AND (${is("`from`")} OR ${is("`to`")} OR ${is("contract_address")}) LIMIT 1
           UNION ALL
           SELECT network FROM store.evm_logs WHERE ${at} AND ${is("address")} LIMIT 1
           UNION ALL
           SELECT network FROM store.evm_blocks WHERE ${at} AND ${is("miner")} LIMIT 1)
         LIMIT 1`,
        { ...scope.params, address, network, from },
      );
      return rows.length > 0 ? [network] : [];
    }),
  );
  return [...known, ...above.flat()].sort();
}

/** Transactions among which a selector is looked for, from the oldest on: no order leads to it. */
const SELECTOR_ROWS = 5_000_000;

/**
 * The networks where a function of this selector was called, as far as the first transactions of each tell.
 * @param selector 8 hex digits, without prefix.
 */
export async function networksOfSelector(viewer: Viewer, reader: Reader, selector: string): Promise<string[]> {
  const scope = readable(viewer, "without channel");
  const rows = await reader.query<{ network: string }>(
    `SELECT network FROM store.evm_transactions
     WHERE ${scope.sql} AND selector = unhex({selector:String}) LIMIT 1 BY network
     SETTINGS max_rows_to_read = ${SELECTOR_ROWS}, read_overflow_mode = 'break'`,
    { ...scope.params, selector },
  );
  return rows.map(({ network }) => network).sort();
}

/** Functions of the channels' chaincodes whose name has this in it, the most often called first; 10 of each at most. */
export async function fabricMethodsNamed(
  viewer: Viewer,
  reader: Reader,
  of: readonly Channel[],
  text: string,
): Promise<{ readonly network: string; readonly chaincode: string; readonly method: string }[]> {
  const scope = channelsScope(viewer, of);
  const rows = await reader.query<{ network: string; chaincode: string; method: string }>(
    `SELECT network, chaincode, function AS method FROM store.fabric_transactions WHERE ${scope.sql}
     GROUP BY network, chaincode, function HAVING positionCaseInsensitiveUTF8(function, {text:String}) > 0
     ORDER BY network, count() DESC, chaincode, function LIMIT 10 BY network`,
    { ...scope.params, text },
  );
  return rows.map(({ network, chaincode, method }) => ({
    network,
    chaincode: escapeInvisible(chaincode),
    method: escapeInvisible(method),
  }));
}
