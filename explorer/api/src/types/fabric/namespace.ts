import { hexDigits, openTexts, sealTexts } from "../../cursor.ts";
import { apiError } from "../../errors.ts";
import { readSealedPage } from "../../page.ts";
import { escapeInvisible, printable } from "../../printable.ts";
import { keyFamilies } from "../../queries/fabric/keyFamilies.ts";
import { namespaceKeys, stateKeys } from "../../queries/fabric/state.ts";
import { fabricKeyConnectionRef, fabricKeyFamiliesRef, fabricKeyFamilyRef, fabricNamespaceRef } from "./refs.ts";

const MAX_KEY_BYTES = 4_096;
/** States of a namespace that are read to count its keys. */
const MOST_STATES = 2_000_000;

/**
 * Bytes of a key, or of the beginning of one, given as text or in hex.
 * @throws GraphQLError BAD_INPUT
 */
export function keyBytes(text: string | null | undefined, hex: string | null | undefined, name: string): string {
  if (text != null && hex != null) throw apiError("BAD_INPUT", `Give either \`${name}\` or \`${name}Hex\`.`);
  const bytes = hex != null ? hex.toLowerCase().replace(/^0x/, "") : Buffer.from(text ?? "", "utf8").toString("hex");
  if (!/^([0-9a-f]{2})*$/.test(bytes)) throw apiError("BAD_INPUT", `\`${name}Hex\` must be hex digits, two per byte.`);
  if (bytes.length > 2 * MAX_KEY_BYTES)
    throw apiError("BAD_INPUT", `\`${name}\` is longer than ${MAX_KEY_BYTES} bytes.`);
  return bytes;
}

fabricNamespaceRef.implement({
  description: "A namespace of the world state, or one of its private collections",
  fields: (t) => ({
    namespace: t.string({
      description: "Chaincode namespace",
      resolve: ({ namespace }) => escapeInvisible(namespace),
    }),
    collection: t.string({
      description: "Private data collection, whose keys and values are hashes; empty for public state",
      resolve: ({ collection }) => escapeInvisible(collection),
    }),
    keyCount: t.field({
      type: "BigInt",
      nullable: true,
      description: `About how many keys it has ever had; null where more than ${MOST_STATES} states of them are stored`,
      extensions: { cost: { weight: 10 } },
      resolve: (space, _args, { viewer, warehouse }) =>
        Number(space.states) > MOST_STATES ? null : namespaceKeys(viewer, warehouse, space.of, space),
    }),
    families: t.field({
      type: fabricKeyFamiliesRef,
      description:
        "Families of keys below a prefix, in order: keys that begin alike up to the next `/`, or composite keys of one object type",
      args: {
        prefix: t.arg.string({ description: "Beginning of the keys, as text" }),
        prefixHex: t.arg.string({ description: "The same in hex" }),
      },
      extensions: { cost: { weight: 50, items: 1 } },
      resolve: (space, { prefix, prefixHex }, { viewer, warehouse }) =>
        // Hashes have no families.
        space.collection === ""
          ? keyFamilies(viewer, warehouse, space.of, space, keyBytes(prefix, prefixHex, "prefix"))
          : { families: [], complete: true },
    }),
    keys: t.field({
      type: fabricKeyConnectionRef,
      description: "Keys in the order of their bytes",
      args: {
        first: t.arg.int({ defaultValue: 50, description: "1 to 100" }),
        after: t.arg.string({ description: "Cursor of the last key of the page before" }),
        prefix: t.arg.string({ description: "Beginning of the keys, as text" }),
        prefixHex: t.arg.string({ description: "The same in hex" }),
        deleted: t.arg.boolean({ defaultValue: false, description: "Also keys that have been deleted" }),
      },
      extensions: { cost: { weight: 5 } },
      resolve: (space, { first, after, prefix, prefixHex, deleted }, { viewer, warehouse }) => {
        const begins = keyBytes(prefix, prefixHex, "prefix");
        const list = `keys:${space.of.name}:${encodeURIComponent(space.namespace)}:${encodeURIComponent(space.collection)}:${begins}:${Number(deleted ?? false)}`;
        return readSealedPage(
          { first: first ?? 50, after },
          async (limit, cursor) => {
            const [last] = cursor === undefined ? [] : openTexts(list, cursor, 1);
            const rows = await stateKeys(viewer, warehouse, space.of, space, begins, {
              limit,
              gone: deleted ?? false,
              ...(last !== undefined && { after: hexDigits(last) }),
            });
            return rows.map((state) => ({ ...state, of: space.of, state }));
          },
          ({ keyHex }) => sealTexts(list, [keyHex]),
        );
      },
    }),
  }),
});

fabricKeyFamiliesRef.implement({
  description: "Families of keys",
  fields: (t) => ({
    items: t.field({
      type: [fabricKeyFamilyRef],
      description: "In the order of their bytes",
      extensions: { cost: { items: 48 } },
      resolve: ({ families }) => [...families],
    }),
    complete: t.exposeBoolean("complete", { description: "These are all; otherwise the first 48" }),
  }),
});

fabricKeyFamilyRef.implement({
  description: "Keys that begin alike",
  fields: (t) => ({
    prefix: t.string({
      description: "What they begin with, as text or 0x-hex",
      resolve: ({ prefixHex }) => printable(prefixHex),
    }),
    prefixHex: t.expose("prefixHex", { type: "Hex", description: "The same, its bytes" }),
  }),
});
