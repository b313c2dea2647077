import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { sqlOf } from "../components/sql/sqlOf.ts";
import { url } from "../url.ts";

/** Where the statements stand that a field of a page's answer was made with, by its path: `network.head`. */
export type SqlLinks = (field: string) => string | undefined;

/**
 * The statements behind an operation's answer, field by field; none for viewers who may not ask SQL.
 * @param variables those of the page.
 */
export async function sqlLinks(
  lang: Lang,
  operation: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<SqlLinks> {
  const mayAsk = (await sqlOf(lang, operation, "", variables)) !== undefined;
  return (path) => (mayAsk ? url.sql(lang, { of: operation, path, variables: JSON.stringify(variables) }) : undefined);
}
