import SchemaBuilder from "@pothos/core";
import RelayPlugin from "@pothos/plugin-relay";
import type { ApiContext } from "./context.ts";
import { decodeGlobalId, encodeGlobalId } from "./globalId.ts";
import type { ScalarTypes } from "./scalars.ts";

/** Builder of the private schema; each file in `types/` adds its type to it. */
export const builder = new SchemaBuilder<{
  Context: ApiContext;
  Scalars: ScalarTypes;
  DefaultFieldNullability: false;
}>({
  plugins: [RelayPlugin],
  defaultFieldNullability: false,
  relay: {
    cursorType: "String",
    brandLoadedObjects: true,
    encodeGlobalID: (typename, id) => encodeGlobalId(typename, String(id)),
    decodeGlobalID: decodeGlobalId,
    nodesQueryOptions: false,
    nodeTypeOptions: { description: "What has a global id" },
    nodeQueryOptions: { description: "Any object by its global id; null when there is none that the viewer may see" },
  },
});
