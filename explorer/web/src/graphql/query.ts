import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import { apiHeaders, apiUrl } from "./api.ts";
import { ApiError } from "./apiError.ts";

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
  const body = await post(JSON.stringify({ query: print(document), variables }));
  const problems = (body.errors ?? []).map((error) => ({
    path: (error.path ?? []).join("."),
    code: error.extensions?.code ?? "INTERNAL",
    traceId: error.extensions?.traceId,
    message: error.message,
  }));
  for (const { path, code, message } of problems) console.error(`GraphQL ${code} at "${path}": ${message}`);
  if (body.data == null) {
    const [first] = problems;
    throw new ApiError(first?.message ?? "The API sent no data", first?.code ?? "unreachable", {
      traceId: first?.traceId,
    });
  }
  return { data: body.data as Data, problems };
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
