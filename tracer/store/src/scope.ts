import type { Viewer } from "@ledgerscope/core";

/** A condition on rows, with its parameters. */
export interface Scope {
  readonly sql: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Rows of networks (and channels, for tables that have them) that the viewer may read, as a condition. */
export function scopeOf(viewer: Viewer, network: string | undefined, columns: { readonly channel: boolean }): Scope {
  const conditions: string[] = [];
  const params: Record<string, unknown> = {};
  if (viewer.networks !== "*") {
    conditions.push("network IN {viewerNetworks:Array(String)}");
    params["viewerNetworks"] = viewer.networks;
  }
  if (columns.channel && viewer.channels !== "*") {
    conditions.push("(channel = '' OR channel IN {viewerChannels:Array(String)})");
    params["viewerChannels"] = viewer.channels;
  }
  if (network !== undefined) {
    conditions.push("network = {network:String}");
    params["network"] = network;
  }
  return { sql: conditions.length === 0 ? "1" : conditions.join(" AND "), params };
}
