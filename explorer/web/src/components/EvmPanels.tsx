import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatBytes } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { EvmFactsFragment } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";
import styles from "./EvmPanels.module.css";

/** What an EVM transaction carried in, what came back when it reverted, and the logs that it left. */
export function EvmPanels({ evm, lang }: { evm: EvmFactsFragment; lang: Lang }): ReactElement {
  const t = text(lang);
  return (
    <>
      <Panel title={t("evm.call")}>
        <Facts>
          <Fact name={t("evm.selector")}>{evm.selector !== null && <code>{evm.selector}</code>}</Fact>
          <Fact name={t("evm.input")}>
            <ChainText text={evm.input === "0x" ? "" : evm.input} lang={lang} block />
            {evm.inputBytes > 0 && (
              <span className="muted">{t("evm.input.bytes", { bytes: formatBytes(evm.inputBytes, lang) })}</span>
            )}
          </Fact>
          <Fact name={t("evm.error")}>
            {evm.error !== null && evm.error !== "" && <ChainText text={evm.error} lang={lang} />}
          </Fact>
          <Fact name={t("evm.revert")}>
            {evm.revertData !== null && evm.revertData !== "0x" && (
              <ChainText text={evm.revertData} lang={lang} block />
            )}
          </Fact>
        </Facts>
      </Panel>
      <Panel
        title={t("evm.logs", { count: evm.logCount })}
        aside={
          evm.logs.length < evm.logCount && (
            <span className="muted">{t("fabric.rwset.first", { count: evm.logs.length })}</span>
          )
        }
        flush
      >
        <DataTable
          caption={t("evm.logs", { count: evm.logCount })}
          rows={evm.logs}
          rowKey={({ logIndex }) => logIndex}
          empty={<Notice title={t("evm.logs.none")} />}
          columns={[
            { key: "index", header: t("evm.log.index"), cell: ({ logIndex }) => logIndex },
            {
              key: "address",
              header: t("evm.log.address"),
              cell: ({ address }) => <Hash value={address} what={t("evm.address")} lang={lang} />,
            },
            {
              key: "topics",
              header: t("evm.log.topics"),
              cell: ({ topics }) => (
                <span className={styles["topics"]}>
                  {topics.map((topic, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a topic is its position
                    <Hash key={i} value={topic} what={t("evm.log.topics")} lang={lang} />
                  ))}
                </span>
              ),
            },
            {
              key: "data",
              header: t("evm.log.data"),
              cell: ({ data }) => <ChainText text={data === "0x" ? "" : data} lang={lang} limit={200} />,
            },
          ]}
        />
      </Panel>
    </>
  );
}
