import { renderGraphiQL } from "@graphql-yoga/render-graphiql";
import type { GraphQLSchema } from "graphql";
import { createYoga, type Plugin, type YogaServerInstance } from "graphql-yoga";
import type { Registry } from "prom-client";
import { DocumentCache } from "./documentCache.ts";
import { type Log, maskError } from "./errors.ts";
import { type Limits, limitCost } from "./limits.ts";
import { isLoopback } from "./loopback.ts";
import { createMetrics } from "./metrics.ts";

const MAX_BODY_BYTES = 100_000;
/** Of operations that are kept parsed, in characters: what our own pages send, ten times over. */
const MAX_CACHED_TEXT = 1_000_000;

export interface Api {
  readonly yoga: YogaServerInstance<object, object>;
  readonly metrics: Registry;
  readonly log: Log;
}

export interface GraphqlApiOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly log: Log;
  readonly graphiql: boolean;
  readonly context: (request: Request) => Promise<object>;
  /** Names of our own operations. */
  readonly operations?: Iterable<string>;
  /** Run before those that limit and measure. */
  readonly first?: readonly Plugin[];
  /** Run after them. */
  readonly plugins?: readonly Plugin[];
}

/** What both APIs share: limits, masked errors, metrics, who may call from a browser. */
export function createGraphqlApi({
  schema,
  limits,
  log,
  graphiql,
  context,
  operations = [],
  first = [],
  plugins = [],
}: GraphqlApiOptions): Api {
  const metrics = createMetrics(operations);
  const yoga = createYoga({
    schema,
    context: ({ request }) => context(request),
    graphqlEndpoint: "/graphql",
    landingPage: false,
    graphiql: graphiql && { title: "Ledgerscope", subscriptionsProtocol: "SSE" },
    renderGraphiQL,
    // Pages of this machine may read; a page from elsewhere, open in the same browser, may not.
    cors: (request) => {
      const origin = request.headers.get("origin");
      return origin && isLoopback(hostOf(origin)) ? { origin: [origin], methods: ["GET", "POST", "OPTIONS"] } : false;
    },
    maskedErrors: { maskError: (error) => maskError(error, log) },
    logging: false,
    multipart: false,
    batching: false,
    maxRequestBodySize: MAX_BODY_BYTES,
    parserAndValidationCache: {
      documentCache: new DocumentCache(MAX_CACHED_TEXT),
      errorCache: new DocumentCache(MAX_CACHED_TEXT),
    },
    plugins: [...first, limitCost(limits), metrics.plugin, ...plugins],
  });
  return { yoga, metrics: metrics.registry, log };
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : "";
}
