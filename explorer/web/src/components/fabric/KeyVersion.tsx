import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { StatusBadge } from "@ledgerscope/ui/components/StatusBadge.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { KeyHistoryQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { ChainValue } from "../value/ChainValue.tsx";
import { diffValues } from "../value/diffValues.ts";
import { ValueLines } from "../value/ValueLines.tsx";
import { changedLines } from "./changedLines.ts";
import styles from "./KeyVersion.module.css";
import { MspLink } from "./MspLink.tsx";
import { PolicyText } from "./PolicyText.tsx";

type Key = NonNullable<NonNullable<NonNullable<KeyHistoryQuery["network"]>["fabric"]>["key"]>;
type Version = Key["history"]["edges"][number]["node"];

/** One write of a key: when, by whom, and what it changed in the value before. */
export function KeyVersion({ version, isPrivate, network, lang }: KeyVersionProps): ReactElement {
  const t = text(lang);
  const { transaction, before } = version;
  return (
    <li className={styles["version"]} data-row="" tabIndex={-1} data-void={!version.effective}>
      <p className={styles["head"]}>
        <AppLink
          href={url.transaction(lang, network, version.txId || `${version.height}:${version.txIndex}`)}
          data-open=""
        >
          <strong>
            <bdi>{printableLine(transaction?.method || transaction?.target || version.txId, 80)}</bdi>
          </strong>
        </AppLink>
        {transaction !== null && <MspLink msp={transaction.actor} network={network} lang={lang} />}
        <Kind version={version} lang={lang} />
        {!version.effective && (
          <StatusBadge status="failed" reason={transaction?.statusText ?? t("fabric.key.refused")} lang={lang} />
        )}
        <span className={styles["when"]}>
          <Time iso={transaction?.time} lang={lang} />
          {" · "}
          <AppLink href={url.block(lang, network, version.height)}>
            {t("fabric.version.place", { height: formatNumber(version.height, lang), index: version.txIndex })}
          </AppLink>
        </span>
      </p>
      {version.isMetadata ? (
        version.policy ? (
          <PolicyText policy={version.policy} lang={lang} />
        ) : (
          <p className="muted">{t("fabric.metadata")}</p>
        )
      ) : isPrivate ? (
        !version.isDelete && <Hash value={version.value} what={t("fabric.key.valueHash")} lang={lang} full />
      ) : (
        <Difference version={version} lang={lang} />
      )}
      {!version.isMetadata && !isPrivate && !version.isDelete && before !== null && (
        <details>
          <summary>{t("fabric.key.whole")}</summary>
          <ChainValue
            value={version.value}
            bytes={version.valueBytes}
            label={t("fabric.key.valueAt", { version: `${version.height}:${version.txIndex}` })}
            lang={lang}
          />
        </details>
      )}
    </li>
  );
}

function Kind({ version, lang }: { version: Version; lang: Lang }): ReactElement | null {
  const t = text(lang);
  if (version.isMetadata) return <Badge tone="neutral">{t("fabric.key.kind.policy")}</Badge>;
  if (version.isDelete) {
    return (
      <Badge tone="neutral" icon="minus">
        {t("fabric.key.kind.deleted")}
      </Badge>
    );
  }
  if (version.before === null) return <Badge tone="live">{t("fabric.key.kind.created")}</Badge>;
  return null;
}

/** What changed in a value; the whole of one that was not there before. */
function Difference({ version, lang }: { version: Version; lang: Lang }): ReactElement {
  const t = text(lang);
  const before = version.before?.value ?? null;
  const after = version.isDelete ? null : version.value;
  const label = t("fabric.key.changeAt", { version: `${version.height}:${version.txIndex}` });
  if (before === after) return <p className="muted">{t("fabric.key.same")}</p>;
  if (before === null && after !== null) {
    return <ChainValue value={after} bytes={version.valueBytes} label={label} lang={lang} />;
  }
  const lines = changedLines(diffValues(before, after), (count) => t("fabric.key.unchanged", { count }));
  return <ValueLines of={lines} label={label} lang={lang} />;
}

interface KeyVersionProps {
  readonly version: Version;
  /** Key and value are hashes. */
  readonly isPrivate: boolean;
  readonly network: string;
  readonly lang: Lang;
}
