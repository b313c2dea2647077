import { checkedFirst } from "../page.ts";
import { escapeInvisible, printable } from "../printable.ts";
import { fabricEndorsementRef, fabricReadRef, fabricTransactionRef, fabricWriteRef } from "./refs.ts";

const MAX_ROWS = 1000;

fabricTransactionRef.implement({
  description:
    "What only a Fabric transaction has. Bytes that a client chose are given as text with invisible characters escaped, or as 0x-hex where they are not UTF-8",
  fields: (t) => ({
    headerType: t.exposeString("headerType", { description: "common.HeaderType: CONFIG, ENDORSER_TRANSACTION, …" }),
    validationCode: t.exposeInt("validationCode", {
      description: "peer.TxValidationCode; 0 is VALID, 254 means that the block carries no codes",
    }),
    validationName: t.exposeString("validationName"),
    creatorMsp: t.exposeString("creatorMsp"),
    creatorCertSha256: t.expose("creatorCertSha256", { type: "Hex", description: "SHA-256 of the certificate (DER)" }),
    chaincode: t.exposeString("chaincode", { description: "Empty for configuration transactions" }),
    chaincodeVersion: t.exposeString("chaincodeVersion"),
    function: t.string({
      description: "First argument, by convention the function's name",
      resolve: ({ functionHex }) => printable(functionHex),
    }),
    args: t.field({
      type: ["String"],
      description: "Arguments after the first, each cut at 64 KiB",
      resolve: ({ argsHex }) => argsHex.map(printable),
    }),
    responseStatus: t.int({
      description: "Chaincode response status; 200 is OK",
      resolve: ({ responseStatus }) => Number(responseStatus),
    }),
    responseMessage: t.string({
      description: "What the chaincode answered beside its status",
      resolve: ({ responseMessageHex }) => printable(responseMessageHex),
    }),
    eventName: t.string({
      nullable: true,
      description: "Null when the chaincode set no event",
      resolve: ({ eventNameHex }) => printable(eventNameHex) || null,
    }),
    eventPayload: t.string({
      description: "Payload of the event, cut at 64 KiB; empty when there is none",
      resolve: ({ eventPayloadHex }) => printable(eventPayloadHex),
    }),
    eventPayloadBytes: t.int({
      description: "Length of the whole payload, in bytes",
      resolve: ({ eventPayloadBytes }) => Number(eventPayloadBytes),
    }),
    responsePayload: t.string({
      description: "What the chaincode returned, cut at 64 KiB",
      resolve: ({ responsePayloadHex }) => printable(responsePayloadHex),
    }),
    responsePayloadBytes: t.int({
      description: "Length of all that it returned, in bytes",
      resolve: ({ responsePayloadBytes }) => Number(responsePayloadBytes),
    }),
    bytes: t.exposeInt("bytes", { description: "Size of the envelope, in bytes" }),
    actionCount: t.exposeInt("actionCount", { description: "Actions carried; Fabric itself accepts one" }),
    nonce: t.expose("nonce", { type: "Hex", description: "Nonce of the signature header" }),
    signature: t.expose("signature", { type: "Hex", description: "The creator's ECDSA signature (DER)" }),
    endorsements: t.field({
      type: [fabricEndorsementRef],
      description: "Peers that signed what it does, in the order of the envelope",
      resolve: async (transaction, _args, { loaders }) => [...(await loaders.fabricEndorsements.load(at(transaction)))],
    }),
    readCount: t.exposeInt("readCount", { description: "Reads of public state" }),
    reads: t.field({
      type: [fabricReadRef],
      description: "The first keys read, those of private collections as hashes",
      deprecationReason: "2026-11-22: `readSet` has all of them, page by page",
      args: { first: t.arg.int({ defaultValue: 100, description: `1 to ${MAX_ROWS}` }) },
      resolve: async (transaction, { first }, { loaders }) => [
        ...(await loaders.fabricReads.load({ ...at(transaction), first: checkedFirst(first ?? 100, MAX_ROWS) })),
      ],
    }),
    writeCount: t.exposeInt("writeCount", { description: "Writes of public state" }),
    writes: t.field({
      type: [fabricWriteRef],
      description: "The first keys written, those of private collections as hashes",
      deprecationReason: "2026-11-22: `writeSet` has all of them, page by page",
      args: { first: t.arg.int({ defaultValue: 100, description: `1 to ${MAX_ROWS}` }) },
      resolve: async (transaction, { first }, { loaders }) => [
        ...(await loaders.fabricWrites.load({ ...at(transaction), first: checkedFirst(first ?? 100, MAX_ROWS) })),
      ],
    }),
    decodeError: t.string({
      nullable: true,
      description: "Why the envelope could not be decoded in full",
      resolve: ({ decodeError }) => decodeError && escapeInvisible(decodeError),
    }),
  }),
});

/** The engine may print 64-bit numbers as text. */
const at = (row: { network: string; height: number | string; txIndex: number }) => ({
  network: row.network,
  height: Number(row.height),
  txIndex: row.txIndex,
});
