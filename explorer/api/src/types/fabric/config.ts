import { escapeInvisible } from "../../printable.ts";
import { configChanges, configItems } from "../../queries/fabric/configs.ts";
import { blockRef, transactionRef } from "../refs.ts";
import {
  fabricConfigChangeRef,
  fabricConfigItemRef,
  fabricConfigRef,
  fabricIdentityRef,
  fabricSignerRef,
} from "./refs.ts";

/** Characters of a value's JSON that are handed out. */
const MAX_JSON = 65_536;
const bounded = (json: string): string => escapeInvisible(json.slice(0, MAX_JSON));

fabricConfigRef.implement({
  description: "A configuration of the channel, as one configuration transaction brings it",
  fields: (t) => ({
    height: t.exposeInt("height", { description: "Configuration block" }),
    sequence: t.expose("sequence", {
      type: "BigInt",
      description: "0 in the genesis block, one more with each update",
    }),
    effective: t.boolean({
      description: "Its transaction took effect",
      resolve: ({ validationCode }) => validationCode === 0 || validationCode === 254,
    }),
    block: t.field({
      type: blockRef,
      nullable: true,
      description: "The block itself",
      resolve: ({ network, height }, _args, { loaders }) => loaders.block.load({ network, height }),
    }),
    transaction: t.field({
      type: transactionRef,
      nullable: true,
      description: "The configuration transaction",
      resolve: ({ network, height, txIndex }, _args, { loaders }) =>
        loaders.transaction.load({ network, height, txIndex }),
    }),
    updateTime: t.field({
      type: "DateTime",
      nullable: true,
      description: "When the update was made, as its creator claims; null for the genesis block",
      resolve: ({ updateTimeMs }) => updateTimeMs || null,
    }),
    submitter: t.field({
      type: fabricSignerRef,
      nullable: true,
      description: "Who submitted the update; null for the genesis block",
      resolve: ({ network, channel, creatorMsp, creatorCertSha256 }) =>
        creatorMsp === "" ? null : { network, channel, msp: creatorMsp, certSha256: creatorCertSha256 },
    }),
    signers: t.field({
      type: [fabricSignerRef],
      description: "Who signed the update, in order",
      extensions: { cost: { items: 5 } },
      resolve: ({ network, channel, signerMsps, signerCertSha256s }) =>
        signerMsps.map((msp, index) => ({ network, channel, msp, certSha256: signerCertSha256s[index] ?? "" })),
    }),
    changeCount: t.exposeInt("changes", {
      description: "Groups, values and policies that differ from the configuration before",
    }),
    changes: t.field({
      type: [fabricConfigChangeRef],
      description: "What differs from the configuration before; of the first one, everything",
      extensions: { cost: { weight: 5, items: 60 } },
      resolve: ({ of, height, txIndex }, _args, { viewer, warehouse }) =>
        configChanges(viewer, warehouse, of, height, txIndex),
    }),
    items: t.field({
      type: [fabricConfigItemRef],
      description: "The whole configuration: groups, values and policies, by path",
      extensions: { cost: { weight: 5, items: 100 } },
      resolve: ({ of, height, txIndex }, _args, { viewer, warehouse }) =>
        configItems(viewer, warehouse, of, height, txIndex),
    }),
    decodeError: t.string({
      nullable: true,
      description: "Why it could not be decoded in full",
      resolve: ({ decodeError }) => escapeInvisible(decodeError) || null,
    }),
  }),
});

fabricSignerRef.implement({
  description: "Who signed a configuration update",
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
  }),
});

fabricConfigItemRef.implement({
  description: "One group, value or policy of a configuration",
  fields: (t) => ({
    path: t.string({
      description: "Where it stands, as policies refer to it: /Channel/Application/Org1MSP/Admins",
      resolve: ({ path }) => escapeInvisible(path),
    }),
    kind: t.exposeString("kind", { description: "group, value or policy" }),
    name: t.string({ description: "Last part of the path", resolve: ({ name }) => escapeInvisible(name) }),
    version: t.expose("version", { type: "BigInt", description: "Grows with every change of it" }),
    modPolicy: t.string({
      description: "Policy that a change of it must satisfy",
      resolve: ({ modPolicy }) => escapeInvisible(modPolicy),
    }),
    text: t.string({
      description: "In words; a policy as in AND('Org1MSP.peer', 'Org2MSP.peer') or MAJORITY Admins",
      resolve: ({ text }) => bounded(text),
    }),
    json: t.string({
      description: "As JSON in the shape of configtxlator, cut at 64 KiB; null for a group",
      resolve: ({ json }) => bounded(json),
    }),
    decodeError: t.string({
      nullable: true,
      description: "Why its bytes could not be decoded",
      resolve: ({ decodeError }) => escapeInvisible(decodeError) || null,
    }),
  }),
});

fabricConfigChangeRef.implement({
  description: "How one group, value or policy differs from the configuration before",
  fields: (t) => ({
    path: t.string({
      description: "Where it stands: /Channel/Orderer/BatchSize",
      resolve: ({ path }) => escapeInvisible(path),
    }),
    kind: t.exposeString("kind", { description: "group, value or policy" }),
    change: t.exposeString("change", {
      description: "added, changed, removed; stated where the configuration before is not known",
    }),
    oldVersion: t.expose("oldVersion", { type: "BigInt", description: "Version before; 0 where it was not there" }),
    newVersion: t.expose("newVersion", { type: "BigInt", description: "Version after; 0 where it is gone" }),
    oldModPolicy: t.string({
      description: "Policy for changes of it, before",
      resolve: ({ oldModPolicy }) => escapeInvisible(oldModPolicy),
    }),
    newModPolicy: t.string({
      description: "Policy for changes of it, after",
      resolve: ({ newModPolicy }) => escapeInvisible(newModPolicy),
    }),
    oldText: t.string({ description: "In words, before", resolve: ({ oldText }) => bounded(oldText) }),
    newText: t.string({ description: "In words, after", resolve: ({ newText }) => bounded(newText) }),
    oldJson: t.string({
      nullable: true,
      description: "As JSON, before, cut at 64 KiB; null where it was not there",
      resolve: ({ oldJson }) => bounded(oldJson) || null,
    }),
    newJson: t.string({
      nullable: true,
      description: "As JSON, after, cut at 64 KiB; null where it is gone",
      resolve: ({ newJson }) => bounded(newJson) || null,
    }),
  }),
});
