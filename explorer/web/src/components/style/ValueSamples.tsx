import { Amount } from "@ledgerscope/ui/components/Amount.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { BarList } from "@ledgerscope/ui/components/BarList.tsx";
import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { CheckBadge } from "@ledgerscope/ui/components/CheckBadge.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { LiveBadge } from "@ledgerscope/ui/components/LiveBadge.tsx";
import { Sparkline } from "@ledgerscope/ui/components/Sparkline.tsx";
import { StatusBadge } from "@ledgerscope/ui/components/StatusBadge.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import styles from "./Samples.module.css";

const hash = `0x${"3f2a9c41d7".repeat(6)}b41d`;
const hostile = "pay\u202egpj.exe<script>alert(1)</script>\u200b\u0000";
const activity = Array.from({ length: 48 }, (_, i) => ({ total: 20 + ((i * 37) % 41), failed: (i * 13) % 9 }));

/** Hashes, amounts, times, states, text from chains: each as a page shows it. */
export function ValueSamples({ lang }: { lang: Lang }): ReactElement {
  const t = text(lang);
  const what = t("transaction.id");
  return (
    <div className={styles["halves"]}>
      <Facts>
        <Fact name={t("style.value.hash")}>
          <Hash value={hash} what={what} lang={lang} href={url.style(lang)} />
        </Fact>
        <Fact name={t("style.value.short")}>
          <Hash value={hash} what={what} lang={lang} short />
        </Fact>
        <Fact name={t("style.value.full")}>
          <Hash value={hash} what={what} lang={lang} full />
        </Fact>
        <Fact name={t("style.value.amount")}>
          <Amount wei="1234567890123456789012" lang={lang} /> · <Amount wei="21000" lang={lang} />
        </Fact>
        <Fact name={t("style.value.time")}>
          <Time iso="2026-11-22T08:30:00Z" lang={lang} />
        </Fact>
        <Fact name={t("style.value.hostile")}>
          <ChainText text={hostile} lang={lang} />
        </Fact>
        <Fact name={t("style.value.long")}>
          <ChainText text={"a".repeat(5_000)} lang={lang} limit={60} bytes={5_000} block />
        </Fact>
        <Fact name={t("style.value.empty")}>
          <ChainText text="" lang={lang} />
        </Fact>
      </Facts>
      <div className={styles["rows"]}>
        <p className={styles["badges"]}>
          <StatusBadge status="success" lang={lang} />
          <StatusBadge status="failed" lang={lang} />
          <StatusBadge status="failed" reason="MVCC_READ_CONFLICT" lang={lang} />
          <StatusBadge status="unknown" lang={lang} />
          <LiveBadge recorded={false} replayed={false} lang={lang} />
          <LiveBadge recorded replayed={false} lang={lang} />
          <LiveBadge recorded replayed lang={lang} />
          <Badge tone="neutral">Hyperledger Fabric</Badge>
        </p>
        <p className={styles["badges"]}>
          {(["verified", "unverified", "unchecked", "failed"] as const).map((state) => (
            <CheckBadge key={state} state={state} lang={lang}>
              <span>12</span>
            </CheckBadge>
          ))}
        </p>
        <Sparkline values={activity} label={t("network.activity.label", { total: 1_920, failed: "187" })} width={240} />
        <BarList
          label={t("network.failures")}
          lang={lang}
          items={[
            { name: "MVCC_READ_CONFLICT", count: 177, href: url.style(lang) },
            { name: "PHANTOM_READ_CONFLICT", count: 97 },
            { name: "ENDORSEMENT_POLICY_FAILURE", count: 3 },
          ]}
        />
      </div>
    </div>
  );
}
