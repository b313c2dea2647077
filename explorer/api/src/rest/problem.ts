import { GraphQLError } from "graphql";
import { type ErrorCode, type Log, maskError } from "../errors.ts";

/** HTTP status of a code where an answer is one thing, not a response with parts. */
const statusOf: Readonly<Record<string, number>> = {
  NOT_FOUND: 404,
  BAD_CURSOR: 400,
  BAD_INPUT: 400,
  COST_LIMIT: 400,
  DEPTH_LIMIT: 400,
  FILTER_TOO_BROAD: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BUSY: 503,
  UNAVAILABLE: 503,
} satisfies Partial<Record<ErrorCode, number>>;

/** Problem details (RFC 9457); `code` and `traceId` are those of the GraphQL API's errors. */
export interface Problem {
  readonly type: "about:blank";
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly traceId?: string;
}

const titles: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not found",
  405: "Method not allowed",
  500: "Internal server error",
  503: "Service unavailable",
};

/** @param extensions of a GraphQL error, as a client gets it. */
export function problem(message: string, extensions: Readonly<Record<string, unknown>>): Problem {
  const { code: known, traceId } = extensions as { readonly code?: unknown; readonly traceId?: unknown };
  const code = typeof known === "string" ? known : "INTERNAL";
  const status = statusOf[code] ?? (code.startsWith("GRAPHQL_") ? 400 : 500);
  return {
    type: "about:blank",
    title: titles[status] ?? "Error",
    status,
    detail: message,
    code,
    ...(typeof traceId === "string" ? { traceId } : {}),
  };
}

/** The response that tells a problem. */
export function problemResponse(told: Problem, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(`${JSON.stringify(told)}\n`, {
    status: told.status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...(told.status === 401 ? { "www-authenticate": "Bearer" } : {}),
      ...(told.status === 503 ? { "retry-after": "1" } : {}),
      ...headers,
    },
  });
}

/** What a client is told of anything that was thrown: what is not meant for it is logged and masked. */
export function thrownProblem(error: unknown, log: Log): Problem {
  const masked = maskError(error, log);
  return problem(masked.message, masked instanceof GraphQLError ? masked.extensions : {});
}
