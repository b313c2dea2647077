import { Amount } from "@ledgerscope/ui/components/Amount.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatBytes, formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { shorten } from "@ledgerscope/ui/format/shorten.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { EvmCallRowFragment, EvmCallTreeFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { Decoded, DecodedLine } from "./Decoded.tsx";
import { EvmAddress } from "./EvmAddress.tsx";
import styles from "./EvmCallTree.module.css";

/** Deeper calls stand no further to the right. */
const MAX_INDENT = 12;

/** The calls that a transaction made, as the tree that they are: who called whom, with what, for how much gas. */
export function EvmCallTree({ evm, network, lang }: EvmCallTreeProps): ReactElement {
  const t = text(lang);
  const [root] = evm.calls;
  if (root === undefined) {
    return (
      <Panel title={t("evm.calls", { count: 0 })}>
        <Empty why="nothing" title={t("evm.calls.none.title")} lang={lang}>
          <p>{t("evm.calls.none.text")}</p>
        </Empty>
      </Panel>
    );
  }
  return (
    <Panel
      title={t("evm.calls", { count: evm.callCount })}
      aside={
        evm.calls.length < evm.callCount && (
          <span className="muted">{t("evm.calls.first", { count: evm.calls.length })}</span>
        )
      }
      flush
    >
      <p className={styles["note"]}>{t("evm.calls.unproven")}</p>
      <ol className={styles["tree"]}>
        {evm.calls.map((call) => (
          <li key={call.traceAddress.join(".")} data-origin={call.failureOrigin || undefined}>
            <CallRow call={call} whole={Number(root.gasUsed)} network={network} lang={lang} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function CallRow({ call, whole, network, lang }: CallRowProps): ReactElement {
  const t = text(lang);
  const depth = call.traceAddress.length;
  const share = Number(call.gasUsed) / Math.max(1, whole);
  const gas = t("evm.call.gas", { gas: formatNumber(call.gasUsed, lang), share: formatShare(share, lang) });
  return (
    <details
      className={styles["call"]}
      open={call.failureOrigin || undefined}
      style={{ "--depth": Math.min(depth, MAX_INDENT) } as object}
    >
      <summary className={styles["summary"]}>
        <span className={styles["type"]} data-type={call.type}>
          {printableLine(call.type, 16)}
        </span>
        <span className={styles["what"]}>
          {call.to !== null && (
            <bdi dir="ltr" className={styles["address"]} title={call.to}>
              {shorten(call.to, 6, 4)}
            </bdi>
          )}
          {call.decoded !== null ? (
            <DecodedLine decoded={call.decoded} lang={lang} />
          ) : (
            call.selector !== null && !call.type.startsWith("create") && <code>{call.selector}</code>
          )}
          {call.value !== "0" && call.type !== "delegatecall" && (
            <span className={styles["value"]}>
              <Amount wei={call.value} lang={lang} />
            </span>
          )}
        </span>
        <span className={styles["end"]}>
          {call.error !== null ? (
            <Badge tone="failed" icon="cross" title={call.failureOrigin ? t("evm.call.origin") : undefined}>
              <bdi>{printableLine(call.revertReason ?? call.error, 48)}</bdi>
            </Badge>
          ) : (
            call.reverted && <Badge tone="neutral">{t("evm.call.reverted")}</Badge>
          )}
          {call.failureOrigin && <Badge tone="failed">{t("evm.call.origin")}</Badge>}
          <span className={styles["gas"]} title={gas}>
            <span className={styles["bar"]} style={{ inlineSize: `${Math.min(100, 100 * share)}%` }} />
            <span className={styles["number"]}>{formatNumber(call.gasUsed, lang)}</span>
          </span>
        </span>
      </summary>
      <div className={styles["facts"]}>
        <Facts>
          <Fact name={t("evm.from")}>
            <EvmAddress address={call.from} network={network} lang={lang} />
          </Fact>
          <Fact name={t("evm.to")}>
            {call.to !== null && <EvmAddress address={call.to} network={network} lang={lang} />}
          </Fact>
          <Fact name={t("evm.call.place")}>{depth === 0 ? t("evm.call.self") : call.traceAddress.join(" · ")}</Fact>
          <Fact name={t("evm.gas")}>{gas}</Fact>
          <Fact name={t("evm.decoded")}>
            {call.decoded !== null && <Decoded decoded={call.decoded} network={network} lang={lang} />}
          </Fact>
          <Fact name={t("evm.failure")}>
            {call.decodedError !== null ? (
              <Decoded decoded={call.decodedError} network={network} lang={lang} />
            ) : (
              call.error !== null && <ChainText text={call.error} lang={lang} />
            )}
          </Fact>
          <Fact name={t("evm.input")}>
            {call.inputBytes > 0 && (
              <>
                <ChainText text={call.input} lang={lang} limit={300} block />
                <span className="muted">{t("evm.input.bytes", { bytes: formatBytes(call.inputBytes, lang) })}</span>
              </>
            )}
          </Fact>
          <Fact name={t("evm.call.output")}>
            {call.outputBytes > 0 && (
              <>
                <ChainText text={call.output} lang={lang} limit={300} block />
                <span className="muted">{t("evm.input.bytes", { bytes: formatBytes(call.outputBytes, lang) })}</span>
              </>
            )}
          </Fact>
        </Facts>
      </div>
    </details>
  );
}

interface EvmCallTreeProps {
  readonly evm: EvmCallTreeFragment;
  readonly network: string;
  readonly lang: Lang;
}

interface CallRowProps {
  readonly call: EvmCallRowFragment;
  /** Gas of the whole transaction. */
  readonly whole: number;
  readonly network: string;
  readonly lang: Lang;
}
