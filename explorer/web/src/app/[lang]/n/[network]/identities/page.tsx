import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { FilterBar } from "@ledgerscope/ui/components/FilterBar.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Metadata } from "next";
import { FabricHead } from "#web/components/fabric/FabricHead.tsx";
import { IdentityTable } from "#web/components/fabric/IdentityTable.tsx";
import { inOrder } from "#web/components/fabric/inOrder.ts";
import { WARN_DAYS } from "#web/components/fabric/validity.ts";
import { Problems } from "#web/components/Problems.tsx";
import { type FabricIdentityWhere, IdentitiesDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { missing } from "#web/page/missing.ts";
import { nextPage } from "#web/page/nextPage.ts";
import { url } from "#web/url.ts";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network">(props);
  return { title: `${text(lang)("fabric.identities")} · ${params.network}` };
}

const roles = ["client", "peer", "admin", "orderer"] as const;
const uses = ["creator", "endorser", "orderer", "config_signer", "root", "tls_root", "admin", "consenter"] as const;
const validities = ["expired", "ending"] as const;

/** Every certificate that the ledger names: by organisation, role, use and how long it is valid. */
export default apiPage<"network">(async ({ lang, params, search }) => {
  const t = text(lang);
  const { msp, role, use, q, validity, after } = search;
  const filters = { q, msp, role, use, validity };
  const { data, problems } = await query(IdentitiesDocument, {
    network: params.network,
    where: whereOf(filters, Date.now()),
    after: after ?? null,
  });
  const { network } = data;
  if (!network?.fabric) missing(problems);
  const { identities, identitiesUpTo, organisations } = network.fabric;
  const filtered = Object.values(filters).some((value) => value !== undefined);
  return (
    <div className="stack">
      <FabricHead network={network.name} lang={lang} title={t("fabric.identities")} />
      <Problems problems={problems} lang={lang} />
      <FilterBar
        action={url.identities(lang, network.name)}
        lang={lang}
        values={filters}
        fields={[
          { kind: "text", name: "q", label: t("fabric.identity.find"), placeholder: t("fabric.identity.find.hint") },
          {
            kind: "choice",
            name: "msp",
            label: t("fabric.msp"),
            options: organisations.map((one) => ({ value: one.msp, name: printableLine(one.msp, 60) })),
          },
          {
            kind: "choice",
            name: "role",
            label: t("fabric.role"),
            options: roles.map((value) => ({ value, name: t(`fabric.role.${value}`) })),
          },
          {
            kind: "choice",
            name: "use",
            label: t("fabric.uses"),
            options: uses.map((value) => ({ value, name: t(`fabric.use.${value}`) })),
          },
          {
            kind: "choice",
            name: "validity",
            label: t("fabric.validity"),
            options: validities.map((value) => ({
              value,
              name: t(`fabric.validity.filter.${value}`, { days: WARN_DAYS }),
            })),
          },
        ]}
      />
      <Surface flush>
        <IdentityTable
          rows={identities.edges.map(({ node }) => node)}
          network={network.name}
          lang={lang}
          empty={
            filtered ? (
              <Empty why="filtered" lang={lang} clearHref={url.identities(lang, network.name)} />
            ) : (
              <Empty why="unindexed" lang={lang} indexedTo={identitiesUpTo} />
            )
          }
        />
        <Pager
          of={t("fabric.identities")}
          lang={lang}
          words={inOrder(lang)}
          firstHref={after && url.identities(lang, network.name, filters)}
          nextHref={nextPage(identities.pageInfo, (cursor) =>
            url.identities(lang, network.name, { ...filters, after: cursor }),
          )}
        />
      </Surface>
    </div>
  );
});

function whereOf(
  { q, msp, role, use, validity }: Readonly<Record<string, string | undefined>>,
  nowMs: number,
): FabricIdentityWhere {
  const endsBefore =
    validity === "expired" ? nowMs : validity === "ending" ? nowMs + WARN_DAYS * 86_400_000 : undefined;
  return {
    ...(q !== undefined && { text: q }),
    ...(msp !== undefined && { msp }),
    ...(role !== undefined && { role }),
    ...(use !== undefined && { use }),
    ...(endsBefore !== undefined && { endsBefore: new Date(endsBefore).toISOString() }),
  };
}
