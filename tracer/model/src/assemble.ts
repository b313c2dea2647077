import { assembleEvm } from "./evm/assembleEvm.ts";
import { assembleFabric } from "./fabric/assembleFabric.ts";
import type { TraceInput, TxTrace } from "./trace.ts";

/**
 * Puts everything that is known of a transaction into one trace. Pure: the same facts, in any order and
 * any number of times, give the same trace.
 * @throws TypeError for a family that has no stages.
 */
export function assemble(input: TraceInput): TxTrace {
  switch (input.family) {
    case "fabric":
      return assembleFabric(input);
    case "evm":
      return assembleEvm(input);
    default:
      throw new TypeError(`no stages are known for the family "${input.family}"`);
  }
}
