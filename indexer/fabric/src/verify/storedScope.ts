import type { StoredReader } from "@ledgerscope/core";

/** Whose stored rows are read. */
export interface StoredScope {
  readonly stored: StoredReader;
  readonly network: string;
  readonly channel: string;
}

/** Condition on the table `t` that goes with `scopeParams`. */
export const IN_SCOPE = "t.network = {network:String} AND t.channel = {channel:String}";

export const scopeParams = ({ network, channel }: StoredScope): { network: string; channel: string } => ({
  network,
  channel,
});
