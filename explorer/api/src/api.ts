import type { LedgerscopeConfig, Warehouse } from "@ledgerscope/warehouse";
import type { ApiContext } from "./context.ts";
import type { Log } from "./errors.ts";
import { type Api, createGraphqlApi } from "./graphqlApi.ts";
import { HeadWatch } from "./headWatch.ts";
import type { Limits } from "./limits.ts";
import { createLoaders } from "./loaders.ts";
import { NetworkDirectory } from "./networkDirectory.ts";
import { schema } from "./schema.ts";
import { viewerResolver } from "./viewer.ts";

const LIMITS: Limits = { maxDepth: 12, maxCost: 10_000 };

export interface ApiOptions {
  readonly warehouse: Warehouse;
  readonly config: Pick<LedgerscopeConfig, "networks" | "viewers">;
  readonly log: Log;
  /** Serve GraphiQL to browsers. @default true */
  readonly graphiql?: boolean;
  /** How often the warehouse is asked for new heads while somebody listens, in milliseconds. @default 200 */
  readonly headIntervalMs?: number;
}

/** The private API over one warehouse. */
export function createApi({ warehouse, config, log, graphiql = true, headIntervalMs }: ApiOptions): Api {
  const resolveViewer = viewerResolver(config.viewers);
  const directory = new NetworkDirectory(config, warehouse);
  const heads = new HeadWatch(warehouse, log, headIntervalMs === undefined ? {} : { intervalMs: headIntervalMs });
  return createGraphqlApi({
    schema,
    limits: LIMITS,
    log,
    graphiql,
    context: async (request): Promise<ApiContext> => {
      const viewer = await directory.confine(resolveViewer(request));
      return { viewer, warehouse, directory, heads, loaders: createLoaders(viewer, warehouse) };
    },
  });
}
