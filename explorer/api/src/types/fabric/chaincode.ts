import type { ApiContext } from "../../context.ts";
import { checkedFirst } from "../../page.ts";
import { escapeInvisible, printable } from "../../printable.ts";
import {
  callsByHour,
  chaincodeCallers,
  chaincodeEvents,
  functionCalls,
  functionLatencies,
} from "../../queries/fabric/chaincodeFigures.ts";
import { collectionsOf, type LifecycleRow } from "../../queries/fabric/lifecycle.ts";
import { blockRef, transactionRef } from "../refs.ts";
import {
  type Chaincode,
  type ChaincodeFunction,
  fabricCallerRef,
  fabricCallsInHourRef,
  fabricChaincodeRef,
  fabricCollectionDefinitionRef,
  fabricDefinitionRef,
  fabricEventCountRef,
  fabricFunctionRef,
  fabricIdentityRef,
  fabricLifecycleStepRef,
} from "./refs.ts";

/** Blocks that callers, events and latencies are taken from: nothing sums these up. */
export const NEWEST_BLOCKS = 2_000;
const MAX_HOURS = 744;

const isDefinition = ({ step }: LifecycleRow): boolean => step !== "approve";
const nanoseconds = (ns: number | null): string | null => (ns === null ? null : Math.round(ns).toString());

fabricChaincodeRef.implement({
  description: "A chaincode: its definitions, and how it is called",
  fields: (t) => ({
    name: t.string({ description: "Name", resolve: ({ name }) => escapeInvisible(name) }),
    definition: t.field({
      type: fabricDefinitionRef,
      nullable: true,
      description: "The definition in force; null for a system chaincode, or where its block is not stored",
      resolve: ({ steps }) => steps.findLast(isDefinition) ?? null,
    }),
    lifecycle: t.field({
      type: [fabricLifecycleStepRef],
      description: "Approvals and commits (Fabric 1.x: deployments and upgrades) that took effect, oldest first",
      extensions: { cost: { weight: 1, items: 20 } },
      resolve: ({ steps }) => [...steps],
    }),
    calls: t.expose("calls", { type: "BigInt", description: "Transactions that call it, in the time asked for" }),
    callsByHour: t.field({
      type: [fabricCallsInHourRef],
      description: "Hours in which it was called, by the clients' clocks, oldest first; the newest ones",
      args: { first: t.arg.int({ defaultValue: 48, description: `1 to ${MAX_HOURS}` }) },
      extensions: { cost: { weight: 20 } },
      resolve: ({ of, name, hours }, { first }, { viewer, warehouse }) =>
        callsByHour(viewer, warehouse, of, name, hours, checkedFirst(first ?? 48, MAX_HOURS)),
    }),
    failed: t.expose("failed", { type: "BigInt", description: "Of these, how many failed" }),
    functionCount: t.expose("functionCount", {
      type: "BigInt",
      description: "About how many functions they call",
    }),
    lastHeight: t.exposeInt("lastHeight", { nullable: true, description: "Block of the newest call" }),
    lastBlock: t.field({
      type: blockRef,
      nullable: true,
      description: "That block",
      resolve: ({ of, lastHeight }, _args, { loaders }) =>
        lastHeight === null ? null : loaders.block.load({ network: of.name, height: lastHeight }),
    }),
    newestFrom: t.int({
      description: `First block that callers, events and latencies are taken from: the newest ${NEWEST_BLOCKS} blocks count`,
      resolve: ({ newest }) => newest.from,
    }),
    functions: t.field({
      type: [fabricFunctionRef],
      description: `Its functions, most called first, with error rate, and latency over the newest ${NEWEST_BLOCKS} blocks`,
      args: { first: t.arg.int({ defaultValue: 50, description: "1 to 100" }) },
      extensions: { cost: { weight: 50 } },
      resolve: (chaincode, { first }, context) => functionsOf(chaincode, checkedFirst(first ?? 50), context),
    }),
    callers: t.field({
      type: [fabricCallerRef],
      description: `Who calls it, most active first; over the newest ${NEWEST_BLOCKS} blocks`,
      args: { first: t.arg.int({ defaultValue: 20, description: "1 to 100" }) },
      extensions: { cost: { weight: 20 } },
      resolve: async ({ of, name, newest }, { first }, { viewer, warehouse }) => {
        const callers = await chaincodeCallers(viewer, warehouse, of, name, newest, checkedFirst(first ?? 20));
        return callers.map((caller) => ({ ...caller, network: of.name, channel: of.channel }));
      },
    }),
    events: t.field({
      type: [fabricEventCountRef],
      description: `Events that it emitted in transactions that took effect, most frequent first; over the newest ${NEWEST_BLOCKS} blocks`,
      args: { first: t.arg.int({ defaultValue: 50, description: "1 to 100" }) },
      extensions: { cost: { weight: 20 } },
      resolve: ({ of, name, newest }, { first }, { viewer, warehouse }) =>
        chaincodeEvents(viewer, warehouse, of, name, newest, checkedFirst(first ?? 50)),
    }),
  }),
});

async function functionsOf(
  { of, name, hours, newest }: Chaincode,
  first: number,
  { viewer, warehouse }: ApiContext,
): Promise<ChaincodeFunction[]> {
  const [calls, latencies] = await Promise.all([
    functionCalls(viewer, warehouse, of, name, hours, first),
    functionLatencies(viewer, warehouse, of, name, newest),
  ]);
  const found = new Map(latencies.map((latency) => [latency.functionHex, latency]));
  return calls.map((row) => {
    const latency = found.get(row.functionHex);
    return {
      ...row,
      lastHeight: Number(row.lastHeight),
      explained: latency?.transactions ?? "0",
      p50Ns: latency?.p50Ns ?? null,
      p95Ns: latency?.p95Ns ?? null,
    };
  });
}

fabricCallsInHourRef.implement({
  description: "Calls of a chaincode within one hour",
  fields: (t) => ({
    start: t.field({ type: "DateTime", description: "Start of the hour", resolve: ({ startMs }) => startMs }),
    calls: t.exposeInt("calls", { description: "Transactions" }),
    failed: t.exposeInt("failed", { description: "Of these, how many failed" }),
  }),
});

fabricFunctionRef.implement({
  description: "Calls of one function of a chaincode",
  fields: (t) => ({
    name: t.string({
      description: "First argument, by convention the function's name",
      resolve: ({ functionHex }) => printable(functionHex),
    }),
    calls: t.expose("calls", { type: "BigInt", description: "Transactions that call it" }),
    failed: t.expose("failed", { type: "BigInt", description: "Of these, how many failed" }),
    worst: t.string({
      nullable: true,
      description: "The validation code that most of its failures have",
      resolve: ({ worst }) => worst || null,
    }),
    organisations: t.stringList({
      description: "MSP ids of its callers, at most 20",
      resolve: ({ organisations }) => organisations.map(escapeInvisible),
    }),
    lastHeight: t.exposeInt("lastHeight", { description: "Block of the newest call" }),
    explained: t.expose("explained", {
      type: "BigInt",
      description: "Of the calls, how many have been explained: latencies are theirs",
    }),
    p50Ns: t.field({
      type: "BigInt",
      nullable: true,
      description: "Half of the explained calls took no longer, nanoseconds, from the first span to the last",
      resolve: ({ p50Ns }) => nanoseconds(p50Ns),
    }),
    p95Ns: t.field({
      type: "BigInt",
      nullable: true,
      description: "95 of 100 explained calls took no longer, nanoseconds",
      resolve: ({ p95Ns }) => nanoseconds(p95Ns),
    }),
  }),
});

fabricCallerRef.implement({
  description: "Who calls a chaincode",
  fields: (t) => ({
    msp: t.string({ description: "MSP id", resolve: ({ msp }) => escapeInvisible(msp) }),
    certSha256: t.expose("certSha256", { type: "Hex", description: "SHA-256 of the certificate (DER)" }),
    identity: t.field({
      type: fabricIdentityRef,
      nullable: true,
      description: "The certificate; null where identities have not been worked out up to its block",
      resolve: ({ network, channel, certSha256 }, _args, { loaders }) =>
        loaders.fabricIdentity.load({ network, channel, certSha256 }),
    }),
    calls: t.expose("calls", { type: "BigInt", description: "Transactions" }),
    failed: t.expose("failed", { type: "BigInt", description: "Of these, how many failed" }),
  }),
});

fabricEventCountRef.implement({
  description: "Events of one name",
  fields: (t) => ({
    name: t.string({ description: "Name of the event", resolve: ({ nameHex }) => printable(nameHex) }),
    count: t.expose("count", { type: "BigInt", description: "How many" }),
    lastHeight: t.int({ description: "Block of the newest", resolve: ({ lastHeight }) => Number(lastHeight) }),
  }),
});

fabricDefinitionRef.implement({
  description: "A chaincode definition that took effect",
  fields: (t) => ({
    version: t.string({ description: "Version of the chaincode", resolve: ({ version }) => escapeInvisible(version) }),
    sequence: t.int({
      description: "Sequence of the definition, from 1; 0 in Fabric 1.x",
      resolve: ({ sequence }) => Number(sequence),
    }),
    policy: t.string({
      description:
        "Endorsement policy in words; a path names a policy of the configuration. Empty: the channel's default",
      resolve: ({ policy }) => escapeInvisible(policy),
    }),
    initRequired: t.exposeBoolean("initRequired", {
      description: "The chaincode must be initialised before it is called",
    }),
    endorsementPlugin: t.string({
      description: "Endorsement plugin (ESCC)",
      resolve: ({ endorsementPlugin }) => escapeInvisible(endorsementPlugin),
    }),
    validationPlugin: t.string({
      description: "Validation plugin (VSCC)",
      resolve: ({ validationPlugin }) => escapeInvisible(validationPlugin),
    }),
    language: t.string({
      nullable: true,
      description: "Fabric 1.x: GOLANG, NODE, JAVA, CAR",
      resolve: ({ language }) => language || null,
    }),
    path: t.string({
      nullable: true,
      description: "Fabric 1.x: path of the source",
      resolve: ({ chaincodePath }) => escapeInvisible(chaincodePath) || null,
    }),
    height: t.int({ description: "Block of the definition", resolve: ({ height }) => Number(height) }),
    collections: t.field({
      type: [fabricCollectionDefinitionRef],
      description: "Private data collections",
      extensions: { cost: { items: 5 } },
      resolve: collectionsOf,
    }),
  }),
});

fabricCollectionDefinitionRef.implement({
  description: "A private data collection as a chaincode definition states it",
  fields: (t) => ({
    name: t.string({ description: "Name", resolve: ({ name }) => escapeInvisible(name) }),
    memberOrgsPolicy: t.string({
      description: "Who may hold the data, in words",
      resolve: ({ memberOrgsPolicy }) => escapeInvisible(memberOrgsPolicy),
    }),
    endorsementPolicy: t.string({
      nullable: true,
      description: "Its own endorsement policy, in words; null: the chaincode's",
      resolve: ({ endorsementPolicy }) => escapeInvisible(endorsementPolicy) || null,
    }),
    requiredPeerCount: t.exposeInt("requiredPeerCount", {
      description: "Peers that must have the data before a transaction is endorsed",
    }),
    maximumPeerCount: t.exposeInt("maximumPeerCount", { description: "Peers that are given it then, at most" }),
    blockToLive: t.expose("blockToLive", {
      type: "BigInt",
      description: "Blocks after which peers purge the data; 0: never",
    }),
    memberOnlyRead: t.exposeBoolean("memberOnlyRead", { description: "Only members' clients may read" }),
    memberOnlyWrite: t.exposeBoolean("memberOnlyWrite", { description: "Only members' clients may write" }),
  }),
});

fabricLifecycleStepRef.implement({
  description: "A step of a chaincode's lifecycle that took effect",
  fields: (t) => ({
    step: t.exposeString("step", { description: "approve, commit; of Fabric 1.x: deploy, upgrade" }),
    chaincode: t.string({ description: "Chaincode", resolve: ({ chaincode }) => escapeInvisible(chaincode) }),
    version: t.string({ description: "Version of the chaincode", resolve: ({ version }) => escapeInvisible(version) }),
    sequence: t.int({
      description: "Sequence of the definition, from 1; 0 in Fabric 1.x",
      resolve: ({ sequence }) => Number(sequence),
    }),
    msp: t.string({
      description: "MSP id of the organisation that approved, or that submitted the commit",
      resolve: ({ org }) => escapeInvisible(org),
    }),
    endorsers: t.stringList({
      description: "MSP ids of the endorsers: of a commit, the organisations that agree",
      resolve: ({ endorsers }) => endorsers.map(escapeInvisible),
    }),
    packageId: t.string({
      nullable: true,
      description: "approve: the package that the organisation runs; null where it runs none",
      resolve: ({ packageId }) => escapeInvisible(packageId) || null,
    }),
    policy: t.string({
      description: "Endorsement policy in words. Empty: the channel's default",
      resolve: ({ policy }) => escapeInvisible(policy),
    }),
    collections: t.field({
      type: [fabricCollectionDefinitionRef],
      description: "Private data collections",
      extensions: { cost: { items: 3 } },
      resolve: collectionsOf,
    }),
    height: t.int({ description: "Block", resolve: ({ height }) => Number(height) }),
    block: t.field({
      type: blockRef,
      nullable: true,
      description: "The block itself",
      resolve: ({ network, height }, _args, { loaders }) => loaders.block.load({ network, height: Number(height) }),
    }),
    transaction: t.field({
      type: transactionRef,
      nullable: true,
      description: "The transaction",
      resolve: ({ network, height, txIndex }, _args, { loaders }) =>
        loaders.transaction.load({ network, height: Number(height), txIndex }),
    }),
    decodeError: t.string({
      nullable: true,
      description: "Why its arguments could not be decoded in full",
      resolve: ({ decodeError }) => escapeInvisible(decodeError) || null,
    }),
  }),
});
