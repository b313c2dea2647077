import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";

/** The public API did not answer, or answered with an error. The page says so instead of its content. */
export class ApiUnavailableError extends Error {
  override readonly name = "ApiUnavailableError";
}

/** Where the public API answers. */
export const apiUrl = (): string => process.env["LEDGERSCOPE_PUBLIC_API_URL"] ?? "http://127.0.0.1:4001/graphql";

/**
 * Sends one generated operation to the public API, the only source of this site.
 * @throws ApiUnavailableError
 */
export async function ask<Result, Variables>(
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  let answer: { data?: Result | null; errors?: readonly { message: string }[] };
  try {
    const response = await fetch(apiUrl(), {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ query: print(document), variables }),
      cache: "no-store",
      signal: AbortSignal.timeout(15_000),
    });
    answer = (await response.json()) as typeof answer;
  } catch (cause) {
    throw new ApiUnavailableError("the public API does not answer", { cause });
  }
  if (answer.errors?.length || !answer.data) {
    throw new ApiUnavailableError(answer.errors?.map(({ message }) => message).join("; ") ?? "no data");
  }
  return answer.data;
}
