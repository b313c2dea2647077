import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FailuresView } from "#web/components/glance/FailuresView.tsx";
import { OperationsPage } from "#web/components/glance/OperationsPage.tsx";
import { FailuresDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { glanceVariables, glanceViewOf } from "#web/page/glanceView.ts";
import { sqlLinks } from "#web/page/sqlLinks.ts";
import { url } from "#web/url.ts";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network">(props);
  return { title: `${text(lang)("ops.failures.title")} · ${params.network}` };
}

/** What failed: when, why, where, over which keys; and the transactions themselves. */
export default apiPage<"network">(async ({ lang, params, search }) => {
  const view = glanceViewOf(search);
  const variables = glanceVariables(view, { order: "newest", status: "refused" });
  const asked = { name: params.network, lang, ...variables };
  const [{ data, problems }, sql] = await Promise.all([
    query(FailuresDocument, asked),
    sqlLinks(lang, "Failures", asked),
  ]);
  const { network } = data;
  if (network === null) notFound();
  const { name, glance } = network;
  return (
    <OperationsPage
      {...{ network, view, problems, lang }}
      place="failures"
      over={glance}
      href={(next) => url.failures(lang, name, next)}
    >
      {glance && <FailuresView sql={sql} glance={glance} network={name} view={view} lang={lang} />}
    </OperationsPage>
  );
});
