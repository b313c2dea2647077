import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { Metadata } from "next";
import type { ReactElement } from "react";
import { PageHead } from "#web/components/PageHead.tsx";
import { examples } from "#web/components/sql/examples.ts";
import { parametersInUrl } from "#web/components/sql/pageState.ts";
import { fieldText } from "#web/components/sql/parameters.ts";
import type { StartingPoint } from "#web/components/sql/QueryLists.tsx";
import { SqlWorkbench } from "#web/components/sql/SqlWorkbench.tsx";
import { StatementList } from "#web/components/sql/StatementList.tsx";
import { askSql, type SavedQuery, type SqlLimits } from "#web/components/sql/sqlApi.ts";
import { sqlWords } from "#web/components/sql/sqlWords.ts";
import { type Statement, statementsOf } from "#web/components/sql/statementsOf.ts";
import { SqlPageDocument } from "#web/generated/graphql.ts";
import { ApiError } from "#web/graphql/apiError.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageContext, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { url } from "#web/url.ts";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang } = await pageContext(props);
  return { title: text(lang)("sql.title") };
}

/** SQL of people's own: an editor, what there is to ask, results as table, plot and files. */
export default apiPage(async ({ lang, search }) => {
  const t = text(lang);
  const limits = await limitsOr(lang);
  if (!("seconds" in limits)) return limits;
  const [{ data }, saved, behind] = await Promise.all([
    query(SqlPageDocument, {}),
    askSql<readonly SavedQuery[]>("/saved"),
    search["of"] === undefined
      ? undefined
      : statementsOf(search["of"], search["path"] ?? "", search["variables"] ?? "{}"),
  ]);
  const fitting = startingPoints(lang, data.networks);
  const current = Math.max(0, Math.min(Number(search["n"] ?? 0) || 0, (behind?.length ?? 1) - 1));
  const start = await startOf(search, fitting, behind?.[current]);
  return (
    <div className="stack">
      <PageHead title={t("sql.title")} />
      <p className="muted">{t("sql.lead")}</p>
      <noscript>
        <p>{t("sql.noScript")}</p>
      </noscript>
      {search["of"] !== undefined && (
        <StatementList
          statements={behind ?? []}
          operation={search["of"]}
          field={search["path"] ?? ""}
          current={current}
          href={(n) => url.sql(lang, { ...search, n: String(n) })}
          lang={lang}
        />
      )}
      <SqlWorkbench
        key={JSON.stringify(start)}
        start={start}
        examples={fitting}
        saved={saved}
        limits={limits}
        networks={data.networks.map(({ name }) => name)}
        viewer={data.viewer.name}
        path={url.sql(lang)}
        words={sqlWords(lang)}
        lang={lang}
      />
    </div>
  );
});

/** The limits of those who may ask; for all others, why they may not. */
async function limitsOr(lang: Lang): Promise<SqlLimits | ReactElement> {
  const t = text(lang);
  try {
    return await askSql<SqlLimits>("");
  } catch (error) {
    if (!(error instanceof ApiError) || !["FORBIDDEN", "UNAVAILABLE"].includes(error.code)) throw error;
    if (error.code === "UNAVAILABLE" && error.traceId !== undefined) throw error;
    const why = error.code === "FORBIDDEN" ? "forbidden" : "off";
    return (
      <Notice page icon="minus" title={t(`sql.${why}.title`)}>
        <p>{t(`sql.${why}.text`)}</p>
      </Notice>
    );
  }
}

/** Examples that can be asked of the networks that there are. */
function startingPoints(
  lang: Lang,
  networks: readonly { readonly name: string; readonly family: string }[],
): StartingPoint[] {
  return examples.flatMap(({ id, title, sql, parameters = {}, family, plot }) => {
    const network = family === undefined ? networks[0] : networks.find((one) => one.family === family);
    if (family !== undefined && !network) return [];
    const values = { ...(sql.includes("{network:") ? { network: network?.name ?? "" } : {}), ...parameters };
    return [
      {
        id,
        title: text(lang)(title),
        sql,
        parameters: values,
        view: plot === undefined ? "" : `tab=plot&kind=${plot}`,
      },
    ];
  });
}

async function startOf(
  search: PageContext<never>["search"],
  fitting: readonly StartingPoint[],
  behind: Statement | undefined,
): Promise<Pick<StartingPoint, "sql" | "parameters" | "view">> {
  if (behind) {
    const values = Object.entries(behind.parameters).map(([name, value]) => [name, fieldText(value)]);
    return { sql: behind.statement, parameters: Object.fromEntries(values), view: "" };
  }
  const { q, saved, example, view = "" } = search;
  if (q !== undefined) return { sql: q, parameters: parametersInUrl(search), view };
  if (saved !== undefined) return await askSql<SavedQuery>(`/saved/${encodeURIComponent(saved)}`);
  return fitting.find(({ id }) => id === example) ?? (fitting[0] as StartingPoint);
}
