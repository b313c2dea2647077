import { type GraphQLSchema, getNullableType, isEnumType, isScalarType, typeFromAST } from "graphql";
import { apiError } from "../errors.ts";
import type { Route } from "../route.ts";
import { problem, problemResponse } from "./problem.ts";
import type { RestRoute } from "./restRoute.ts";

/** The answer of the GraphQL API to one operation. */
interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

interface Connection {
  readonly edges: readonly { readonly node: unknown }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface RestOptions {
  readonly schema: GraphQLSchema;
  readonly routes: readonly RestRoute[];
  /** Runs a request to `/graphql`, with all that is checked and measured there. */
  readonly graphql: (request: Request) => Promise<Response>;
}

/**
 * `/rest`: each answer is the one of an operation of the GraphQL schema. An object is answered as it is, a list as
 * `{items}`, a connection as `{items, next}` with a `Link` to the next page (RFC 8288), nothing as 404.
 */
export function restApi({ schema, routes, graphql }: RestOptions): Route {
  return {
    prefix: "/rest",
    async answer(request) {
      const url = new URL(request.url);
      if (request.method !== "GET" && request.method !== "HEAD") {
        return problemResponse(
          {
            ...problem("Every address here is read with GET.", { code: "BAD_INPUT" }),
            status: 405,
            title: "Method not allowed",
          },
          { allow: "GET, HEAD" },
        );
      }
      const found = match(routes, url.pathname);
      if (!found) throw apiError("NOT_FOUND", `There is no ${url.pathname}. /openapi.json lists what there is.`);
      const { route, inPath } = found;
      const answered = await graphql(
        new Request(new URL(`/graphql${tokenOf(url)}`, url), {
          method: "POST",
          headers: forwarded(request),
          body: JSON.stringify({ query: route.text, variables: variablesOf(schema, route, inPath, url.searchParams) }),
          signal: request.signal,
        }),
      );
      const { data, errors } = (await answered.json()) as Answer;
      const cost = answered.headers.get("x-ledgerscope-cost");
      const headers = cost === null ? {} : { "x-ledgerscope-cost": cost };
      const [error] = errors ?? [];
      if (error) return problemResponse(problem(error.message, error.extensions ?? {}), headers);
      const value = data?.[route.field];
      if (value === null || value === undefined) {
        const what = `${url.pathname} finds nothing that is stored and that you may see.`;
        return problemResponse(problem(what, { code: "NOT_FOUND" }), headers);
      }
      return told(value, url, headers);
    },
  };
}

function match(
  routes: readonly RestRoute[],
  path: string,
): { route: RestRoute; inPath: Record<string, string> } | undefined {
  for (const route of routes) {
    const groups = route.pattern.exec(path);
    if (!groups) continue;
    try {
      const named = Object.entries({ ...groups.groups }).map(([name, text]) => [name, decodeURIComponent(text)]);
      return { route, inPath: Object.fromEntries(named) };
    } catch {
      throw apiError("BAD_INPUT", "The path holds a percent sign that starts no escape: write it as %25.");
    }
  }
  return undefined;
}

/**
 * The operation's variables out of an address.
 * @throws GraphQLError BAD_INPUT for a parameter that the address does not take, twice the same, or no number where one is due.
 */
function variablesOf(
  schema: GraphQLSchema,
  route: RestRoute,
  inPath: Readonly<Record<string, string>>,
  search: URLSearchParams,
): Record<string, unknown> {
  const definitions = route.definition.variableDefinitions ?? [];
  const known = new Map(definitions.map((definition) => [definition.variable.name.value, definition]));
  const variables: Record<string, unknown> = {};
  const take = (name: string, text: string): void => {
    const definition = known.get(name);
    if (!definition) throw apiError("BAD_INPUT", `There is no parameter "${name}" here. ${taken(known.keys())}`);
    if (name in variables) throw apiError("BAD_INPUT", `The parameter "${name}" is given twice.`);
    const type = getNullableType(typeFromAST(schema, definition.type as never));
    variables[name] = parameterValue(name, text, isScalarType(type) || isEnumType(type) ? type.name : "");
  };
  for (const [name, text] of Object.entries(inPath)) take(name, text);
  for (const [name, text] of search) if (name !== "token") take(name, text);
  for (const { variable, type, defaultValue } of definitions) {
    const name = variable.name.value;
    if (type.kind === "NonNullType" && !defaultValue && !(name in variables)) {
      throw apiError("BAD_INPUT", `The parameter "${name}" is missing.`);
    }
  }
  return variables;
}

const taken = (names: Iterable<string>): string => `It takes: ${[...names].join(", ") || "none"}.`;

/** @throws GraphQLError BAD_INPUT */
function parameterValue(name: string, text: string, type: string): unknown {
  if (type === "Int" || type === "Float") {
    const number = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (type === "Float" ? Number.isFinite(number) : number === (number | 0)) return number;
    const kind = type === "Float" ? "a number" : "a whole number of 32 bits";
    throw apiError("BAD_INPUT", `The parameter "${name}" is ${kind}, got "${text.slice(0, 100)}".`);
  }
  if (type === "Boolean") {
    if (text === "true" || text === "false") return text === "true";
    throw apiError("BAD_INPUT", `The parameter "${name}" is true or false, got "${text.slice(0, 100)}".`);
  }
  return text;
}

/** Who asks stays who asks. */
function forwarded(request: Request): Record<string, string> {
  const authorization = request.headers.get("authorization");
  return {
    "content-type": "application/json",
    accept: "application/json",
    ...(authorization === null ? {} : { authorization }),
  };
}

function tokenOf(url: URL): string {
  const token = url.searchParams.get("token");
  return token === null ? "" : `?token=${encodeURIComponent(token)}`;
}

const isConnection = (value: unknown): value is Connection =>
  typeof value === "object" && value !== null && "edges" in value && "pageInfo" in value;

function told(value: unknown, url: URL, headers: Readonly<Record<string, string>>): Response {
  if (!isConnection(value)) return json(Array.isArray(value) ? { items: value } : value, headers);
  const { edges, pageInfo } = value;
  const items = edges.map(({ node }) => node);
  if (!pageInfo.hasNextPage || pageInfo.endCursor === null) return json({ items, next: null }, headers);
  const next = new URL(url);
  next.searchParams.set("after", pageInfo.endCursor);
  // A token is never repeated where it may be logged or shared.
  next.searchParams.delete("token");
  const target = `${next.pathname}${next.search}`;
  return json({ items, next: target }, { ...headers, link: `<${target}>; rel="next"` });
}

function json(body: unknown, headers: Readonly<Record<string, string>>): Response {
  return new Response(`${JSON.stringify(body)}\n`, {
    headers: {
      "content-type": "application/json",
      "cache-control": "private, no-store",
      vary: "authorization",
      ...headers,
    },
  });
}
