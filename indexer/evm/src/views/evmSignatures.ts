import type { View } from "@ledgerscope/schema";
import { knownDeclarations } from "../abi/declarations.ts";

const lines = [...new Set(knownDeclarations().map(({ kind, signature }) => `${kind} ${signature}`))].sort();

/** The engine computes the selectors, so that the statement holds the signatures alone. */
export const evmSignatures: View = {
  name: "evm_signatures",
  comment:
    "Functions, events and errors that well-known contracts declare, by selector. Different functions may share a " +
    "selector, and a contract may mean anything by it: what is found here is a guess",
  columns: [
    { name: "kind", type: "String", comment: "function, event or error" },
    {
      name: "selector",
      type: "String",
      comment: "First four bytes of the signature's hash; of an event the whole hash",
    },
    { name: "signature", type: "String", comment: "Name and types: transfer(address,uint256)" },
  ],
  select: `SELECT kind,
  concat('0x', lower(hex(if(kind = 'event', keccak256(signature), substring(keccak256(signature), 1, 4))))) AS selector,
  signature
FROM (
  SELECT substring(line, 1, position(line, ' ') - 1) AS kind, substring(line, position(line, ' ') + 1) AS signature
  FROM (SELECT arrayJoin(splitByChar('\\n', '${lines.join("\n")}')) AS line)
)`,
  example: "SELECT signature FROM evm_signatures WHERE selector = '0xa9059cbb'",
};
