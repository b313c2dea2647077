import type { Log } from "../errors.ts";
import { type Api, createGraphqlApi } from "../graphqlApi.ts";
import type { Limits } from "../limits.ts";
import type { Reader } from "../queries/readable.ts";
import { textBounds } from "../textBounds.ts";
import type { PublicContext } from "./builder.ts";
import { createPublicLoaders } from "./loaders.ts";
import { publicViewer } from "./publicViewer.ts";
import { publicSchema } from "./schema.ts";

/** Half of what the private API allows: a block with all its transactions still fits. */
const LIMITS: Limits = { ...textBounds, maxDepth: 8, maxCost: 10_000, maxEventCost: 0 };

export interface PublicApiOptions {
  /** The public warehouse. This process is never given another one. */
  readonly reader: Reader;
  readonly log: Log;
}

/** The API of the public disclosure site. */
export function createPublicApi({ reader, log }: PublicApiOptions): Api {
  return createGraphqlApi({
    schema: publicSchema,
    limits: LIMITS,
    log,
    graphiql: false,
    context: async (): Promise<PublicContext> => ({
      viewer: publicViewer,
      reader,
      loaders: createPublicLoaders(publicViewer, reader),
    }),
  });
}
