import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { BarList } from "@ledgerscope/ui/components/BarList.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Stat, Stats } from "@ledgerscope/ui/components/Stat.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Metadata } from "next";
import { FabricHead } from "#web/components/fabric/FabricHead.tsx";
import { IdentityTable } from "#web/components/fabric/IdentityTable.tsx";
import { OrganisationKinds } from "#web/components/fabric/OrganisationKinds.tsx";
import { PolicyText } from "#web/components/fabric/PolicyText.tsx";
import { Halves } from "#web/components/Halves.tsx";
import { Problems } from "#web/components/Problems.tsx";
import { OrganisationDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text, textOr } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { missing } from "#web/page/missing.ts";
import { url } from "#web/url.ts";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network" | "msp">(props);
  return { title: `${printableLine(params.msp, 60)} · ${text(lang)("fabric.organisation")} · ${params.network}` };
}

/** One organisation: its MSP, its certificate authorities and policies, its identities, what it approved and did. */
export default apiPage<"network" | "msp">(async ({ lang, params }) => {
  const t = text(lang);
  const { data, problems } = await query(OrganisationDocument, { network: params.network, msp: params.msp });
  const { network } = data;
  const organisation = network?.fabric?.organisation;
  if (!network?.fabric || !organisation) missing(problems);
  const { identities } = network.fabric;
  const name = network.name;
  const failed = organisation.failures.reduce((sum, { count }) => sum + Number(count), 0);
  const ofAll = Number(network.transactionCount);
  return (
    <div className="stack">
      <FabricHead
        network={name}
        lang={lang}
        trail={[{ name: t("fabric.organisations"), href: url.organisations(lang, name) }]}
        title={
          <>
            <bdi>{printableLine(organisation.msp, 80)}</bdi>
            {organisation.isMember ? (
              <OrganisationKinds of={organisation} lang={lang} />
            ) : (
              <Badge tone="unproven">{t("fabric.org.left")}</Badge>
            )}
          </>
        }
      />
      <Problems problems={problems} lang={lang} />
      <Stats>
        <Stat
          name={t("fabric.org.submitted")}
          note={
            ofAll > 0 ? t("fabric.ofAll", { share: formatShare(Number(organisation.submitted) / ofAll, lang) }) : ""
          }
        >
          <AppLink href={url.transactions(lang, name, { organisation: organisation.msp })}>
            {formatNumber(organisation.submitted, lang)}
          </AppLink>
        </Stat>
        <Stat
          name={t("fabric.org.failed")}
          note={
            Number(organisation.submitted) > 0
              ? t("fabric.ofIts", { share: formatShare(failed / Number(organisation.submitted), lang) })
              : ""
          }
        >
          <AppLink href={url.transactions(lang, name, { organisation: organisation.msp, status: "failed" })}>
            {formatNumber(failed, lang)}
          </AppLink>
        </Stat>
        <Stat name={t("fabric.org.endorsements")}>{formatNumber(organisation.endorsements, lang)}</Stat>
        <Stat name={t("fabric.org.blocksSigned")}>{formatNumber(organisation.blocksSigned, lang)}</Stat>
        <Stat name={t("fabric.identities")}>
          <AppLink href={url.identities(lang, name, { msp: organisation.msp })}>
            {formatNumber(organisation.identityCount, lang)}
          </AppLink>
        </Stat>
      </Stats>
      <Halves>
        <Panel title={t("fabric.org.msp")}>
          <Facts>
            <Fact name={t("fabric.org.group")}>
              {organisation.name !== null && <bdi>{printableLine(organisation.name, 80)}</bdi>}
            </Fact>
            <Fact name={t("fabric.org.anchors")}>
              {organisation.anchorPeers.length > 0 && (
                <bdi>
                  {organisation.anchorPeers.map(({ host, port }) => `${printableLine(host, 100)}:${port}`).join(", ")}
                </bdi>
              )}
            </Fact>
            <Fact name={t("fabric.org.endpoints")}>
              {organisation.endpoints.length > 0 && (
                <bdi>{organisation.endpoints.map((endpoint) => printableLine(endpoint, 100)).join(", ")}</bdi>
              )}
            </Fact>
            <Fact name={t("fabric.org.nodeOus")}>
              {organisation.nodeOus.length > 0 ? (
                <bdi>{organisation.nodeOus.map((unit) => printableLine(unit, 60)).join(", ")}</bdi>
              ) : (
                organisation.isMember && t("fabric.org.nodeOus.none")
              )}
            </Fact>
            <Fact name={t("fabric.org.revocations")}>{formatNumber(organisation.revocationLists, lang)}</Fact>
          </Facts>
        </Panel>
        <Panel title={t("fabric.org.failures")}>
          {organisation.failures.length === 0 ? (
            <p className="muted">{t("fabric.org.failures.none")}</p>
          ) : (
            <BarList
              label={t("fabric.org.failures")}
              lang={lang}
              items={organisation.failures.map(({ reason, count }) => ({
                name: reason,
                count,
                href: url.transactions(lang, name, { organisation: organisation.msp, code: reason }),
              }))}
            />
          )}
        </Panel>
      </Halves>
      {organisation.policies.length > 0 && (
        <Panel title={t("fabric.policies")} flush>
          <DataTable
            caption={t("fabric.policies")}
            rows={organisation.policies}
            rowKey={({ path }) => path}
            empty={null}
            columns={[
              {
                key: "path",
                header: t("fabric.policy"),
                phone: "bare",
                cell: ({ path }) => (
                  <AppLink href={`${url.config(lang, name)}#${encodeURIComponent(path)}`}>
                    <bdi>{printableLine(path, 120)}</bdi>
                  </AppLink>
                ),
              },
              {
                key: "text",
                header: t("fabric.policy.asks"),
                phone: "wide",
                cell: ({ text: policy }) => <PolicyText policy={policy} lang={lang} />,
              },
            ]}
          />
        </Panel>
      )}
      <Panel title={t("fabric.org.authorities")} flush>
        <IdentityTable
          rows={[...organisation.authorities, ...organisation.admins]}
          network={name}
          lang={lang}
          withMsp={false}
          empty={t("fabric.org.authorities.none")}
        />
      </Panel>
      <Panel
        title={t("fabric.identities")}
        aside={
          identities.pageInfo.hasNextPage && (
            <AppLink href={url.identities(lang, name, { msp: organisation.msp })}>{t("fabric.all")}</AppLink>
          )
        }
        flush
      >
        <IdentityTable
          rows={identities.edges.map(({ node }) => node)}
          network={name}
          lang={lang}
          withMsp={false}
          empty={<Empty why="nothing" lang={lang} />}
        />
      </Panel>
      {organisation.lifecycle.length > 0 && (
        <Panel title={t("fabric.org.lifecycle")} flush>
          <DataTable
            caption={t("fabric.org.lifecycle")}
            rows={organisation.lifecycle}
            rowKey={({ height, transaction, step }) => `${height} ${transaction?.hash} ${step}`}
            empty={null}
            columns={[
              {
                key: "step",
                header: t("fabric.step"),
                phone: "bare",
                cell: ({ step }) => textOr(lang, "fabric.step.", step),
              },
              {
                key: "chaincode",
                header: t("fabric.chaincode"),
                phone: "bare",
                cell: ({ chaincode }) => (
                  <AppLink href={url.chaincode(lang, name, chaincode)}>{printableLine(chaincode, 60)}</AppLink>
                ),
              },
              {
                key: "version",
                header: t("fabric.version.chaincode"),
                cell: ({ version, sequence }) =>
                  t("fabric.version.sequence", { version: printableLine(version, 40), sequence }),
              },
              {
                key: "package",
                header: t("fabric.package"),
                phone: "wide",
                cell: ({ packageId }) =>
                  packageId === null ? "–" : <code title={packageId}>{printableLine(packageId, 40)}</code>,
              },
              {
                key: "block",
                header: t("transaction.block"),
                align: "end",
                cell: ({ height, transaction }) => (
                  <AppLink href={url.transaction(lang, name, transaction?.hash ?? `${height}:0`)}>
                    {formatNumber(height, lang)}
                  </AppLink>
                ),
              },
              { key: "time", header: t("time.utc"), cell: ({ block }) => <Time iso={block?.time} lang={lang} short /> },
            ]}
          />
        </Panel>
      )}
    </div>
  );
});
