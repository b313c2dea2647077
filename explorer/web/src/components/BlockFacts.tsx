import { Amount } from "@ledgerscope/ui/components/Amount.tsx";
import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatBytes, formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { BlockQuery } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";
import { url } from "../url.ts";
import { ChainLinks } from "./block/ChainLinks.tsx";

type Block = NonNullable<BlockQuery["block"]>;

/** What a block's header says, whatever its family, then what only its family has. */
export function BlockFacts({ block, lang }: { block: Block; lang: Lang }): ReactElement {
  const t = text(lang);
  const { fabric, evm } = block;
  const network = block.network.name;
  return (
    <Facts>
      <Fact name={t("block.hash")}>
        <Hash value={block.hash} what={t("block.hash")} lang={lang} full />
      </Fact>
      <Fact name={t("block.parent")}>
        {block.parentHash !== null && (
          <Hash
            value={block.parentHash}
            what={t("block.parent")}
            lang={lang}
            href={block.previous === null ? undefined : url.block(lang, network, block.previous)}
            full
          />
        )}
      </Fact>
      <Fact name={t("block.links")}>
        <ChainLinks block={block} lang={lang} />
      </Fact>
      <Fact name={t("block.time")}>
        <Time iso={block.time} lang={lang} /> <span className="muted">{t(`block.time.${block.timeSource}`)}</span>
      </Fact>
      {fabric !== null && (
        <>
          <Fact name={t("block.fabric.valid")}>
            {t("block.fabric.valid.of", { valid: fabric.validCount, all: block.txCount })}
          </Fact>
          <Fact name={t("block.fabric.dataHash")}>
            <Hash value={fabric.dataHash} what={t("block.fabric.dataHash")} lang={lang} full />
          </Fact>
          <Fact name={t("block.fabric.commitHash")}>
            {fabric.commitHash !== null && (
              <Hash value={fabric.commitHash} what={t("block.fabric.commitHash")} lang={lang} full />
            )}
          </Fact>
          <Fact name={t("block.fabric.lastConfig")}>
            <AppLink href={url.block(lang, network, fabric.lastConfig)}>
              {t("block.title", { height: formatNumber(fabric.lastConfig, lang) })}
            </AppLink>
          </Fact>
          <Fact name={t("block.size")}>{formatBytes(fabric.bytes, lang)}</Fact>
        </>
      )}
      {evm !== null && (
        <>
          <Fact name={t("block.evm.gas")}>
            {t("block.evm.gas.of", {
              used: formatNumber(evm.gasUsed, lang),
              limit: formatNumber(evm.gasLimit, lang),
              share: formatShare(Number(evm.gasUsed) / Math.max(1, Number(evm.gasLimit)), lang),
            })}
          </Fact>
          <Fact name={t("block.evm.baseFee")}>
            {evm.baseFeePerGas !== null && <Amount wei={evm.baseFeePerGas} lang={lang} />}
          </Fact>
          <Fact name={t("block.evm.miner")}>
            <Hash
              value={evm.miner}
              what={t("evm.address")}
              lang={lang}
              href={url.address(lang, network, evm.miner)}
              full
            />
          </Fact>
          <Fact name={t("block.evm.stateRoot")}>
            <Hash value={evm.stateRoot} what={t("block.evm.stateRoot")} lang={lang} full />
          </Fact>
          <Fact name={t("block.size")}>{formatBytes(evm.size, lang)}</Fact>
        </>
      )}
    </Facts>
  );
}
