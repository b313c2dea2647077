import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { cache } from "react";
import { url } from "../../url.ts";
import { askSql } from "./sqlApi.ts";

/** Whether who reads this site may ask SQL; asked once for a page. */
const mayAsk = cache(async (): Promise<boolean> => {
  try {
    await askSql("");
    return true;
  } catch {
    return false;
  }
});

/**
 * Where the statements stand that a field was made with.
 * @param operation name of one of our GraphQL operations: `Glance`
 * @param path the field in its answer, without the indices of lists: `network.glance.failuresOverTime`
 * @param variables those of the page
 * @returns undefined for viewers who may not ask SQL.
 */
export async function sqlOf(
  lang: Lang,
  operation: string,
  path: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<string | undefined> {
  if (!(await mayAsk())) return undefined;
  return url.sql(lang, { of: operation, path, variables: JSON.stringify(variables) });
}
