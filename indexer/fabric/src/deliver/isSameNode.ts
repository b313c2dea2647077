import type { FabricNode } from "./liveConfig.ts";

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/;

/**
 * Whether a discovered node is one that is configured: what discovery tells is the address by which nodes reach
 * each other, which need not be ours. A node counted twice would agree with itself.
 */
export function isSameNode(configured: FabricNode, discovered: FabricNode): boolean {
  if (configured.kind !== discovered.kind) return false;
  const [ours, theirs] = [configured, discovered].map(endOf);
  if (!ours || !theirs || ours.port !== theirs.port) return false;
  // The name that discovery gave, where the address was made one of this machine.
  const names = [theirs.host, discovered.name.replace(/:\d+$/, "")];
  const isLocal = LOOPBACK.test(ours.host) && LOOPBACK.test(theirs.host);
  return isLocal || [ours.host, configured.hostname, configured.name].some((name) => name && names.includes(name));
}

function endOf({ address }: FabricNode): { host: string; port: string } | undefined {
  const at = address.lastIndexOf(":");
  return at < 0 ? undefined : { host: address.slice(0, at), port: address.slice(at + 1) };
}
