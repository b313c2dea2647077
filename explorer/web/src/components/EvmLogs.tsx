import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { EvmFactsFragment } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";
import styles from "./EvmLogs.module.css";

/** The logs that an EVM transaction left, undecoded. */
export function EvmLogs({ evm, lang }: { evm: EvmFactsFragment; lang: Lang }): ReactElement {
  const t = text(lang);
  return (
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
        empty={t("evm.logs.none")}
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
            phone: "wide",
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
            phone: "wide",
            cell: ({ data }) => <ChainText text={data === "0x" ? "" : data} lang={lang} limit={200} />,
          },
        ]}
      />
    </Panel>
  );
}
