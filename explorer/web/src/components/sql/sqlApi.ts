import { apiHeaders, apiUrl } from "../../graphql/api.ts";
import { ApiError } from "../../graphql/apiError.ts";

/** What the API allows its analyst. */
export interface SqlLimits {
  /** Seconds that a statement may run, on the page and for a download. */
  readonly seconds: number;
  readonly exportSeconds: number;
  /** Bytes. */
  readonly memory: string;
  readonly temporaryDisk: string;
  readonly statementBytes: string;
  readonly rowsRead: string;
  readonly threads: string;
  /** Rows that are shown. */
  readonly rows: number;
}

export interface SavedQuery {
  readonly id: string;
  readonly title: string;
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly view: string;
  readonly savedBy: string;
  /** RFC 3339. */
  readonly savedAt: string;
}

/** Address of a part of the API that answers SQL. */
export const sqlUrl = (path: string): URL => new URL(`/sql${path}`, apiUrl());

const timeoutMs = 15_000;

/**
 * For the server: one answer of the API's SQL part.
 * @throws ApiError with the code that the API gives: FORBIDDEN, UNAVAILABLE, NOT_FOUND.
 */
export async function askSql<T>(path: string): Promise<T> {
  let response: Response;
  try {
    response = await fetch(sqlUrl(path), {
      headers: apiHeaders(),
      cache: "no-store",
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (cause) {
    throw new ApiError(`No answer from the API at ${apiUrl()}`, "unreachable", { cause });
  }
  const body = (await response.json().catch(() => undefined)) as unknown;
  if (response.ok) return body as T;
  const problem = (body ?? {}) as { code?: string; detail?: string; traceId?: string };
  throw new ApiError(problem.detail ?? "The API sent no data", problem.code ?? "unreachable", {
    traceId: problem.traceId,
  });
}
