import { builder } from "../builder.ts";
import { apiError } from "../errors.ts";
import { canFilter, type TransactionFilter } from "../queries/transactionPlaces.ts";
import { txStatusEnum } from "./enums.ts";
import { heightRangeInput, timeRangeInput } from "./ranges.ts";

export const transactionWhereInput = builder.inputType("TransactionWhere", {
  description: "Which transactions a list holds; all that is given must hold",
  fields: (t) => ({
    height: t.field({ type: heightRangeInput, description: "In blocks of these heights" }),
    time: t.field({ type: timeRangeInput, description: "When their blocks were made" }),
    status: t.field({ type: txStatusEnum, description: "What became of them" }),
    code: t.string({ description: "The chain's own word, as `statusText` has it: MVCC_READ_CONFLICT" }),
    type: t.string({
      description: "Fabric: common.HeaderType, such as ENDORSER_TRANSACTION; EVM: number of the EIP-2718 type",
    }),
    target: t.string({ description: "Chaincode (Fabric); recipient or created contract (EVM)" }),
    method: t.string({ description: "Function (Fabric); selector, 0x and 8 digits (EVM)" }),
    organisation: t.string({ description: "Fabric: MSP id of the creator" }),
    certificate: t.string({ description: "Fabric: SHA-256 of the creator's certificate, 64 hex digits" }),
    address: t.string({ description: "EVM: sender, recipient or created contract" }),
  }),
});

/** Fields of a filter that hold bytes, by family: how many digits. */
const digits: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  evm: { target: 40, address: 40, method: 8 },
  fabric: { certificate: 64 },
};

type Where = { readonly [Name in keyof TransactionFilter]?: TransactionFilter[Name] | null };

/**
 * The filter as queries take it.
 * @throws GraphQLError BAD_INPUT for what this family's transactions have not, and for malformed bytes.
 */
export function filterOf(where: Where, family: string): TransactionFilter {
  const filter: Record<string, string> = {};
  for (const name of names) {
    const value = where[name];
    if (value === null || value === undefined) continue;
    if (!canFilter(family, name)) {
      throw apiError("BAD_INPUT", `Transactions of this network (${family}) have no \`${name}\` to filter by.`);
    }
    filter[name] = checked(name, value, family);
  }
  return filter;
}

const names = [
  "status",
  "code",
  "type",
  "target",
  "method",
  "organisation",
  "certificate",
  "address",
] as const satisfies readonly (keyof TransactionFilter)[];

function checked(name: (typeof names)[number], value: string, family: string): string {
  const length = digits[family]?.[name];
  if (length !== undefined) {
    const bytes = value.trim().toLowerCase().replace(/^0x/, "");
    if (bytes.length === length && /^[0-9a-f]+$/.test(bytes)) return bytes;
    throw apiError("BAD_INPUT", `\`${name}\` must be ${length} hex digits.`);
  }
  if (name === "type" && family === "evm" && !/^(\d|\d\d|1\d\d|2[0-4]\d|25[0-5])$/.test(value)) {
    throw apiError("BAD_INPUT", "`type` must be the number of an EIP-2718 type, 0 to 255.");
  }
  return value;
}
