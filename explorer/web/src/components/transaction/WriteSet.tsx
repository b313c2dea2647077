import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { FabricWriteFactsFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { changedLines } from "../fabric/changedLines.ts";
import { bytesOf, ChainValue } from "../value/ChainValue.tsx";
import { diffValues } from "../value/diffValues.ts";
import { ValueLines } from "../value/ValueLines.tsx";
import { StateKeyLink } from "./StateKeyLink.tsx";
import styles from "./WriteSet.module.css";

/** The keys that a Fabric transaction wrote, each with its value before and after. */
export function WriteSet({ writes, count, applied, network, firstHref, nextHref, lang }: WriteSetProps): ReactElement {
  const t = text(lang);
  return (
    <Panel
      title={t("fabric.writes", { count })}
      aside={!applied && <span className="muted">{t("tx.writes.refused")}</span>}
      flush
    >
      {writes.length === 0 ? (
        <p className={styles["none"]}>{t("fabric.writes.none")}</p>
      ) : (
        <ul className={styles["writes"]}>
          {writes.map((write) => (
            <li
              key={`${write.namespace} ${write.collection} ${write.keyHex} ${write.isMetadata}`}
              className={styles["write"]}
            >
              <div className={styles["head"]}>
                <StateKeyLink of={write} network={network} lang={lang} />
                <Deed write={write} lang={lang} />
              </div>
              <Before write={write} network={network} lang={lang} />
              <After write={write} lang={lang} />
            </li>
          ))}
        </ul>
      )}
      <Pager of={t("fabric.writes", { count })} firstHref={firstHref} nextHref={nextHref} lang={lang} />
    </Panel>
  );
}

/** What was done to the key, in a word. */
function Deed({ write, lang }: { write: FabricWriteFactsFragment; lang: Lang }): ReactElement {
  const t = text(lang);
  const existed = write.before !== null && !write.before.isDelete;
  if (write.isMetadata) return <Badge tone="neutral">{t("tx.write.metadata")}</Badge>;
  if (write.isDelete) return <Badge tone="neutral">{t("tx.write.deleted")}</Badge>;
  if (existed && write.before?.value === write.value) return <Badge tone="neutral">{t("tx.write.same")}</Badge>;
  return <Badge tone="neutral">{t(existed ? "tx.write.changed" : "tx.write.created")}</Badge>;
}

function Before({ write, network, lang }: { write: FabricWriteFactsFragment; network: string; lang: Lang }) {
  const t = text(lang);
  const { before } = write;
  if (before === null || write.isMetadata) return null;
  const place = `${formatNumber(before.height, lang)}:${before.txIndex}`;
  return (
    <p className={styles["before"]}>
      {t(before.isDelete ? "tx.write.before.deleted" : "tx.write.before")}{" "}
      <AppLink href={url.transaction(lang, network, before.txId || `${before.height}:${before.txIndex}`)}>
        {place}
      </AppLink>
    </p>
  );
}

function After({ write, lang }: { write: FabricWriteFactsFragment; lang: Lang }): ReactElement {
  const t = text(lang);
  if (write.isMetadata)
    return <ChainValue value={write.value} bytes={write.valueBytes} label={t("tx.write.metadata")} lang={lang} />;
  const before = write.before === null || write.before.isDelete ? null : write.before.value;
  if (write.isDelete && before === null) return <p className="muted">{t("tx.write.deleted.nothing")}</p>;
  const after = write.isDelete ? null : write.value;
  const diff = diffValues(before, after);
  const changed = changedLines(diff, (count) => t("fabric.key.unchanged", { count }));
  const shorter = changed.lines.length + 4 < diff.lines.length;
  const bytes = write.isDelete ? undefined : write.valueBytes;
  const shown = bytesOf(after ?? "");
  const label = t("tx.write.values");
  if (diff.lines.length === 0) return <p className="muted">{t("value.empty")}</p>;
  return (
    <>
      <ValueLines of={shorter ? changed : diff} bytes={bytes} shown={shown} label={label} lang={lang} />
      {shorter && (
        <details className={styles["whole"]}>
          <summary>{t("tx.write.whole")}</summary>
          <ValueLines of={diff} label={label} lang={lang} />
        </details>
      )}
    </>
  );
}

interface WriteSetProps {
  readonly writes: readonly FabricWriteFactsFragment[];
  /** Of all writes of public state. */
  readonly count: number;
  /** Whether the transaction took effect. */
  readonly applied: boolean;
  readonly network: string;
  readonly firstHref?: string | undefined;
  readonly nextHref?: string | undefined;
  readonly lang: Lang;
}
