import type { AnalystAccount, LedgerscopeConfig, Warehouse } from "@ledgerscope/warehouse";
import type { ApiContext } from "./context.ts";
import { type DecoderOf, noDecoder } from "./decoders.ts";
import type { Log } from "./errors.ts";
import { type Api, createGraphqlApi } from "./graphqlApi.ts";
import { HeadWatch } from "./headWatch.ts";
import type { Limits } from "./limits.ts";
import { createLoaders } from "./loaders.ts";
import { NetworkDirectory } from "./networkDirectory.ts";
import { type KnownOperations, operationHash, pageOperations } from "./persisted/knownOperations.ts";
import { persistedOperations } from "./persisted/persistedOperations.ts";
import { knowingFamilies } from "./queries/readable.ts";
import { endpoints } from "./rest/endpoints.ts";
import { openApiRoute } from "./rest/openApiRoute.ts";
import { restApi } from "./rest/restApi.ts";
import { type RestRoute, restRoutes } from "./rest/restRoute.ts";
import { answerRoutes, type Route } from "./route.ts";
import { schema } from "./schema.ts";
import { sqlRoute } from "./sql/sqlRoute.ts";
import { Statements } from "./statements/statements.ts";
import { tellStatements } from "./statements/tellStatements.ts";
import { textBounds } from "./textBounds.ts";
import { seesEverything, viewerResolver } from "./viewer.ts";

const LIMITS: Limits = { ...textBounds, maxDepth: 12, maxCost: 10_000, maxEventCost: 1_000 };

export interface ApiOptions {
  readonly warehouse: Warehouse;
  readonly config: Pick<LedgerscopeConfig, "networks" | "viewers">;
  readonly log: Log;
  /** By whom the warehouse is asked SQL of people's own. @default nobody asks any */
  readonly analyst?: AnalystAccount | undefined;
  /** Serve GraphiQL to browsers. @default true */
  readonly graphiql?: boolean;
  /** Refuse operations that are none of our own pages', but to viewers of the role `developer`. @default false */
  readonly onlyKnownOperations?: boolean;
  /** How often the warehouse is asked for new heads while somebody listens, in milliseconds. @default 200 */
  readonly headIntervalMs?: number;
  /** What puts calls, logs and errors into words. @default nothing does: they stay bytes */
  readonly decoderOf?: DecoderOf;
}

/** The private API over one warehouse. */
export function createApi(options: ApiOptions): Api {
  const { config, log, analyst, graphiql = true, headIntervalMs, decoderOf = noDecoder } = options;
  const { onlyKnownOperations: onlyKnown = false } = options;
  const warehouse = knowingFamilies(options.warehouse, config.networks);
  const resolveViewer = viewerResolver(config.viewers);
  const directory = new NetworkDirectory(config, warehouse);
  const heads = new HeadWatch(warehouse, log, headIntervalMs === undefined ? {} : { intervalMs: headIntervalMs });
  const rest = restRoutes(schema, endpoints);
  const routes: readonly Route[] = [
    restApi({ schema, routes: rest, graphql: async (request) => api.yoga.fetch(request) }),
    openApiRoute(schema, rest, LIMITS),
    sqlRoute({ warehouse, analyst, log }),
  ];
  const known = knownOperations(rest);
  const api = createGraphqlApi({
    schema,
    limits: LIMITS,
    log,
    graphiql,
    operations: [...known.values()].flatMap((text) => nameOf(text) ?? []),
    first: [persistedOperations({ known, onlyKnown, viewerOf: resolveViewer })],
    plugins: [tellStatements, answerRoutes(routes, resolveViewer, log)],
    context: async (request): Promise<ApiContext> => {
      const configured = resolveViewer(request);
      const viewer = await directory.confine(configured);
      const all = seesEverything(configured);
      const statements = all && request.headers.get("x-ledgerscope-sql") === "1" ? new Statements() : undefined;
      const reader = statements ? statements.noting(warehouse) : warehouse;
      return {
        ...{ viewer, seesEverything: all, statements, warehouse: reader, directory, heads, decoderOf },
        loaders: createLoaders(viewer, reader),
      };
    },
  });
  return api;
}

const nameOf = (text: string): string | undefined => /^\s*(?:query|subscription)\s+(\w+)/m.exec(text)?.[1];

/** What our own pages ask, and the addresses of REST. */
function knownOperations(rest: readonly RestRoute[]): KnownOperations {
  return new Map([...pageOperations(), ...rest.map(({ text }): [string, string] => [operationHash(text), text])]);
}
