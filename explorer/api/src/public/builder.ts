import type { Viewer } from "@ledgerscope/core";
import SchemaBuilder from "@pothos/core";
import RelayPlugin from "@pothos/plugin-relay";
import type { Reader } from "../queries/readable.ts";
import type { ScalarTypes } from "../scalars.ts";
import type { PublicLoaders } from "./loaders.ts";

/** What every resolver of the public API gets. */
export interface PublicContext {
  readonly viewer: Viewer;
  readonly reader: Reader;
  readonly loaders: PublicLoaders;
}

/** Builder of the public schema; each file in `types/` adds its type to it. */
export const builder = new SchemaBuilder<{
  Context: PublicContext;
  Scalars: ScalarTypes;
  DefaultFieldNullability: false;
}>({
  plugins: [RelayPlugin],
  defaultFieldNullability: false,
  relay: { cursorType: "String", nodeQueryOptions: false, nodesQueryOptions: false },
});
