import { builder } from "../../builder.ts";
import { openTexts, sealTexts, wholeNumber } from "../../cursor.ts";
import { apiError } from "../../errors.ts";
import { readSealedPage } from "../../page.ts";
import { contractsPage, copiesOfCode } from "../../queries/evm/contracts.ts";
import { addressDigits } from "../../queries/evm/hex.ts";
import { networkToRead } from "../networkOf.ts";
import { transactionRef } from "../refs.ts";
import { evmAddressRef, evmContractConnectionRef, evmContractRef } from "./refs.ts";

builder.objectType(evmContractRef, {
  description: "How a contract came to be",
  fields: (t) => ({
    address: t.field({
      type: evmAddressRef,
      description: "The contract",
      resolve: ({ network, address }) => ({ network, address }),
    }),
    creator: t.expose("creator", { type: "Hex", description: "Who made it: the sender, or the contract that called" }),
    height: t.int({ description: "Block in which it was made", resolve: ({ height }) => Number(height) }),
    txIndex: t.exposeInt("txIndex", { description: "Position of the transaction in the block, from 0" }),
    hash: t.expose("txHash", { type: "Hex", description: "Hash of the transaction that made it" }),
    transaction: t.field({
      type: transactionRef,
      nullable: true,
      description: "The transaction that made it",
      resolve: ({ network, height, txIndex }, _args, { loaders }) =>
        loaders.transaction.load({ network, height: Number(height), txIndex }),
    }),
    time: t.field({ type: "DateTime", description: "Time of the block", resolve: ({ timeMs }) => Number(timeMs) }),
    byContract: t.boolean({
      description: "A call inside the transaction made it, not the transaction itself",
      resolve: ({ traceAddress }) => traceAddress.length > 0,
    }),
    codeHash: t.expose("codeHash", {
      type: "Hex",
      nullable: true,
      description: "Keccak-256 of its code when it was made; null without a trace",
    }),
    codeSize: t.exposeInt("codeSize", {
      nullable: true,
      description: "Size of its code, in bytes; null without a trace",
    }),
    copies: t.field({
      type: "BigInt",
      nullable: true,
      description: "Stored contracts with the same code, itself included; null without a trace",
      extensions: { cost: { weight: 10 } },
      resolve: ({ network, codeHash }, _args, { viewer, warehouse }) =>
        codeHash === null ? null : copiesOfCode(viewer, warehouse, network, codeHash),
    }),
    calls: t.field({
      type: "BigInt",
      description: "Transactions sent to it",
      resolve: async ({ network, address }, _args, { loaders }) =>
        (await loaders.evm.received.load({ network, address }))?.calls ?? "0",
    }),
    failed: t.field({
      type: "BigInt",
      description: "Of these, how many failed",
      resolve: async ({ network, address }, _args, { loaders }) =>
        (await loaders.evm.received.load({ network, address }))?.failed ?? "0",
    }),
  }),
});

const badFilter = (name: string, wants: string) => apiError("BAD_INPUT", `\`${name}\` must be ${wants}.`);

builder.queryField("evmContracts", (t) =>
  t.field({
    type: evmContractConnectionRef,
    description: "Contracts of an EVM network that were made in what is stored, newest first",
    args: {
      network: t.arg.string({ required: true, description: "Name of the network" }),
      first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
      after: t.arg.string({ description: "Cursor of the last row of the page before" }),
      creator: t.arg.string({ description: "Only those that this address made" }),
      codeHash: t.arg.string({ description: "Only those with this code, by its hash" }),
    },
    resolve: async (_root, { network, first, after, creator, codeHash }, context) => {
      networkToRead(context, network);
      const by = creator ? addressDigits(creator) : undefined;
      if (creator && !by) throw badFilter("creator", "40 hex digits");
      const code = codeHash?.toLowerCase().replace(/^0x/, "");
      if (code && !/^[0-9a-f]{64}$/.test(code)) throw badFilter("codeHash", "64 hex digits");
      const list = `contracts:${network}:${by ?? ""}:${code ?? ""}`;
      return readSealedPage(
        { first: first ?? 20, after },
        (limit, cursor) => {
          const [height = "", txIndex = "", call = ""] = cursor ? openTexts(list, cursor, 3) : [];
          return contractsPage(
            context.viewer,
            context.warehouse,
            { network, creator: by, codeHash: code || undefined },
            {
              limit,
              before: cursor
                ? {
                    height: wholeNumber(height),
                    txIndex: wholeNumber(txIndex),
                    traceAddress: call === "" ? [] : call.split("-").map(wholeNumber),
                  }
                : undefined,
            },
          );
        },
        ({ height, txIndex, traceAddress }) =>
          sealTexts(list, [String(height), String(txIndex), traceAddress.join("-")]),
      );
    },
  }),
);
