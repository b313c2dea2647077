import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { shorten } from "@ledgerscope/ui/format/shorten.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { BlockQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { EvmAddress } from "../evm/EvmAddress.tsx";
import styles from "./BlockSeal.module.css";

type Seal = NonNullable<NonNullable<NonNullable<BlockQuery["block"]>["evm"]>["seal"]>;

/** Who sealed a block of a chain of known validators: its proposer, the round that succeeded, who committed to it. */
export function BlockSeal({ seal, network, lang }: BlockSealProps): ReactElement {
  const t = text(lang);
  return (
    <Panel title={t("evm.seal")} aside={<code className="muted">{seal.profile}</code>}>
      <Facts>
        <Fact name={t("evm.seal.proposer")}>
          {seal.proposer !== null && <EvmAddress address={seal.proposer} network={network} lang={lang} />}
        </Fact>
        <Fact name={t("evm.seal.round")}>
          {seal.round !== null &&
            (seal.round === 0 ? t("evm.seal.round.first") : t("evm.seal.round.late", { round: seal.round }))}
        </Fact>
        <Fact name={t("evm.seal.committers")}>
          {seal.committers.length > 0 && (
            <>
              {t("evm.seal.committers.of", {
                count: seal.committers.length,
                all: seal.validators.length,
                quorum: seal.quorum,
              })}
              <ul className={styles["committers"]}>
                {seal.committers.map((address) => (
                  <li key={address}>
                    <EvmAddress address={address} network={network} lang={lang} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </Fact>
        <Fact name={t("evm.seal.vote")}>
          {(seal.vote === "add" || seal.vote === "drop") &&
            seal.voteAddress !== null &&
            t(`evm.seal.vote.${seal.vote}`, { address: shorten(seal.voteAddress) })}
        </Fact>
      </Facts>
    </Panel>
  );
}

interface BlockSealProps {
  readonly seal: Seal;
  readonly network: string;
  readonly lang: Lang;
}
