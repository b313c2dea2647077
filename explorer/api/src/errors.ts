import { LedgerscopeError, RetryableError } from "@ledgerscope/core";
import { GraphQLError } from "graphql";

/** Where errors go that clients must not see; a pino logger is one. */
export interface Log {
  error(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** Stable names in `extensions.code`; clients decide by them, texts may change. */
export type ErrorCode =
  | "NOT_FOUND"
  | "BAD_CURSOR"
  | "BAD_INPUT"
  | "COST_LIMIT"
  | "DEPTH_LIMIT"
  | "FILTER_TOO_BROAD"
  | "PERSISTED_QUERY_NOT_FOUND"
  | "TOO_MANY"
  | "BUSY"
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "UNAVAILABLE"
  | "INTERNAL";

const httpStatus: Partial<Record<ErrorCode, number>> = {
  COST_LIMIT: 400,
  DEPTH_LIMIT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  TOO_MANY: 429,
  BUSY: 503,
};

/** An error that the caller can act on: shown as it is. */
export function apiError(code: ErrorCode, message: string): GraphQLError {
  const status = httpStatus[code];
  return new GraphQLError(message, { extensions: { code, ...(status ? { http: { status } } : {}) } });
}

/** ClickHouse: unknown table, unknown database. The indexer creates them when it first runs. */
const missingTable = new Set(["60", "81"]);

function describe(error: unknown): { code: ErrorCode; message: string } {
  if (missingTable.has(String((error as { code?: unknown } | undefined)?.code))) {
    return { code: "UNAVAILABLE", message: "The warehouse has no tables yet. Index a network first, then try again." };
  }
  if (error instanceof RetryableError) {
    return { code: "UNAVAILABLE", message: "The warehouse is busy or away. Try again in a moment." };
  }
  return { code: "INTERNAL", message: "Something went wrong here. The trace id finds it in the server's log." };
}

/**
 * What a client sees of an error. Errors raised for the client pass; anything else is logged in full
 * and leaves only a code and a trace id, because messages of the engine carry SQL and values.
 */
export function maskError(error: unknown, log: Log): Error {
  const cause = error instanceof GraphQLError ? error.originalError : error;
  if (error instanceof GraphQLError && (!cause || cause instanceof GraphQLError)) {
    return error.extensions["code"] || !isMalformedRequest(error) ? error : withCode(error, "BAD_INPUT");
  }
  const { code, message } = describe(rootCause(cause));
  const traceId = crypto.randomUUID().replaceAll("-", "");
  log.error({ err: cause, traceId, path: error instanceof GraphQLError ? error.path : undefined }, "request failed");
  return new GraphQLError(message, {
    ...(error instanceof GraphQLError ? { nodes: error.nodes ?? null, path: error.path ?? null } : {}),
    extensions: { code, traceId },
  });
}

function rootCause(error: unknown): unknown {
  if (error instanceof LedgerscopeError) return error;
  const cause = (error as { cause?: unknown } | undefined)?.cause;
  return cause === undefined || (error as { code?: unknown }).code !== undefined ? error : rootCause(cause);
}

/** Syntax and validation errors have no path: no resolver has run. */
const isMalformedRequest = (error: GraphQLError): boolean => error.path === undefined;

function withCode(error: GraphQLError, code: ErrorCode): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions: { ...error.extensions, code },
  });
}
