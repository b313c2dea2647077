import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { EvmLogFactsFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { Decoded } from "./Decoded.tsx";
import { EvmAddress } from "./EvmAddress.tsx";
import styles from "./EvmLogList.module.css";

/** The logs that a transaction left: in words where the event is known, and as bytes. */
export function EvmLogList({ evm, network, lang }: EvmLogListProps): ReactElement {
  const t = text(lang);
  return (
    <Panel
      title={t("evm.logs", { count: evm.logCount })}
      aside={
        evm.logs.length < evm.logCount && (
          <span className="muted">{t("evm.calls.first", { count: evm.logs.length })}</span>
        )
      }
      flush
    >
      {evm.logs.length === 0 ? (
        <Empty why="nothing" title={t("evm.logs.none")} lang={lang} />
      ) : (
        <ol className={styles["logs"]}>
          {evm.logs.map((log) => (
            <li key={log.logIndex} className={styles["log"]}>
              <p className={styles["head"]}>
                <span className={styles["index"]}>{log.logIndex}</span>
                <span className="muted">{t("evm.log.address")}</span>
                <EvmAddress address={log.address} network={network} lang={lang} />
              </p>
              {log.decoded !== null ? (
                <Decoded decoded={log.decoded} network={network} lang={lang} />
              ) : (
                <p className="muted">{log.topics.length === 0 ? t("evm.log.anonymous") : t("evm.log.unknown")}</p>
              )}
              <details className={styles["bytes"]} open={log.decoded === null || undefined}>
                <summary>{t("evm.bytes.show")}</summary>
                <dl>
                  {log.topics.map((topic, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a topic is its position
                    <div key={index}>
                      <dt>
                        {t("evm.log.topics")} {index}
                      </dt>
                      <dd>
                        <Hash value={topic} what={t("evm.log.topics")} lang={lang} full />
                      </dd>
                    </div>
                  ))}
                  {log.data !== "0x" && (
                    <div>
                      <dt>{t("evm.log.data")}</dt>
                      <dd>
                        <ChainText text={log.data} lang={lang} block />
                      </dd>
                    </div>
                  )}
                </dl>
              </details>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

interface EvmLogListProps {
  readonly evm: EvmLogFactsFragment;
  readonly network: string;
  readonly lang: Lang;
}
