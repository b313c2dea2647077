import type { Viewer } from "@ledgerscope/core";
import type { GraphQLParams, Plugin } from "graphql-yoga";
import { apiError } from "../errors.ts";
import { type KnownOperations, operationHash } from "./knownOperations.ts";

export interface PersistedOptions {
  readonly known: KnownOperations;
  /** Refuse every other operation, but to viewers of the role `developer`. */
  readonly onlyKnown: boolean;
  readonly viewerOf: (request: Request) => Viewer;
}

/**
 * Operations that are asked for by the hash of their text, as Apollo's clients do it
 * (https://www.apollographql.com/docs/apollo-server/performance/apq): `extensions.persistedQuery.sha256Hash`. Nothing
 * is registered by a request: who is told PERSISTED_QUERY_NOT_FOUND sends the text.
 */
export function persistedOperations({ known, onlyKnown, viewerOf }: PersistedOptions): Plugin {
  const mayAskAnything = (request: Request): boolean => !onlyKnown || viewerOf(request).roles.includes("developer");
  return {
    onParams({ request, params, setParams, setResult }) {
      const { query } = params;
      if (query) {
        if (mayAskAnything(request) || known.has(operationHash(query))) return;
        const refused = apiError("FORBIDDEN", "This server answers only the operations that its own pages use.");
        return setResult({ errors: [refused] });
      }
      const hash = hashOf(params);
      if (hash === undefined) return;
      const text = known.get(hash);
      if (text !== undefined) return setParams({ ...params, query: text });
      // Thrown: a result that is set does not keep the server from finding that there is no text.
      throw apiError("PERSISTED_QUERY_NOT_FOUND", "No operation of this hash is known. Send its text.");
    },
  };
}

function hashOf({ extensions }: GraphQLParams): string | undefined {
  const hash = (extensions?.["persistedQuery"] as { readonly sha256Hash?: unknown } | null | undefined)?.sha256Hash;
  return typeof hash === "string" ? hash : undefined;
}
