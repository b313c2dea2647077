import type { ApiContext } from "../../context.ts";
import { escapeInvisible } from "../../printable.ts";
import { type ConfigItemRow, configInForce, configItems } from "../../queries/fabric/configs.ts";
import { identitiesUsedAs } from "../../queries/fabric/identities.ts";
import { lifecycleSteps } from "../../queries/fabric/lifecycle.ts";
import { organisationFailures } from "../../queries/fabric/organisations.ts";
import { failureCountRef } from "../refs.ts";
import {
  fabricAnchorPeerRef,
  fabricConfigItemRef,
  fabricIdentityRef,
  fabricLifecycleStepRef,
  fabricOrganisationRef,
  type Organisation,
} from "./refs.ts";

fabricOrganisationRef.implement({
  description: "An organisation of the channel: its MSP in the configuration in force, and what it has done",
  fields: (t) => ({
    msp: t.exposeString("msp", { description: "MSP id" }),
    name: t.string({
      nullable: true,
      description: "Name of its group in the configuration; null for one that the configuration in force does not have",
      resolve: ({ definition }) => (definition ? escapeInvisible(definition.groupName) : null),
    }),
    isMember: t.boolean({
      description: "The configuration in force has it",
      resolve: ({ definition }) => definition !== undefined,
    }),
    isApplication: t.boolean({
      description: "It stands among the application's organisations: it may have peers and clients",
      resolve: ({ definition }) => definition?.applies ?? false,
    }),
    isOrderer: t.boolean({
      description: "It stands among the orderer organisations",
      resolve: ({ definition }) => definition?.orders ?? false,
    }),
    nodeOus: t.field({
      type: ["String"],
      description:
        "Organisational units that tell roles, as `peer=peer`; empty where the MSP does not use them and roles are told by lists",
      resolve: ({ definition }) => nodeOus(definition?.mspJson),
    }),
    revocationLists: t.int({
      description: "Certificate revocation lists in its MSP",
      resolve: ({ definition }) => mspConfig(definition?.mspJson).revocation_list?.length ?? 0,
    }),
    submitted: t.field({
      type: "BigInt",
      description: "Transactions that its identities created",
      resolve: ({ figures }) => figures?.submitted ?? "0",
    }),
    endorsements: t.field({
      type: "BigInt",
      description: "Endorsements that its peers signed",
      resolve: ({ figures }) => figures?.endorsements ?? "0",
    }),
    blocksSigned: t.field({
      type: "BigInt",
      description: "Signatures of blocks that its orderers made, counted once per block and certificate",
      resolve: ({ figures }) => figures?.blocksSigned ?? "0",
    }),
    identityCount: t.field({
      type: "BigInt",
      description: "Certificates under its MSP that blocks name",
      resolve: ({ figures }) => figures?.identities ?? "0",
    }),
    failures: t.field({
      type: [failureCountRef],
      description: "Its transactions that failed, by validation code, most frequent first",
      extensions: { cost: { weight: 20, items: 10 } },
      resolve: async ({ of, msp }, _args, { viewer, warehouse }) =>
        (await organisationFailures(viewer, warehouse, of, msp)).map(({ reason, count }) => ({ reason, count })),
    }),
    authorities: t.field({
      type: [fabricIdentityRef],
      description: "Its certificate authorities in configurations: root and intermediate, for identities and for TLS",
      extensions: { cost: { weight: 10, items: 6 } },
      resolve: ({ of, msp }, _args, { viewer, warehouse }) =>
        identitiesUsedAs(viewer, warehouse, of, msp, ["root", "intermediate", "tls_root", "tls_intermediate"]),
    }),
    admins: t.field({
      type: [fabricIdentityRef],
      description: "Administrators that its MSP lists by certificate; empty where node OUs tell them",
      extensions: { cost: { weight: 10, items: 3 } },
      resolve: ({ of, msp }, _args, { viewer, warehouse }) => identitiesUsedAs(viewer, warehouse, of, msp, ["admin"]),
    }),
    anchorPeers: t.field({
      type: [fabricAnchorPeerRef],
      description: "Peers through which other organisations find its own",
      extensions: { cost: { weight: 10, items: 3 } },
      resolve: async (organisation, _args, context) => {
        const found = await valuesOf(organisation, context, "AnchorPeers");
        return found.flatMap(({ json }) => (JSON.parse(json) as { anchor_peers?: Peer[] } | null)?.anchor_peers ?? []);
      },
    }),
    endpoints: t.field({
      type: ["String"],
      description: "Addresses of its orderers, as its group states them",
      extensions: { cost: { weight: 10 } },
      resolve: async (organisation, _args, context) => {
        const found = await valuesOf(organisation, context, "Endpoints");
        return found
          .flatMap(({ json }) => (JSON.parse(json) as { addresses?: string[] } | null)?.addresses ?? [])
          .map(escapeInvisible);
      },
    }),
    policies: t.field({
      type: [fabricConfigItemRef],
      description: "Policies of its groups in the configuration in force",
      extensions: { cost: { weight: 10, items: 10 } },
      resolve: async (organisation, _args, context) =>
        (await itemsOf(organisation, context)).filter(({ kind }) => kind === "policy"),
    }),
    lifecycle: t.field({
      type: [fabricLifecycleStepRef],
      description: "Steps of chaincode lifecycles that it took, newest first",
      extensions: { cost: { weight: 10, items: 20 } },
      resolve: async ({ of, msp }, _args, { viewer, warehouse }) =>
        (await lifecycleSteps(viewer, warehouse, of)).filter(({ org }) => org === msp).reverse(),
    }),
  }),
});

interface Peer {
  readonly host: string;
  readonly port: number;
}

fabricAnchorPeerRef.implement({
  description: "Address of an anchor peer",
  fields: (t) => ({
    host: t.string({ description: "Host", resolve: ({ host }) => escapeInvisible(String(host)) }),
    port: t.int({ description: "Port", resolve: ({ port }) => Number(port) || 0 }),
  }),
});

/** What of `msp.FabricMSPConfig` is shown, in the shape of configtxlator. */
interface MspConfig {
  readonly revocation_list?: readonly string[] | null;
  readonly fabric_node_ous?: ({ readonly enable?: boolean } & Readonly<Record<string, unknown>>) | null;
}

function mspConfig(json: string | undefined): MspConfig {
  return (JSON.parse(json || "null") as { config?: MspConfig } | null)?.config ?? {};
}

/** `client_ou_identifier: {organizational_unit_identifier: "client"}` → `client=client`. */
function nodeOus(json: string | undefined): string[] {
  const { enable, ...identifiers } = mspConfig(json).fabric_node_ous ?? {};
  if (!enable) return [];
  return Object.entries(identifiers).flatMap(([name, identifier]) => {
    const unit = (identifier as { organizational_unit_identifier?: string } | null)?.organizational_unit_identifier;
    return unit ? [`${name.replace(/_ou_identifier$/, "")}=${escapeInvisible(unit)}`] : [];
  });
}

/** The organisation's own part of the configuration in force. */
async function itemsOf({ of, definition }: Organisation, { viewer, warehouse }: ApiContext): Promise<ConfigItemRow[]> {
  if (!definition) return [];
  const config = await configInForce(viewer, warehouse, of);
  if (!config) return [];
  const items = await configItems(viewer, warehouse, of, config.height, config.txIndex);
  return items.filter(({ path }) => definition.groups.some((group) => path.startsWith(`${group}/`)));
}

const valuesOf = async (of: Organisation, context: ApiContext, name: string): Promise<ConfigItemRow[]> =>
  (await itemsOf(of, context)).filter((item) => item.kind === "value" && item.name === name);
