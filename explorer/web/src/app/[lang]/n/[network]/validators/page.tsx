import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { PageTabs } from "@ledgerscope/ui/components/PageTabs.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Stat, Stats } from "@ledgerscope/ui/components/Stat.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RoundTable } from "#web/components/evm/RoundTable.tsx";
import { LateBlockTable, VoteTable } from "#web/components/evm/SealTables.tsx";
import { ValidatorTable } from "#web/components/evm/ValidatorTable.tsx";
import { networkTrail } from "#web/components/networkTrail.ts";
import { PageHead } from "#web/components/PageHead.tsx";
import { Problems } from "#web/components/Problems.tsx";
import { EvmValidatorsDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { url } from "#web/url.ts";
import styles from "./page.module.css";

const windows = [100, 1000, 10_000] as const;
const USUAL = 1000;

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network">(props);
  return { title: `${text(lang)("evm.validators.title")} · ${params.network}` };
}

/** Who sealed the newest blocks of a permissioned EVM network, who missed his turns, and what was voted. */
export default apiPage<"network">(async ({ lang, params, search }) => {
  const t = text(lang);
  const blocks = windows.find((one) => String(one) === search["blocks"]) ?? USUAL;
  const { data, problems } = await query(EvmValidatorsDocument, { network: params.network, blocks });
  const { network, evmConsensus: consensus } = data;
  if (network === null || network.family !== "evm") notFound();
  const number = (value: number): string => formatNumber(value, lang);
  const late = consensus?.rounds.reduce((sum, { round, blocks: of }) => sum + (round > 0 ? of : 0), 0) ?? 0;
  const missed = consensus?.validators.reduce((sum, one) => sum + (one.missed ?? 0), 0) ?? 0;
  return (
    <div className="stack">
      <PageHead trail={networkTrail(lang, network.name)} title={t("evm.validators.title")} />
      <Problems problems={problems} lang={lang} />
      {consensus === null ? (
        <Empty why="nothing" title={t("evm.validators.none.title")} lang={lang}>
          <p>{t("evm.validators.none.text")}</p>
        </Empty>
      ) : (
        <>
          <PageTabs
            label={t("evm.validators.window")}
            tabs={windows.map((size) => ({
              key: String(size),
              name: t("evm.validators.last.blocks", { count: size }),
              href: url.validators(lang, network.name, { blocks: size === USUAL ? undefined : String(size) }),
              current: size === blocks,
            }))}
          />
          <Stats>
            <Stat name={t("evm.seal.profile")}>{consensus.profile.toUpperCase()}</Stat>
            <Stat
              name={t("evm.validators.count")}
              note={t("evm.validators.faults", { count: consensus.faultsTolerated })}
            >
              {number(consensus.validatorCount)}
            </Stat>
            <Stat
              name={t("evm.validators.blocks")}
              note={t("evm.validators.blocks.note", { from: number(consensus.from), to: number(consensus.to) })}
            >
              {number(consensus.blocks)}
            </Stat>
            {consensus.rounds.length > 0 && (
              <Stat name={t("evm.validators.late")} note={t("evm.validators.late.note")}>
                {number(late)}
              </Stat>
            )}
            {consensus.rounds.length > 0 && <Stat name={t("evm.validators.missed")}>{number(missed)}</Stat>}
          </Stats>
          <Panel title={t("evm.validators.title")} flush>
            <ValidatorTable rows={consensus.validators} network={network.name} lang={lang} />
          </Panel>
          {consensus.rounds.length > 0 && (
            <Panel title={t("evm.validators.rounds")} flush>
              <RoundTable rounds={consensus.rounds} blocks={consensus.blocks} lang={lang} />
              <p className={styles["note"]}>
                {t("evm.validators.rounds.summary", { late, all: consensus.blocks })} · {t("evm.validators.rule")}
              </p>
            </Panel>
          )}
          <Panel title={t("evm.validators.lateBlocks")} flush>
            <LateBlockTable rows={consensus.lateBlocks} network={network.name} lang={lang} />
          </Panel>
          <Panel title={t("evm.validators.votes")} flush>
            <VoteTable rows={consensus.votes} network={network.name} lang={lang} />
          </Panel>
        </>
      )}
    </div>
  );
});
