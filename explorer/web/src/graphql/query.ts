import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import type { DocumentNode } from "graphql";
import { apiHeaders, apiUrl } from "./api.ts";
import { ApiError } from "./apiError.ts";
import { persisted } from "./persisted.ts";

/** A part of an answer that the API could not read; the rest of the page stands. */
export interface Problem {
  /** The field's path: `transaction.trace`. */
  readonly path: string;
  readonly code: string;
  readonly traceId: string | undefined;
}

export interface Answer<Data> {
  readonly data: Data;
  readonly problems: readonly Problem[];
}

/** Milliseconds after which a page says that the API does not answer. */
const timeoutMs = 15_000;

/**
 * Asks the API one of our operations; never cached, a chain moves. Throws `ApiError` when there is no answer
 * or nothing of it can be shown.
 */
export async function query<Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Answer<Data>> {
  const body = await ask(document, variables);
  const problems = (body.errors ?? []).map((error) => ({
    path: (error.path ?? []).join("."),
    code: error.extensions?.code ?? "INTERNAL",
    traceId: error.extensions?.traceId,
    message: error.message,
  }));
  for (const { path, code, message } of problems) console.error(`GraphQL ${code} at "${path}": ${message}`);
  // An error below a field that must be there takes what is above along: that is no missing network or block.
  const root = (path: string): unknown => (body.data as Record<string, unknown>)[path.slice(0, path.indexOf("."))];
  const fatal =
    body.data == null ? problems[0] : problems.find(({ path }) => path.includes(".") && root(path) === null);
  if (body.data == null || fatal !== undefined) {
    throw new ApiError(fatal?.message ?? "The API sent no data", fatal?.code ?? "unreachable", {
      traceId: fatal?.traceId,
    });
  }
  return { data: body.data as Data, problems };
}

/** Of an API that does not know the hash (it is of another build), or hashes at all. */
const unknownHash = new Set(["PERSISTED_QUERY_NOT_FOUND", "BAD_REQUEST"]);

/** By the operation's hash; an API that does not know it is sent the text. */
async function ask(document: DocumentNode, variables: Record<string, unknown>): Promise<GraphQLResponse> {
  const { text, hash } = persisted(document);
  const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
  const answer = await post(JSON.stringify({ extensions, variables }));
  const isUnknown = answer.errors?.some(({ extensions: { code = "" } = {} }) => unknownHash.has(code));
  return isUnknown ? post(JSON.stringify({ query: text, variables })) : answer;
}

async function post(body: string): Promise<GraphQLResponse> {
  try {
    const response = await fetch(apiUrl(), {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", ...apiHeaders() },
      body,
      cache: "no-store",
      signal: AbortSignal.timeout(timeoutMs),
    });
    return (await response.json()) as GraphQLResponse;
  } catch (cause) {
    console.error(`No answer from the API at ${apiUrl()}:`, cause);
    throw new ApiError(`No answer from the API at ${apiUrl()}`, "unreachable", { cause });
  }
}

/** The GraphQL response format (spec, section 7), as far as we read it. */
interface GraphQLResponse {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: { readonly code?: string; readonly traceId?: string };
  }[];
}
