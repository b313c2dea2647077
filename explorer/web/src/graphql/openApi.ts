import { apiHeaders, apiUrl } from "./api.ts";
import { ApiError } from "./apiError.ts";

/** Of the API's OpenAPI document what its page shows. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, { readonly get: OpenApiOperation }>>;
  /** What an operation may be at most. */
  readonly "x-limits": Readonly<Record<"maxDepth" | "maxCost" | "maxTokens" | "maxAliases" | "maxDirectives", number>>;
}

interface OpenApiOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly "x-summary-zh": string;
  readonly parameters: readonly { readonly name: string; readonly in: "path" | "query"; readonly required: boolean }[];
}

/** @throws ApiError when the API does not answer. */
export async function openApi(): Promise<OpenApi> {
  const address = new URL("/openapi.json", apiUrl());
  try {
    const response = await fetch(address, {
      headers: apiHeaders(),
      cache: "no-store",
      signal: AbortSignal.timeout(15_000),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return (await response.json()) as OpenApi;
  } catch (cause) {
    console.error(`No answer from the API at ${address}:`, cause);
    throw new ApiError(`No answer from the API at ${address}`, "unreachable", { cause });
  }
}
