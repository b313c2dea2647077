import { Amount } from "@ledgerscope/ui/components/Amount.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatWei } from "@ledgerscope/ui/format/amount.ts";
import { formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { EvmFieldFactsFragment } from "../../generated/graphql.ts";
import { text, textOr } from "../../i18n/text.ts";
import { EvmAddress } from "./EvmAddress.tsx";
import styles from "./EvmTransactionFields.module.css";

/** Fees, gas and the fields that only some types of transactions have: access list, blobs, set code. */
export function EvmTransactionFields({ evm, network, lang }: EvmTransactionFieldsProps): ReactElement {
  const t = text(lang);
  const price = (wei: string): string => {
    const { value, unit } = formatWei(wei, lang);
    return `${value} ${unit}`;
  };
  const perGas = (wei: string | null): string | null => (wei === null ? null : t("evm.perGas", { amount: price(wei) }));
  const fee = (BigInt(evm.gasUsed) * BigInt(evm.effectiveGasPrice)).toString();
  return (
    <Panel title={t("evm.fields")}>
      <Facts>
        <Fact name={t("evm.fee")}>
          <Amount wei={fee} lang={lang} />{" "}
          <span className="muted">
            {t("evm.fee.of", { gas: formatNumber(evm.gasUsed, lang), price: price(evm.effectiveGasPrice) })}
          </span>
        </Fact>
        <Fact name={t("evm.gas")}>
          {t("evm.gas.of", {
            used: formatNumber(evm.gasUsed, lang),
            limit: formatNumber(evm.gasLimit, lang),
            share: formatShare(Number(evm.gasUsed) / Math.max(1, Number(evm.gasLimit)), lang),
          })}
        </Fact>
        <Fact name={t("evm.gas.block")}>{formatNumber(evm.cumulativeGasUsed, lang)}</Fact>
        <Fact name={t("evm.fee.max")}>{perGas(evm.maxFeePerGas)}</Fact>
        <Fact name={t("evm.fee.tip")}>{perGas(evm.maxPriorityFeePerGas)}</Fact>
        <Fact name={t("evm.fee.blob")}>{perGas(evm.maxFeePerBlobGas)}</Fact>
        <Fact name={t("evm.nonce")}>{formatNumber(evm.nonce, lang)}</Fact>
        <Fact name={t("evm.type")}>{textOr(lang, "evm.type.", String(evm.type))}</Fact>
        <Fact name={t("evm.chainId")}>{evm.chainId}</Fact>
        <Fact name={t("evm.created")}>
          {evm.contractAddress !== null && (
            <EvmAddress address={evm.contractAddress} network={network} lang={lang} full />
          )}
        </Fact>
        <Fact name={t("evm.authorizations")}>
          {evm.authorizations.length > 0 && (
            <ul className={styles["list"]}>
              {evm.authorizations.map((authorization, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: an authorization is its position
                <li key={index}>
                  <EvmAddress address={authorization.address} network={network} lang={lang} />{" "}
                  <span className="muted">
                    {t("evm.authorization", {
                      nonce: formatNumber(authorization.nonce, lang),
                      chain: authorization.chainId === "0" ? t("evm.authorization.any") : authorization.chainId,
                    })}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Fact>
        <Fact name={t("evm.blobs")}>
          {evm.blobHashes.length > 0 && (
            <ul className={styles["list"]}>
              {evm.blobHashes.map((hash) => (
                <li key={hash}>
                  <Hash value={hash} what={t("evm.blobs")} lang={lang} />
                </li>
              ))}
            </ul>
          )}
        </Fact>
        <Fact name={t("evm.accessList")}>
          {evm.accessList.length > 0 && (
            <ul className={styles["list"]}>
              {evm.accessList.map(({ address, storageKeys }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: an account may be named twice
                <li key={index}>
                  <EvmAddress address={address} network={network} lang={lang} />{" "}
                  <span className="muted">{t("evm.accessList.slots", { count: storageKeys.length })}</span>
                </li>
              ))}
            </ul>
          )}
        </Fact>
      </Facts>
    </Panel>
  );
}

interface EvmTransactionFieldsProps {
  readonly evm: EvmFieldFactsFragment;
  readonly network: string;
  readonly lang: Lang;
}
