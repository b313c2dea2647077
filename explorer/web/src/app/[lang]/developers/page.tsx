import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Metadata } from "next";
import type { ReactElement } from "react";
import { PageHead } from "#web/components/PageHead.tsx";
import { apiUrl } from "#web/graphql/api.ts";
import { openApi } from "#web/graphql/openApi.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import styles from "./page.module.css";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: text((await pageContext(props)).lang)("developers.title") };
}

const streams = ["headAdvanced", "transactionStatus", "failures", "reorganisations"] as const;
const errors = [
  "NOT_FOUND",
  "BAD_INPUT",
  "BAD_CURSOR",
  "FILTER_TOO_BROAD",
  "COST_LIMIT",
  "DEPTH_LIMIT",
  "PERSISTED_QUERY_NOT_FOUND",
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "BUSY",
  "UNAVAILABLE",
  "INTERNAL",
] as const;

const exampleQuery = `{
  networks {
    name
    head { height time }
    failures { reason count }
  }
}`;

/** Everything that a program needs to read what the pages read. */
export default apiPage(async ({ lang }) => {
  const t = text(lang);
  const { paths, "x-limits": limits } = await openApi();
  const graphql = apiUrl();
  const base = new URL("/", graphql).href.replace(/\/$/, "");
  const number = (value: number): string => formatNumber(value, lang);
  return (
    <div className="stack">
      <PageHead title={t("developers.title")} />
      <p className="muted">{t("developers.lead")}</p>
      <Panel title="GraphQL">
        <p>{t("developers.graphql")}</p>
        <Facts>
          <Fact name={t("developers.address")}>
            <code>{graphql}</code>
          </Fact>
          <Fact name="GraphiQL">
            <a href={graphql} rel="noreferrer">
              {t("developers.graphiql")}
            </a>
          </Fact>
          <Fact name={t("developers.token")}>{t("developers.token.text")}</Fact>
        </Facts>
        <Code title={t("developers.example")}>
          {`curl ${graphql} -H 'content-type: application/json' \\\n  -d '${JSON.stringify({ query: exampleQuery.replace(/\s+/g, " ") })}'`}
        </Code>
      </Panel>
      <Panel title={t("developers.live")} flush>
        <div className={styles["body"]}>
          <p>{t("developers.live.text")}</p>
          <Code title={t("developers.example")}>
            {`curl -N -G ${graphql} -H 'accept: text/event-stream' \\\n  --data-urlencode 'query=subscription { headAdvanced { cursor block { height } } }'`}
          </Code>
        </div>
        <DataTable
          caption={t("developers.live")}
          columns={[
            { key: "name", header: t("developers.name"), cell: (name) => <code>{name}</code>, phone: "bare" },
            { key: "what", header: t("developers.what"), cell: (name) => t(`developers.live.${name}`), phone: "line" },
          ]}
          rows={streams}
          rowKey={(name) => name}
          empty=""
        />
      </Panel>
      <Panel
        title="REST"
        flush
        aside={
          <a href={`${base}/openapi.json`} rel="noreferrer">
            OpenAPI 3.1
          </a>
        }
      >
        <div className={styles["body"]}>
          <p>{t("developers.rest")}</p>
          <Code title={t("developers.example")}>{`curl -i '${base}/rest/networks'`}</Code>
        </div>
        <DataTable
          caption="REST"
          columns={[
            {
              key: "path",
              header: t("developers.address"),
              cell: ([path]) => <code className={styles["path"]}>{path}</code>,
              phone: "line",
            },
            {
              key: "what",
              header: t("developers.what"),
              cell: ([, { get }]) => (lang === "zh" ? get["x-summary-zh"] : get.summary),
              phone: "line",
            },
            {
              key: "parameters",
              header: t("developers.parameters"),
              cell: ([, { get }]) => (
                <span className={styles["names"]}>
                  {get.parameters
                    .filter((parameter) => parameter.in === "query")
                    .map(({ name }) => (
                      <code key={name}>{name}</code>
                    ))}
                </span>
              ),
              phone: "wide",
            },
          ]}
          rows={Object.entries(paths)}
          rowKey={([path]) => path}
          empty=""
        />
      </Panel>
      <Panel title={t("developers.limits")}>
        <p>{t("developers.limits.text")}</p>
        <Facts>
          <Fact name={t("developers.limits.cost")}>{number(limits.maxCost)}</Fact>
          <Fact name={t("developers.limits.depth")}>{number(limits.maxDepth)}</Fact>
          <Fact name={t("developers.limits.aliases")}>{number(limits.maxAliases)}</Fact>
          <Fact name={t("developers.limits.directives")}>{number(limits.maxDirectives)}</Fact>
          <Fact name={t("developers.limits.tokens")}>{number(limits.maxTokens)}</Fact>
        </Facts>
      </Panel>
      <Panel title={t("developers.errors")} flush>
        <DataTable
          caption={t("developers.errors")}
          columns={[
            { key: "code", header: t("developers.code"), cell: (code) => <code>{code}</code>, phone: "bare" },
            { key: "what", header: t("developers.what"), cell: (code) => t(`developers.error.${code}`), phone: "line" },
          ]}
          rows={errors}
          rowKey={(code) => code}
          empty=""
        />
      </Panel>
    </div>
  );
});

/** What is typed into a terminal. It scrolls by itself, also from the keyboard. */
function Code({ title, children }: { readonly title: string; readonly children: string }): ReactElement {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard
    <section className={styles["code"]} aria-label={title} tabIndex={0}>
      <pre>{children}</pre>
    </section>
  );
}
