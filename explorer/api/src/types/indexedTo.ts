import { type GraphQLSchema, getNamedType, isIntrospectionType, isObjectType } from "graphql";
import { builder } from "../builder.ts";
import type { HeadRef } from "../queries/heads.ts";

/** A connection that knows which network it lists. */
interface Placed {
  readonly network?: string | undefined;
}

const indexedToRef = builder.objectRef<HeadRef>("IndexedTo").implement({
  description: "How far a network is indexed",
  fields: (t) => ({
    height: t.exposeInt("height", { description: "Newest block that is stored" }),
    time: t.field({
      type: "DateTime",
      nullable: true,
      description: "That block's time; null where it states none",
      resolve: async (head, _args, { loaders }) => (await loaders.block.load(head))?.timeMs || null,
    }),
    complete: t.boolean({
      description: "No block between the first and the newest one is missing",
      extensions: { cost: { weight: 20 } },
      resolve: async ({ network }, _args, { loaders }) => (await loaders.stored.load(network)).length <= 1,
    }),
  }),
});

builder.globalConnectionField("indexedTo", (t) =>
  t.field({
    type: indexedToRef,
    nullable: true,
    description: "How far the network was indexed when it was asked: what is newer cannot be in the list yet",
    resolve: async (connection, _args, { loaders }) => {
      const { network } = connection as Placed;
      return (network !== undefined && (await loaders.head.load(network))) || null;
    },
  }),
);

/** The network of whatever a field is read from: a row names it, a network is it. */
function networkOfSource(type: string, source: unknown, args: Readonly<Record<string, unknown>>): string | undefined {
  const { network, name } = (source ?? {}) as { readonly network?: unknown; readonly name?: unknown };
  const given = args["network"] ?? (typeof network === "object" ? (network as { name?: unknown })?.name : network);
  return [given, type === "Network" ? name : undefined].find((each): each is string => typeof each === "string");
}

/** Tells every connection of the schema which network it lists. */
export function placeConnections(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve } = field;
      if (!resolve || !getNamedType(field.type).name.endsWith("Connection")) continue;
      field.resolve = async (source, args, context, info) => {
        const page = await resolve(source, args, context, info);
        return page && { ...page, network: networkOfSource(type.name, source, args) };
      };
    }
  }
  return schema;
}
