import type { ApiContext } from "./context.ts";
import { addressPlaces } from "./queries/evm/addressPlaces.ts";
import { callsAtPlaces } from "./queries/evm/atPlaces.ts";
import { slotsOf } from "./queries/evm/contracts.ts";
import type { EvmProxy } from "./types/evm/refs.ts";

/** Slots of EIP-1967: the implementation's, and that of the beacon that tells it. */
const IMPLEMENTATION = "360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";
const BEACON = "a3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50";
/** EIP-1167: a contract that is nothing but a call of another. */
const MINIMAL = /^0x363d3d373d3d3d363d73([0-9a-f]{40})5af43d82803e903d91602b57fd5bf3/;
const CALLS_LOOKED_AT = 50;

/**
 * Whose code a contract runs in place of its own, as far as stored facts tell: by its code, by the slots of the
 * standard, or by what it was last seen to delegate to.
 */
export async function proxyOf(
  { viewer, warehouse }: Pick<ApiContext, "viewer" | "warehouse">,
  { network, address, code }: { network: string; address: string; code: string | undefined },
): Promise<EvmProxy | null> {
  const minimal = code && MINIMAL.exec(code)?.[1];
  if (minimal) return { kind: "eip1167", implementation: `0x${minimal}` };
  const digits = address.slice(2);
  const slots = await slotsOf(viewer, warehouse, { network, address: digits, slots: [IMPLEMENTATION, BEACON] });
  for (const [slot, kind] of [
    [IMPLEMENTATION, "eip1967"],
    [BEACON, "eip1967_beacon"],
  ] as const) {
    const value = slots.find((found) => found.slot === `0x${slot}`)?.value;
    if (value && /[1-9a-f]/.test(value.slice(2))) return { kind, implementation: `0x${value.slice(-40)}` };
  }
  const places = await addressPlaces(viewer, warehouse, {
    ...{ network, address: digits, roles: ["internal"], limit: CALLS_LOOKED_AT },
  });
  const calls = await callsAtPlaces(viewer, warehouse, network, places);
  const own = calls.filter(({ row }) => row.type === "delegatecall" && row.from === address && row.to !== null);
  // A library is called with other data than came in; a proxy hands it on, at its first call.
  const handed = own.find(({ row }) => row.traceAddress.at(-1) === 0);
  return handed ? { kind: "delegates", implementation: handed.row.to as string } : null;
}
