import { builder } from "../../builder.ts";
import type { ApiContext } from "../../context.ts";
import { openTexts, sealTexts } from "../../cursor.ts";
import { apiError } from "../../errors.ts";
import type { NetworkRecord } from "../../networkDirectory.ts";
import { readPage, readSealedPage } from "../../page.ts";
import { type ChaincodeCalls, chaincodeCalls } from "../../queries/fabric/chaincodeFigures.ts";
import { configInForce, configsPage } from "../../queries/fabric/configs.ts";
import { type IdentityFilter, identitiesPage } from "../../queries/fabric/identities.ts";
import { collectionsOf, type LifecycleRow, lifecycleSteps } from "../../queries/fabric/lifecycle.ts";
import { mspsInForce, organisationFigures } from "../../queries/fabric/organisations.ts";
import { printedKey } from "../../queries/fabric/printedKey.ts";
import { collectionFigures } from "../../queries/fabric/privateData.ts";
import { passedTo, stateKey, stateNamespaces } from "../../queries/fabric/state.ts";
import { heightsWithin } from "../../queries/storedHeights.ts";
import { networkRef } from "../refs.ts";
import { NEWEST_BLOCKS } from "./chaincode.ts";
import { keyBytes } from "./namespace.ts";
import {
  type Chaincode,
  type Collection,
  fabricChaincodeRef,
  fabricCollectionRef,
  fabricConfigConnectionRef,
  fabricConfigRef,
  fabricIdentityConnectionRef,
  fabricIdentityRef,
  fabricKeyRef,
  fabricNamespaceRef,
  fabricNetworkRef,
  fabricOrganisationRef,
  type Organisation,
} from "./refs.ts";

const identityWhereInput = builder.inputType("FabricIdentityWhere", {
  description: "Which identities; what is left out does not matter",
  fields: (t) => ({
    msp: t.string({ description: "MSP id" }),
    role: t.string({ description: "client, peer, admin or orderer" }),
    use: t.string({ description: "As what blocks name it: creator, endorser, orderer, root, …" }),
    text: t.string({ description: "Part of its subject, or the beginning of its serial number or SHA-256" }),
    endsBefore: t.field({ type: "DateTime", description: "Its validity ends before" }),
  }),
});

builder.objectField(networkRef, "fabric", (t) =>
  t.field({
    type: fabricNetworkRef,
    nullable: true,
    description: "What only a Fabric channel has; null for other families",
    resolve: (network) => (network.family === "fabric" ? network : null),
  }),
);

fabricNetworkRef.implement({
  description: "A Fabric channel: its identities, organisations, chaincodes, world state and configurations",
  fields: (t) => ({
    stateUpTo: t.int({
      nullable: true,
      description: "Newest block that the world state has been worked out for; null where none has",
      resolve: (of, _args, { viewer, warehouse }) => workedOut(viewer, warehouse, of, "state"),
    }),
    identitiesUpTo: t.int({
      nullable: true,
      description: "Newest block whose identities have been read; null where none has",
      resolve: (of, _args, { viewer, warehouse }) => workedOut(viewer, warehouse, of, "identities"),
    }),
    conflictsUpTo: t.int({
      nullable: true,
      description: "Newest block whose conflicts have been attributed; null where none has",
      resolve: (of, _args, { viewer, warehouse }) => workedOut(viewer, warehouse, of, "conflicts"),
    }),
    identities: t.field({
      type: fabricIdentityConnectionRef,
      description: "Certificates that blocks name, by organisation and common name",
      args: {
        first: t.arg.int({ defaultValue: 50, description: "1 to 100" }),
        after: t.arg.string({ description: "Cursor of the last row of the page before, with the same filter" }),
        where: t.arg({ type: identityWhereInput, description: "Which ones" }),
      },
      extensions: { cost: { weight: 10 } },
      resolve: (of, { first, after, where }, { viewer, warehouse }) => {
        const { msp, role, use, text, endsBefore } = where ?? {};
        const filter: IdentityFilter = {
          ...(msp && { msp }),
          ...(role && { role }),
          ...(use && { use }),
          ...(text && { text: text.trim().slice(0, 200) }),
          ...(endsBefore != null && { endsBeforeMs: endsBefore }),
        };
        const list = `identities:${of.name}:${encodeURIComponent(JSON.stringify(filter))}`;
        return readSealedPage(
          { first: first ?? 50, after },
          (limit, cursor) => {
            if (cursor === undefined) return identitiesPage(viewer, warehouse, of, filter, { limit });
            const [aMsp = "", commonName = "", certSha256 = ""] = openTexts(list, cursor, 3);
            return identitiesPage(viewer, warehouse, of, filter, {
              limit,
              after: { msp: aMsp, commonName, certSha256 },
            });
          },
          ({ msp: under, commonName, certSha256 }) => sealTexts(list, [under, commonName, certSha256]),
        );
      },
    }),
    identity: t.field({
      type: fabricIdentityRef,
      nullable: true,
      description: "One certificate; null when no block that has been read names it",
      args: { certSha256: t.arg.string({ required: true, description: "SHA-256 of the certificate (DER), hex" }) },
      resolve: ({ name, channel }, { certSha256 }, { loaders }) => {
        const digits = certSha256.trim().toLowerCase();
        return /^[0-9a-f]{64}$/.test(digits)
          ? loaders.fabricIdentity.load({ network: name, channel, certSha256: digits })
          : null;
      },
    }),
    organisations: t.field({
      type: [fabricOrganisationRef],
      description: "Organisations of the configuration in force, and those that blocks name beside them",
      extensions: { cost: { weight: 20, items: 10 } },
      resolve: (of, _args, context) => organisationsOf(of, context),
    }),
    organisation: t.field({
      type: fabricOrganisationRef,
      nullable: true,
      description: "One organisation; null when neither the configuration in force nor a block names it",
      args: { msp: t.arg.string({ required: true, description: "MSP id" }) },
      extensions: { cost: { weight: 20, items: 1 } },
      resolve: async (of, { msp }, context) =>
        (await organisationsOf(of, context)).find((organisation) => organisation.msp === msp) ?? null,
    }),
    chaincodes: t.field({
      type: [fabricChaincodeRef],
      description: "Chaincodes that were defined or called, most called first",
      args: {
        from: t.arg({ type: "DateTime", description: "Counts calls from this hour on; by default all" }),
        to: t.arg({ type: "DateTime", description: "First hour that is not counted" }),
      },
      extensions: { cost: { weight: 20, items: 20 } },
      resolve: (of, args, context) => chaincodesOf(of, args, context),
    }),
    chaincode: t.field({
      type: fabricChaincodeRef,
      nullable: true,
      description: "One chaincode; null when it was neither defined nor called",
      args: {
        name: t.arg.string({ required: true, description: "Name" }),
        from: t.arg({ type: "DateTime", description: "Counts calls from this hour on; by default all" }),
        to: t.arg({ type: "DateTime", description: "First hour that is not counted" }),
      },
      extensions: { cost: { weight: 20, items: 1 } },
      resolve: async (of, { name, ...args }, context) =>
        (await chaincodesOf(of, args, context)).find((chaincode) => chaincode.name === name) ?? null,
    }),
    namespaces: t.field({
      type: [fabricNamespaceRef],
      description: "Namespaces of the world state, each of their private collections beside them",
      extensions: { cost: { weight: 20, items: 20 } },
      resolve: async (of, _args, { viewer, warehouse }) =>
        (await stateNamespaces(viewer, warehouse, of)).map((row) => ({ ...row, of })),
    }),
    namespace: t.field({
      type: fabricNamespaceRef,
      nullable: true,
      description: "One of them; null when it has never had a key",
      args: {
        namespace: t.arg.string({ required: true, description: "Chaincode namespace" }),
        collection: t.arg.string({ defaultValue: "", description: "Private data collection; empty for public state" }),
      },
      extensions: { cost: { weight: 20, items: 1 } },
      resolve: async (of, { namespace, collection }, { viewer, warehouse }) => {
        const rows = await stateNamespaces(viewer, warehouse, of);
        const found = rows.find((row) => row.namespace === namespace && row.collection === (collection ?? ""));
        return found ? { ...found, of } : null;
      },
    }),
    key: t.field({
      type: fabricKeyRef,
      description: "One key of the world state, also one that was never written: its history is empty then",
      args: {
        namespace: t.arg.string({ required: true, description: "Chaincode namespace" }),
        collection: t.arg.string({ defaultValue: "", description: "Private data collection; empty for public state" }),
        key: t.arg.string({ description: "As text" }),
        keyHex: t.arg.string({ description: "In hex; of a private collection the SHA-256 of the key" }),
        printed: t.arg.string({
          description: "As this API prints keys: invisible characters escaped, or 0x-hex where it is not UTF-8",
        }),
      },
      extensions: { cost: { weight: 5, items: 1 } },
      resolve: async (of, { namespace, collection, key, keyHex, printed }, { viewer, warehouse }) => {
        const candidates = printed ? printedKey(printed) : [keyBytes(key, keyHex, "key")];
        if (candidates.includes("")) throw apiError("BAD_INPUT", "Give `key`, `keyHex` or `printed`.");
        const space = { namespace, collection: collection ?? "" };
        for (const hex of candidates) {
          const state = await stateKey(viewer, warehouse, of, space, keyBytes(null, hex, "key"));
          if (state) return { of, ...space, keyHex: hex, state };
        }
        return { of, ...space, keyHex: candidates[0] as string, state: undefined };
      },
    }),
    collections: t.field({
      type: [fabricCollectionRef],
      description: "Private data collections that were defined or touched, by chaincode and name",
      extensions: { cost: { weight: 20, items: 20 } },
      resolve: (of, _args, context) => privateCollections(of, context),
    }),
    collection: t.field({
      type: fabricCollectionRef,
      nullable: true,
      description: "One of them; null when it was neither defined nor touched",
      args: {
        chaincode: t.arg.string({ required: true, description: "Chaincode" }),
        name: t.arg.string({ required: true, description: "Collection" }),
      },
      extensions: { cost: { weight: 20, items: 1 } },
      resolve: async (of, { chaincode, name }, context) =>
        (await privateCollections(of, context)).find((one) => one.chaincode === chaincode && one.name === name) ?? null,
    }),
    configs: t.field({
      type: fabricConfigConnectionRef,
      description: "Configurations of the channel, newest first",
      args: {
        first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
        after: t.arg.string({ description: "Cursor of the last row of the page before" }),
      },
      extensions: { cost: { weight: 5 } },
      resolve: (of, { first, after }, { viewer, warehouse }) =>
        readPage(
          `configs:${of.name}`,
          { first: first ?? 20, after },
          async (slice) => (await configsPage(viewer, warehouse, of, slice)).map((config) => ({ ...config, of })),
          2,
          ({ height, txIndex }) => [height, txIndex],
        ),
    }),
    config: t.field({
      type: fabricConfigRef,
      nullable: true,
      description: "One configuration: of this block, or the newest that took effect; null when it is not stored",
      args: { height: t.arg.int({ description: "Configuration block" }) },
      extensions: { cost: { weight: 5, items: 1 } },
      resolve: async (of, { height }, { viewer, warehouse }) => {
        if (height != null && height < 0) return null;
        const found =
          height == null
            ? await configInForce(viewer, warehouse, of)
            : (await configsPage(viewer, warehouse, of, { limit: 1, at: height }))[0];
        return found && (height == null || found.height === height) ? { ...found, of } : null;
      },
    }),
  }),
});

async function workedOut(
  viewer: ApiContext["viewer"],
  warehouse: ApiContext["warehouse"],
  of: NetworkRecord,
  pass: string,
): Promise<number | null> {
  const to = await passedTo(viewer, warehouse, of, pass);
  return to === 0 ? null : to - 1;
}

async function organisationsOf(of: NetworkRecord, { viewer, warehouse }: ApiContext): Promise<Organisation[]> {
  const [msps, figures] = await Promise.all([
    mspsInForce(viewer, warehouse, of),
    organisationFigures(viewer, warehouse, of),
  ]);
  const names = [...new Set([...msps, ...figures].map(({ msp }) => msp))].sort();
  return names.map((msp) => ({
    of,
    msp,
    definition: msps.find((one) => one.msp === msp),
    figures: figures.find((one) => one.msp === msp),
  }));
}

async function chaincodesOf(
  of: NetworkRecord,
  { from, to }: { readonly from?: number | null | undefined; readonly to?: number | null | undefined },
  { viewer, warehouse }: ApiContext,
): Promise<Chaincode[]> {
  const hours = { ...(from != null && { fromMs: from }), ...(to != null && { toMs: to }) };
  const [steps, calls, stored] = await Promise.all([
    lifecycleSteps(viewer, warehouse, of),
    chaincodeCalls(viewer, warehouse, of, hours),
    heightsWithin(viewer, warehouse, of.name, { time: { from, to } }),
  ]);
  const newest = { from: Math.max(stored.from, stored.to - NEWEST_BLOCKS), to: stored.to };
  const called = new Map<string, ChaincodeCalls>(calls.map((row) => [row.chaincode, row]));
  const names = new Set([...called.keys(), ...steps.map(({ chaincode }) => chaincode)]);
  return [...names].map((name) => {
    const figures = called.get(name);
    return {
      of,
      name,
      hours,
      newest,
      steps: steps.filter(({ chaincode }) => chaincode === name),
      calls: figures?.calls ?? "0",
      failed: figures?.failed ?? "0",
      functionCount: figures?.functions ?? "0",
      lastHeight: figures ? Number(figures.lastHeight) : null,
    };
  });
}

async function privateCollections(of: NetworkRecord, { viewer, warehouse }: ApiContext): Promise<Collection[]> {
  const [steps, figures] = await Promise.all([
    lifecycleSteps(viewer, warehouse, of),
    collectionFigures(viewer, warehouse, of),
  ]);
  const stated = steps
    .filter(({ step }) => step !== "approve")
    .flatMap((step) => collectionsOf(step).map((definition) => ({ step, definition })));
  const inForce = new Map<string, LifecycleRow>(
    steps.filter(({ step }) => step !== "approve").map((step) => [step.chaincode, step]),
  );
  const id = (chaincode: string, name: string): string => JSON.stringify([chaincode, name]);
  const ids = new Set([
    ...stated.map(({ step, definition }) => id(step.chaincode, definition.name)),
    ...figures.map(({ namespace, collection }) => id(namespace, collection)),
  ]);
  return [...ids].sort().map((one) => {
    const [chaincode, name] = JSON.parse(one) as [string, string];
    const mine = stated.filter(({ step, definition }) => step.chaincode === chaincode && definition.name === name);
    return {
      of,
      chaincode,
      name,
      steps: mine,
      definition: mine.find(({ step }) => step === inForce.get(chaincode))?.definition,
      figures: figures.find((row) => row.namespace === chaincode && row.collection === name),
    };
  });
}
