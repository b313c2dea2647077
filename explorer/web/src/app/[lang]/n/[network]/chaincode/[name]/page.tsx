import { SeriesChart } from "@ledgerscope/ui/chart/SeriesChart.tsx";
import { outcomeColours } from "@ledgerscope/ui/chart/series.ts";
import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Stat, Stats } from "@ledgerscope/ui/components/Stat.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { formatUtc, formatUtcShort } from "@ledgerscope/ui/format/time.ts";
import type { Metadata } from "next";
import { ApprovalMatrix } from "#web/components/fabric/ApprovalMatrix.tsx";
import { ChaincodeCallers } from "#web/components/fabric/ChaincodeCallers.tsx";
import { ChaincodeEvents } from "#web/components/fabric/ChaincodeEvents.tsx";
import { ChaincodeFunctions } from "#web/components/fabric/ChaincodeFunctions.tsx";
import { CountedSince, sinceOf } from "#web/components/fabric/CountedSince.tsx";
import { DefinitionTimeline } from "#web/components/fabric/DefinitionTimeline.tsx";
import { FabricHead } from "#web/components/fabric/FabricHead.tsx";
import { PolicyText } from "#web/components/fabric/PolicyText.tsx";
import { Halves } from "#web/components/Halves.tsx";
import { Problems } from "#web/components/Problems.tsx";
import { SqlLink } from "#web/components/SqlLink.tsx";
import { ChaincodeDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { missing } from "#web/page/missing.ts";
import { sqlLinks } from "#web/page/sqlLinks.ts";
import { url } from "#web/url.ts";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network" | "name">(props);
  return { title: `${printableLine(params.name, 60)} · ${text(lang)("fabric.chaincode")} · ${params.network}` };
}

/** One chaincode: its definition and how it came about, its functions, who calls it, what it emits. */
export default apiPage<"network" | "name">(async ({ lang, params, search }) => {
  const t = text(lang);
  const variables = {
    network: params.network,
    name: params.name,
    from: sinceOf(search["last"], Date.now()),
    to: null,
  };
  const [{ data, problems }, sql] = await Promise.all([
    query(ChaincodeDocument, variables),
    sqlLinks(lang, "Chaincode", variables),
  ]);
  const { network } = data;
  const chaincode = network?.fabric?.chaincode;
  if (!network?.fabric || !chaincode) missing(problems);
  const { definition, lifecycle } = chaincode;
  const name = network.name;
  const msps = network.fabric.organisations.filter((one) => one.isApplication).map(({ msp }) => msp);
  const approves = lifecycle.some(({ step }) => step === "approve");
  const year = new Date().getUTCFullYear();
  const since = chaincode.newestFrom > 0 && (
    <span className="muted">{t("fabric.sinceBlock", { height: formatNumber(chaincode.newestFrom, lang) })}</span>
  );
  return (
    <div className="stack">
      <FabricHead
        network={name}
        lang={lang}
        trail={[{ name: t("fabric.chaincodes"), href: url.chaincodes(lang, name) }]}
        title={
          <>
            <bdi>{printableLine(chaincode.name, 80)}</bdi>
            {definition === null ? (
              <Badge tone="neutral">{t("fabric.chaincode.system")}</Badge>
            ) : (
              <Badge tone="neutral">
                {t("fabric.version.sequence", {
                  version: printableLine(definition.version, 40),
                  sequence: definition.sequence,
                })}
              </Badge>
            )}
          </>
        }
        aside={
          <CountedSince
            network={network}
            last={search["last"]}
            href={(last) => url.chaincode(lang, name, chaincode.name, { last })}
            lang={lang}
          />
        }
      />
      <Problems problems={problems} lang={lang} />
      <Stats>
        <Stat name={t("fabric.calls")}>
          <AppLink href={url.transactions(lang, name, { target: chaincode.name })}>
            {formatNumber(chaincode.calls, lang)}
          </AppLink>
        </Stat>
        <Stat
          name={t("fabric.failed")}
          note={
            Number(chaincode.calls) > 0
              ? t("fabric.ofIts", { share: formatShare(Number(chaincode.failed) / Number(chaincode.calls), lang) })
              : ""
          }
        >
          <AppLink href={url.transactions(lang, name, { target: chaincode.name, status: "failed" })}>
            {formatNumber(chaincode.failed, lang)}
          </AppLink>
        </Stat>
        <Stat name={t("fabric.functions")}>{formatNumber(chaincode.functionCount, lang)}</Stat>
        <Stat name={t("fabric.lastCall")} note={chaincode.lastBlock?.time && formatUtc(chaincode.lastBlock.time, lang)}>
          {chaincode.lastHeight === null ? (
            "–"
          ) : (
            <AppLink href={url.block(lang, name, chaincode.lastHeight)}>
              {formatNumber(chaincode.lastHeight, lang)}
            </AppLink>
          )}
        </Stat>
      </Stats>
      {definition !== null && (
        <Halves>
          <Panel
            title={t("fabric.definition")}
            aside={<AppLink href={url.state(lang, name, { ns: chaincode.name })}>{t("fabric.toState")}</AppLink>}
          >
            <Facts>
              <Fact name={t("fabric.policy.endorsement")}>
                <PolicyText policy={definition.policy} lang={lang} />
              </Fact>
              <Fact name={t("fabric.version.chaincode")}>{printableLine(definition.version, 80)}</Fact>
              <Fact name={t("fabric.sequence")}>
                {definition.sequence > 0 && formatNumber(definition.sequence, lang)}
              </Fact>
              <Fact name={t("fabric.definition.since")}>
                <AppLink href={url.block(lang, name, definition.height)}>
                  {t("fabric.block", { height: formatNumber(definition.height, lang) })}
                </AppLink>{" "}
                <Time iso={lifecycle.find(({ height }) => height === definition.height)?.block?.time} lang={lang} />
              </Fact>
              <Fact name={t("fabric.definition.init")}>{t(definition.initRequired ? "fabric.yes" : "fabric.no")}</Fact>
              <Fact name={t("fabric.definition.plugins")}>
                {definition.endorsementPlugin !== "" && (
                  <bdi>
                    {printableLine(definition.endorsementPlugin, 60)} · {printableLine(definition.validationPlugin, 60)}
                  </bdi>
                )}
              </Fact>
              <Fact name={t("fabric.definition.language")}>{definition.language}</Fact>
              <Fact name={t("fabric.definition.path")}>
                {definition.path !== null && <code>{printableLine(definition.path, 200)}</code>}
              </Fact>
              <Fact name={t("fabric.collections")}>
                {definition.collections.length > 0 &&
                  definition.collections.map((collection, i) => (
                    <span key={collection.name}>
                      {i > 0 && ", "}
                      <AppLink href={url.collections(lang, name, { ns: chaincode.name, name: collection.name })}>
                        {printableLine(collection.name, 60)}
                      </AppLink>
                    </span>
                  ))}
              </Fact>
            </Facts>
          </Panel>
          <Panel title={t("fabric.timeline")}>
            <DefinitionTimeline steps={lifecycle} network={name} lang={lang} />
          </Panel>
        </Halves>
      )}
      {approves && (
        <Panel title={t("fabric.approvals")} flush>
          <ApprovalMatrix steps={lifecycle} msps={msps} network={name} lang={lang} />
        </Panel>
      )}
      <Panel
        title={t("fabric.functions")}
        aside={<SqlLink href={sql("network.fabric.chaincode.functions")} of={t("fabric.functions")} lang={lang} />}
        flush
      >
        <ChaincodeFunctions functions={chaincode.functions} chaincode={chaincode.name} network={name} lang={lang} />
      </Panel>
      {chaincode.callsByHour.length > 1 && (
        <Panel title={t("fabric.calls.over")}>
          <SeriesChart
            kind="bars"
            unit="count"
            lang={lang}
            summary={t("fabric.calls.summary", {
              calls: chaincode.callsByHour.reduce((sum, { calls }) => sum + calls, 0),
              failed: chaincode.callsByHour.reduce((sum, { failed }) => sum + failed, 0),
              hours: chaincode.callsByHour.length,
            })}
            showSummary
            rowHeader={t("fabric.hour")}
            series={[t("fabric.calls.valid"), t("fabric.failed")]}
            colours={outcomeColours}
            rows={chaincode.callsByHour.map(({ start, calls, failed }) => ({
              label: formatUtcShort(start, lang, year),
              name: formatUtc(start, lang),
              at: start,
              values: [calls - failed, failed],
            }))}
            sqlHref={sql("network.fabric.chaincode.callsByHour")}
          />
        </Panel>
      )}
      <Halves>
        <Panel title={t("fabric.callers")} aside={since} flush>
          <ChaincodeCallers callers={chaincode.callers} network={name} lang={lang} />
        </Panel>
        <Panel title={t("fabric.events")} aside={since} flush>
          <ChaincodeEvents events={chaincode.events} network={name} lang={lang} />
        </Panel>
      </Halves>
    </div>
  );
});
