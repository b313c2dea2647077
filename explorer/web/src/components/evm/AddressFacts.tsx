import { Amount } from "@ledgerscope/ui/components/Amount.tsx";
import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Stat, Stats } from "@ledgerscope/ui/components/Stat.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatWei } from "@ledgerscope/ui/format/amount.ts";
import { formatBytes, formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { AddressHeadFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import styles from "./AddressFacts.module.css";
import { EvmAddress } from "./EvmAddress.tsx";
import { symbolOf } from "./TokenName.tsx";

const SHOWN_DECIMALS = 6;

/** An amount that stands large: cut after some decimals, every digit on hover. */
function ShortAmount({ wei, lang }: { wei: string; lang: Lang }): ReactElement {
  const { value, unit } = formatWei(wei, lang);
  const [whole, fraction = ""] = value.split(".");
  const isCut = fraction.length > SHOWN_DECIMALS;
  return (
    <span title={isCut ? `${value} ${unit}` : undefined}>
      {whole}
      {fraction !== "" && `.${fraction.slice(0, SHOWN_DECIMALS)}`}
      {isCut && "…"} <span className="muted">{unit}</span>
    </span>
  );
}

/** What is known of an address in short: balance, how often it was seen as what, how it came to be a contract. */
export function AddressFacts({ of, lang }: { of: AddressHeadFragment; lang: Lang }): ReactElement {
  const t = text(lang);
  const { totals, creation, proxy, balance, network } = of;
  const count = (value: string): string => formatNumber(value, lang);
  return (
    <>
      <Stats>
        <Stat
          name={t("evm.address.balance")}
          note={
            balance === null
              ? t("evm.address.balance.unknown")
              : t("evm.address.balance.at", { height: formatNumber(balance.height, lang) })
          }
        >
          {balance === null ? "–" : <ShortAmount wei={balance.wei} lang={lang} />}
        </Stat>
        <Stat name={t("evm.address.sent")} note={t("evm.address.failed", { count: Number(totals.failed) })}>
          {count(totals.sent)}
        </Stat>
        <Stat name={t("evm.address.received")} note={t("evm.address.failed", { count: Number(totals.receivedFailed) })}>
          {count(totals.received)}
        </Stat>
        {of.nonce !== null && <Stat name={t("evm.address.nonce")}>{count(of.nonce)}</Stat>}
        {totals.events !== "0" && <Stat name={t("evm.address.events")}>{count(totals.events)}</Stat>}
        {totals.blocks !== "0" && <Stat name={t("evm.address.blocks")}>{count(totals.blocks)}</Stat>}
        {totals.withdrawals !== "0" && (
          <Stat name={t("evm.address.withdrawals")} note={<Amount wei={totals.withdrawn} lang={lang} />}>
            {count(totals.withdrawals)}
          </Stat>
        )}
      </Stats>
      {(creation !== null || proxy !== null || of.token !== null) && (
        <Surface>
          <div className={styles["facts"]}>
            <Facts>
              <Fact name={t("evm.address.token")}>
                {of.token !== null && (
                  <AppLink href={url.token(lang, network.name, of.address)}>
                    {symbolOf(of.token.metadata) !== undefined && (
                      <>
                        <bdi>{symbolOf(of.token.metadata)}</bdi> ·{" "}
                      </>
                    )}
                    {t(`evm.token.${of.token.standard}`)} ·{" "}
                    {t("evm.transfers", { count: Number(totals.transfersOfToken) })}
                  </AppLink>
                )}
              </Fact>
              <Fact name={t("evm.address.proxy")}>
                {proxy !== null && (
                  <span className={styles["line"]}>
                    <EvmAddress address={proxy.implementation} network={network.name} lang={lang} />
                    <Badge
                      tone={proxy.kind === "delegates" ? "unproven" : "neutral"}
                      icon={proxy.kind === "delegates" ? "question" : undefined}
                    >
                      {t(`evm.address.proxy.${proxy.kind}`)}
                    </Badge>
                  </span>
                )}
              </Fact>
              <Fact name={t("evm.address.created")}>
                {creation !== null && (
                  <span className={styles["line"]}>
                    <EvmAddress address={creation.creator} network={network.name} lang={lang} />
                    <Hash
                      value={creation.hash}
                      what={t("transaction.id")}
                      lang={lang}
                      href={url.transaction(lang, network.name, creation.hash)}
                      short
                    />
                    <Time iso={creation.time} lang={lang} />
                  </span>
                )}
              </Fact>
              <Fact name={t("evm.address.code.hash")}>
                {creation?.codeHash != null && (
                  <span className={styles["line"]}>
                    <Hash
                      value={creation.codeHash}
                      what={t("evm.address.code.hash")}
                      lang={lang}
                      href={url.contracts(lang, network.name, { code: creation.codeHash })}
                    />
                    {creation.codeSize !== null && <span>{formatBytes(creation.codeSize, lang)}</span>}
                    {creation.copies !== null && (
                      <span className="muted">{t("evm.address.code.copies", { count: Number(creation.copies) })}</span>
                    )}
                  </span>
                )}
              </Fact>
            </Facts>
          </div>
        </Surface>
      )}
    </>
  );
}
