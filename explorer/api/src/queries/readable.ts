import type { Viewer } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";

/** All that queries need of the warehouse. Only files in this folder call it. */
export interface Reader extends Pick<Warehouse, "query"> {
  /**
   * Family of a network: its blocks and transactions are read from that family's own tables. Of a network whose family
   * nobody knows, and of families without tables of their own here, the views over every family are read.
   */
  readonly familyOf?: (network: string) => string | undefined;
}

/** The warehouse, with what the configuration says of its networks. */
export function knowingFamilies(
  warehouse: Warehouse,
  networks: Readonly<Record<string, { readonly family: string }>>,
): Warehouse & Reader {
  const families = new Map(Object.entries(networks).map(([name, { family }]) => [name, family]));
  return Object.assign(Object.create(warehouse) as Warehouse, { familyOf: (name: string) => families.get(name) });
}

export interface Condition {
  /** To stand in a WHERE. */
  readonly sql: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * What confines a read to the viewer's networks and channels. Every query of this folder takes the
 * viewer first and carries this condition.
 * @param table whether the table has a channel column: `store.evm_*` and `_ranges` have none.
 */
export function readable(viewer: Viewer, table: "with channel" | "without channel"): Condition {
  const conditions: string[] = [];
  const params: Record<string, unknown> = {};
  if (viewer.networks !== "*") {
    conditions.push("network IN {viewer_networks:Array(String)}");
    params["viewer_networks"] = viewer.networks;
  }
  if (viewer.channels !== "*" && table === "with channel") {
    conditions.push("(channel = '' OR channel IN {viewer_channels:Array(String)})");
    params["viewer_channels"] = viewer.channels;
  }
  return { sql: conditions.length > 0 ? conditions.join(" AND ") : "1", params };
}
