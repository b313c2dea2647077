import { fileURLToPath } from "node:url";
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from "graphql";
import { publicSchema } from "./public/schema.ts";
import { schema } from "./schema.ts";

export interface SdlFile {
  /** Absolute path of the committed file. */
  readonly file: string;
  readonly sdl: string;
}

/** Both schemas as they are written to disk for readers and for the clients' generated operations. */
export function sdlFiles(): SdlFile[] {
  return [sdlFile("schema.graphql", schema), sdlFile("schema.public.graphql", publicSchema)];
}

function sdlFile(name: string, of: GraphQLSchema): SdlFile {
  return {
    file: fileURLToPath(new URL(`../${name}`, import.meta.url)),
    sdl: `${printSchema(lexicographicSortSchema(of))}\n`,
  };
}
