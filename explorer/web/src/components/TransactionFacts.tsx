import { Amount } from "@ledgerscope/ui/components/Amount.tsx";
import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatBytes, formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { TransactionQuery } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";
import { url } from "../url.ts";

type Transaction = NonNullable<TransactionQuery["transaction"]>;

/** What a transaction is, whatever its family, then what only its family has. */
export function TransactionFacts({ transaction, lang }: { transaction: Transaction; lang: Lang }): ReactElement {
  const t = text(lang);
  const { fabric, evm, network, height, txIndex } = transaction;
  const address = (value: string | null): ReactElement | null =>
    value === null ? null : (
      <Hash value={value} what={t("evm.address")} lang={lang} href={url.address(lang, network.name, value)} full />
    );
  return (
    <Facts>
      <Fact name={t("transaction.id")}>
        {transaction.hash === "" ? (
          <span className="muted">{t("tx.noId")}</span>
        ) : (
          <Hash value={transaction.hash} what={t("transaction.id")} lang={lang} full />
        )}
      </Fact>
      <Fact name={t("transaction.block")}>
        {height === null ? (
          t("transaction.unplaced")
        ) : (
          <AppLink href={url.block(lang, network.name, height)}>
            {t("transaction.place", { height: formatNumber(height, lang), index: txIndex ?? 0 })}
          </AppLink>
        )}
      </Fact>
      <Fact name={t("transaction.time")}>
        <Time iso={transaction.time} lang={lang} />
      </Fact>
      {fabric !== null && (
        <>
          <Fact name={t("fabric.creator")}>
            {fabric.creator !== null && (
              <>
                <AppLink href={url.identity(lang, network.name, fabric.creatorCertSha256)}>
                  {printableLine(fabric.creator.commonName, 80)}
                </AppLink>{" "}
              </>
            )}
            {fabric.creatorMsp !== "" && (
              <AppLink href={url.organisation(lang, network.name, fabric.creatorMsp)}>
                {printableLine(fabric.creatorMsp)}
              </AppLink>
            )}
          </Fact>
          <Fact name={t("fabric.certificate")}>
            {fabric.creatorCertSha256 !== "" && (
              <Hash
                value={fabric.creatorCertSha256}
                what={t("fabric.certificate")}
                lang={lang}
                href={url.identity(lang, network.name, fabric.creatorCertSha256)}
                full
              />
            )}
          </Fact>
          <Fact name={t("fabric.type")}>{fabric.headerType}</Fact>
          <Fact name={t("fabric.validation")}>
            {fabric.validationName} <span className="muted">({fabric.validationCode})</span>
          </Fact>
          <Fact name={t("tx.size")}>{formatBytes(fabric.bytes, lang)}</Fact>
          <Fact name={t("fabric.undecoded")}>
            {fabric.decodeError !== null && fabric.decodeError !== "" && (
              <ChainText text={fabric.decodeError} lang={lang} />
            )}
          </Fact>
        </>
      )}
      {evm !== null && (
        <>
          <Fact name={t("evm.from")}>{address(evm.from)}</Fact>
          <Fact name={t("evm.to")}>{address(evm.to)}</Fact>
          <Fact name={t("evm.created")}>{address(evm.contractAddress)}</Fact>
          <Fact name={t("evm.value")}>
            <Amount wei={evm.value} lang={lang} />
          </Fact>
        </>
      )}
    </Facts>
  );
}
