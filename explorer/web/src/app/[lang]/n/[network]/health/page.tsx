import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OperationsPage } from "#web/components/glance/OperationsPage.tsx";
import { HealthView } from "#web/components/health/HealthView.tsx";
import { HealthDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { sqlLinks } from "#web/page/sqlLinks.ts";
import { url } from "#web/url.ts";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network">(props);
  return { title: `${text(lang)("ops.health.title")} · ${params.network}` };
}

/** How far a network is indexed, verified and explained, what is in the way, and what it takes on the disk. */
export default apiPage<"network">(async ({ lang, params }) => {
  const asked = { name: params.network };
  const [{ data, problems }, sql] = await Promise.all([query(HealthDocument, asked), sqlLinks(lang, "Health", asked)]);
  const { network } = data;
  if (network === null) notFound();
  const { name, stored, health } = network;
  return (
    <OperationsPage {...{ network, problems, lang }} place="health" view={{}} href={() => url.health(lang, name)}>
      {stored.length === 0 && health.heldBack.length === 0 && health.logs.length === 0 ? null : (
        <HealthView network={network} sql={sql} lang={lang} />
      )}
    </OperationsPage>
  );
});
