import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { formatWei } from "@ledgerscope/ui/format/amount.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { shorten } from "@ledgerscope/ui/format/shorten.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { TransactionQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { TokenAmount } from "../evm/TokenAmount.tsx";
import { placesOf, richText } from "./richText.tsx";
import styles from "./TransactionSummary.module.css";

type Transaction = NonNullable<TransactionQuery["transaction"]>;

/** What happened, in a sentence or two, before any table. */
export function TransactionSummary({ transaction, lang }: { transaction: Transaction; lang: Lang }): ReactElement {
  const { fabric, evm } = transaction;
  return (
    <p className={styles["summary"]}>
      {fabric !== null ? (
        <FabricSentence transaction={transaction} fabric={fabric} lang={lang} />
      ) : evm !== null ? (
        <EvmSentence transaction={transaction} evm={evm} lang={lang} />
      ) : (
        text(lang)("tx.said.unplaced")
      )}
    </p>
  );
}

function FabricSentence({ transaction, fabric, lang }: Of<"fabric">): ReactElement {
  const t = text(lang);
  const network = transaction.network.name;
  const actor = <Link href={url.organisation(lang, network, fabric.creatorMsp)} name={fabric.creatorMsp} />;
  const endorsers = new Set(fabric.endorsements.map(({ msp }) => msp)).size;
  const isCall = fabric.chaincode !== "";
  return (
    <>
      {isCall
        ? richText(t("tx.said.call", placesOf("actor", "method", "target")), {
            actor,
            method: <code>{printableLine(fabric.function, 60) || "–"}</code>,
            target: <Link href={url.chaincode(lang, network, fabric.chaincode)} name={fabric.chaincode} />,
          })
        : richText(t(fabric.headerType === "CONFIG" ? "tx.said.config" : "tx.said.other", placesOf("actor", "type")), {
            actor: fabric.creatorMsp === "" ? t("tx.said.nobody") : actor,
            type: <code>{fabric.headerType}</code>,
          })}{" "}
      {transaction.status === "failed"
        ? richText(t("tx.said.refused", placesOf("code")), {
            code: <code>{printableLine(transaction.statusText, 60)}</code>,
          })
        : isCall
          ? t("tx.said.effect", { reads: fabric.readCount, writes: fabric.writeCount, endorsers })
          : t("tx.said.effect.plain")}
    </>
  );
}

function EvmSentence({ transaction, evm, lang }: Of<"evm">): ReactElement {
  const t = text(lang);
  const network = transaction.network.name;
  const address = (value: string): ReactElement => <Link href={url.address(lang, network, value)} name={value} />;
  const amount = (wei: string): string => Object.values(formatWei(wei, lang)).join(" ");
  const isTransfer = evm.input === "0x";
  // More than one is a table of its own; what has no unit says little in a sentence.
  const [first, ...others] = evm.tokenTransfers;
  const moved = others.length === 0 && first?.metadata?.decimals != null ? first : undefined;
  const key =
    evm.to === null
      ? "tx.said.created"
      : isTransfer
        ? "tx.said.sent"
        : evm.value === "0"
          ? "tx.said.called"
          : "tx.said.called.value";
  return (
    <>
      {richText(t(key, placesOf("actor", "target", "method", "value")), {
        actor: address(evm.from),
        target: evm.to !== null ? address(evm.to) : evm.contractAddress !== null ? address(evm.contractAddress) : "–",
        method: <code>{printableLine(evm.call?.name ?? transaction.method, 60) || "fallback"}</code>,
        value: <strong>{amount(evm.value)}</strong>,
      })}{" "}
      {transaction.status === "failed"
        ? richText(t("tx.said.reverted", placesOf("code", "fee")), {
            code: <code>{printableLine(transaction.statusText, 60)}</code>,
            fee: amount(transaction.fee ?? "0"),
          })
        : t("tx.said.paid", { fee: amount(transaction.fee ?? "0"), logs: evm.logCount })}
      {moved !== undefined && (
        <>
          {" "}
          {richText(t("tx.said.moved", placesOf("amount", "from", "to")), {
            amount: (
              <strong>
                <TokenAmount {...moved} lang={lang} named />
              </strong>
            ),
            from: address(moved.from),
            to: address(moved.to),
          })}
        </>
      )}
    </>
  );
}

function Link({ href, name }: { href: string; name: string }): ReactElement {
  return (
    <AppLink href={href} title={printableLine(name)}>
      <bdi>{/^0x[0-9a-f]{20,}$/i.test(name) ? shorten(name, 6, 4) : printableLine(name, 40)}</bdi>
    </AppLink>
  );
}

type Of<Family extends "fabric" | "evm"> = {
  readonly transaction: Transaction;
  readonly lang: Lang;
} & { readonly [Name in Family]: NonNullable<Transaction[Name]> };
