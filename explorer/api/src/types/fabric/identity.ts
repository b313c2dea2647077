import { builder } from "../../builder.ts";
import type { ApiContext } from "../../context.ts";
import { apiError } from "../../errors.ts";
import { formatNodeKey, parseNodeKey } from "../../globalId.ts";
import { readPage } from "../../page.ts";
import { escapeInvisible } from "../../printable.ts";
import type { FabricIdentityRow } from "../../queries/fabric/identities.ts";
import { transactionsOfIdentity, usesOverBlocks } from "../../queries/fabric/identityUses.ts";
import { storedHeights } from "../../queries/storedHeights.ts";
import { networkOf } from "../networkOf.ts";
import { blockRef, networkRef, transactionConnectionRef } from "../refs.ts";
import { fabricIdentityRef, fabricIdentityUseRef, fabricUsesInRef } from "./refs.ts";

const MAX_STRETCHES = 100;

builder.node(fabricIdentityRef, {
  description: "A certificate that blocks name: who signed transactions, endorsements, blocks or configurations",
  id: { resolve: ({ network, channel, certSha256 }) => formatNodeKey({ network, channel, key: certSha256 }) },
  loadOne: async (id, { loaders, directory, viewer }) => {
    const { network, channel, key } = parseNodeKey(id);
    if (!/^[0-9a-f]{64}$/.test(key) || !directory.find(viewer, network)) return null;
    const found = await loaders.fabricIdentity.load({ network, channel, certSha256: key });
    return found ?? null;
  },
  fields: (t) => ({
    network: t.field({
      type: networkRef,
      description: "Network whose ledger names it",
      resolve: ({ network }, _args, context) => networkOf(context, network),
    }),
    certSha256: t.expose("certSha256", { type: "Hex", description: "SHA-256 of the certificate (DER)" }),
    msp: t.exposeString("msp", {
      description: "MSP id that it was used under; empty for TLS certificates of Raft consenters",
    }),
    commonName: t.string({
      description: "Common name of its subject",
      resolve: ({ commonName }) => escapeInvisible(commonName),
    }),
    subject: t.string({
      description: "Its subject, the most specific part first",
      resolve: ({ subject }) => escapeInvisible(subject),
    }),
    issuer: t.string({
      description: "Who issued it, the most specific part first",
      resolve: ({ issuer }) => escapeInvisible(issuer),
    }),
    serial: t.string({
      description: "Serial number in upper-case hex",
      resolve: ({ serial }) => escapeInvisible(serial),
    }),
    organizationalUnits: t.stringList({
      description: "Organisational units of its subject",
      resolve: ({ organizationalUnits }) => organizationalUnits.map(escapeInvisible),
    }),
    roles: t.stringList({
      description: "client, peer, admin, orderer: as the MSP's node OUs and list of administrators say",
      resolve: ({ roles }) => [...roles],
    }),
    attributes: t.string({
      nullable: true,
      description: "Attributes that Fabric CA put into it, as JSON",
      resolve: ({ attributes }) => escapeInvisible(attributes) || null,
    }),
    notBefore: t.field({
      type: "DateTime",
      nullable: true,
      description: "Valid from; null where the certificate could not be read",
      resolve: ({ notBeforeMs, decodeError }) => (decodeError ? null : Number(notBeforeMs)),
    }),
    notAfter: t.field({
      type: "DateTime",
      nullable: true,
      description:
        "Valid until; null where the certificate could not be read. Fabric accepts signatures of expired certificates",
      resolve: ({ notAfterMs, decodeError }) => (decodeError ? null : Number(notAfterMs)),
    }),
    isAuthority: t.exposeBoolean("isAuthority", { description: "It may sign certificates" }),
    keyType: t.exposeString("keyType", { description: "Type of its key, such as ec prime256v1" }),
    alternativeNames: t.stringList({
      description: "Subject alternative names",
      resolve: ({ alternativeNames }) => alternativeNames.map(escapeInvisible),
    }),
    pem: t.exposeString("pem", { description: "The certificate as it stands in the block (PEM)" }),
    decodeError: t.string({
      nullable: true,
      description: "Why the certificate could not be read",
      resolve: ({ decodeError }) => escapeInvisible(decodeError) || null,
    }),
    uses: t.field({
      type: [fabricIdentityUseRef],
      description: "As what blocks name it, most frequent first",
      extensions: { cost: { weight: 2, items: 5 } },
      resolve: async ({ network, channel, msp, certSha256 }, _args, { loaders }) => {
        const uses = await loaders.fabricIdentityUses.load({ network, channel, msp, certSha256 });
        return uses.map((use) => ({ ...use, network }));
      },
    }),
    usesOverBlocks: t.field({
      type: [fabricUsesInRef],
      description: "How often it was used, over stretches of equally many blocks between the first and the last stored",
      args: { stretches: t.arg.int({ defaultValue: 40, description: `1 to ${MAX_STRETCHES}` }) },
      extensions: { cost: { weight: 20, itemsArgument: "stretches" } },
      resolve: async ({ network, channel, msp, certSha256 }, args, { viewer, warehouse }) => {
        const stretches = args.stretches ?? 40;
        if (stretches < 1 || stretches > MAX_STRETCHES) {
          throw apiError("BAD_INPUT", `\`stretches\` must be 1 to ${MAX_STRETCHES}, got ${stretches}.`);
        }
        const heights = await storedHeights(viewer, warehouse, network);
        if (!heights) return [];
        const of = { name: network, channel };
        const uses = await usesOverBlocks(viewer, warehouse, of, { msp, certSha256 }, heights, stretches);
        return uses.map((use) => ({ ...use, network }));
      },
    }),
    submitted: t.field({
      type: transactionConnectionRef,
      description: "Transactions that it created, newest first",
      args: {
        first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
        after: t.arg.string({ description: "Cursor of the last row of the page before" }),
      },
      extensions: { cost: { weight: 5 } },
      resolve: (identity, args, context) => transactionsPageOf(identity, "creator", args, context),
    }),
    endorsed: t.field({
      type: transactionConnectionRef,
      description: "Transactions that it endorsed, newest first",
      args: {
        first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
        after: t.arg.string({ description: "Cursor of the last row of the page before" }),
      },
      extensions: { cost: { weight: 5 } },
      resolve: (identity, args, context) => transactionsPageOf(identity, "endorser", args, context),
    }),
  }),
});

function transactionsPageOf(
  { network, channel, msp, certSha256 }: FabricIdentityRow,
  use: "creator" | "endorser",
  { first, after }: { first?: number | null | undefined; after?: string | null | undefined },
  { viewer, warehouse, loaders }: ApiContext,
) {
  return readPage(
    `identity-transactions:${network}:${certSha256}:${use}`,
    { first: first ?? 20, after },
    async (slice) => {
      const of = { name: network, channel };
      const places = await transactionsOfIdentity(viewer, warehouse, of, { msp, certSha256 }, use, slice);
      const rows = await Promise.all(places.map((place) => loaders.transaction.load(place)));
      return rows.filter((row) => row !== undefined);
    },
    2,
    ({ height, txIndex }) => [height, txIndex],
  );
}

fabricIdentityUseRef.implement({
  description: "As what blocks name a certificate",
  fields: (t) => ({
    use: t.exposeString("use", {
      description:
        "creator, endorser, orderer, config_signer; in configurations: root, intermediate, admin, tls_root, tls_intermediate, consenter, consenter_tls",
    }),
    times: t.expose("times", { type: "BigInt", description: "How often" }),
    blocks: t.expose("blocks", { type: "BigInt", description: "In how many blocks" }),
    firstHeight: t.int({ description: "First block", resolve: ({ firstHeight }) => Number(firstHeight) }),
    lastHeight: t.int({ description: "Last block", resolve: ({ lastHeight }) => Number(lastHeight) }),
    lastBlock: t.field({
      type: blockRef,
      nullable: true,
      description: "The last block itself",
      resolve: ({ network, lastHeight }, _args, { loaders }) =>
        loaders.block.load({ network, height: Number(lastHeight) }),
    }),
  }),
});

fabricUsesInRef.implement({
  description: "Uses of a certificate in a stretch of blocks",
  fields: (t) => ({
    from: t.exposeInt("from", { description: "First block" }),
    to: t.exposeInt("to", { description: "First block that is not part of it" }),
    firstBlock: t.field({
      type: blockRef,
      nullable: true,
      description: "The first block itself; null where it is not stored",
      resolve: ({ network, from }, _args, { loaders }) => loaders.block.load({ network, height: from }),
    }),
    submitted: t.exposeInt("submitted", { description: "Transactions created" }),
    endorsed: t.exposeInt("endorsed", { description: "Endorsements" }),
    other: t.exposeInt("other", { description: "Other uses, such as signatures of blocks" }),
  }),
});
