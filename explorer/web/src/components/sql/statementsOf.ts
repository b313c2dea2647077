import { type DocumentNode, print } from "graphql";
import * as generated from "../../generated/graphql.ts";
import { apiHeaders, apiUrl } from "../../graphql/api.ts";
import { ApiError } from "../../graphql/apiError.ts";

/** A statement that a page's figure was made with. */
export interface Statement {
  readonly statement: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

const timeoutMs = 30_000;

/**
 * The statements behind a field of one of our operations: the operation is asked once more, and the API tells what it
 * asks the warehouse meanwhile.
 * @returns undefined when there is no such operation. Of a field that asks nothing itself, what was asked for those below
 * it, then for those above it.
 */
export async function statementsOf(
  operation: string,
  path: string,
  variables: string,
): Promise<readonly Statement[] | undefined> {
  const name = `${operation}Document`;
  if (!Object.hasOwn(generated, name)) return undefined;
  const document = (generated as unknown as Readonly<Record<string, DocumentNode>>)[name] as DocumentNode;
  const [definition] = document.definitions;
  if (definition?.kind !== "OperationDefinition" || definition.operation !== "query") return undefined;
  const told = await tell(document, variables);
  const under = Object.keys(told).filter((field) => field.startsWith(`${path}.`));
  const above = Object.keys(told).filter((field) => path.startsWith(`${field}.`));
  const fields = told[path] ? [path] : under.length > 0 ? under : above.slice(-1);
  const found = fields.flatMap((field) => told[field] ?? []);
  const texts = found.map((one) => JSON.stringify(one));
  return found.filter((_, i) => texts.indexOf(texts[i] as string) === i);
}

async function tell(
  document: DocumentNode,
  variables: string,
): Promise<Readonly<Record<string, readonly Statement[]>>> {
  try {
    const response = await fetch(apiUrl(), {
      method: "POST",
      headers: { "Content-Type": "application/json", "x-ledgerscope-sql": "1", ...apiHeaders() },
      body: JSON.stringify({ query: print(document), variables: parse(variables) }),
      cache: "no-store",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const { extensions } = (await response.json()) as { extensions?: { sql?: Record<string, Statement[]> } };
    return extensions?.sql ?? {};
  } catch (cause) {
    throw new ApiError(`No answer from the API at ${apiUrl()}`, "unreachable", { cause });
  }
}

function parse(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}
