/** Who reads. Every read of the product takes one; there is no read without. */
export interface Viewer {
  /** For logs and audit; never a secret. */
  readonly name: string;
  /** Names of the networks that may be read; `"*"` for all. */
  readonly networks: readonly string[] | "*";
  /** Fabric channels that may be read within those networks; `"*"` for all. */
  readonly channels: readonly string[] | "*";
  readonly roles: readonly string[];
}

/** The viewer of a process that acts for the operator: the CLI, the indexer, the collector. */
export const operator: Viewer = { name: "operator", networks: "*", channels: "*", roles: ["operator"] };

export function mayRead(viewer: Viewer, network: string, channel: string): boolean {
  const inScope = (allowed: readonly string[] | "*", name: string): boolean =>
    allowed === "*" || allowed.includes(name);
  return inScope(viewer.networks, network) && (channel === "" || inScope(viewer.channels, channel));
}
