import { LedgerscopeError, RetryableError } from "@ledgerscope/core";
import { GraphQLError } from "graphql";

/** Where errors go that clients must not see; a pino logger is one. */
export interface Log {
  error(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  info(fields: object, message: string): void;
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
  BUSY: 503,
};

/** An error that the caller can act on: shown as it is. */
export function apiError(code: ErrorCode, message: string): GraphQLError {
  const status = httpStatus[code];
  return new GraphQLError(message, { extensions: { code, ...(status ? { http: { status } } : {}) } });
}

/** ClickHouse: unknown table, unknown database. The indexer creates them when it first runs. */
const missingTable = new Set(["60", "81"]);
/** ClickHouse: too many rows, too long, too many rows or bytes in a result, no more memory: see `readLimits.ts`. */
const tooMuch = new Set(["158", "159", "241", "396"]);
/** ClickHouse: a parameter that is none of its type, such as an index beyond 32 bits. */
const unfitting = new Set(["457"]);

function describe(error: unknown): { code: ErrorCode; message: string } {
  const engineCode = codeOf(error);
  if (missingTable.has(engineCode)) {
    return { code: "UNAVAILABLE", message: "The warehouse has no tables yet. Index a network first, then try again." };
  }
  if (tooMuch.has(engineCode)) {
    return {
      code: "FILTER_TOO_BROAD",
      message: "This asks for more than one request may read. Ask for fewer items, a shorter time or fewer blocks.",
    };
  }
  if (unfitting.has(engineCode)) {
    return { code: "BAD_INPUT", message: "A value is too large, or not of the kind that is wanted where it stands." };
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

/** The engine's number of an error, also of one after which the same may succeed. */
function codeOf(error: unknown): string {
  const told = error instanceof RetryableError ? error.cause : error;
  return String((told as { readonly code?: unknown } | undefined)?.code);
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
