import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatBytes } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { EvmCallFactsFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { Decoded } from "./Decoded.tsx";

/** What an EVM transaction asked for, and what came back when it failed: in words where they are known, and as bytes. */
export function EvmCallPanel({ evm, network, lang }: EvmCallPanelProps): ReactElement {
  const t = text(lang);
  const hasInput = evm.inputBytes > 0;
  return (
    <Panel title={t("evm.call")}>
      <Facts>
        {evm.call === null ? (
          <Fact name={t("evm.decoded")}>
            {!hasInput ? (
              t("evm.transfer.plain")
            ) : evm.to === null ? (
              t("evm.creation")
            ) : (
              <span className="muted">{t("evm.undecoded")}</span>
            )}
          </Fact>
        ) : (
          <Fact name={t("evm.decoded")}>
            <Decoded decoded={evm.call} network={network} lang={lang} />
          </Fact>
        )}
        <Fact name={t("evm.failure")}>
          {evm.failure !== null && <Decoded decoded={evm.failure} network={network} lang={lang} />}
        </Fact>
        <Fact name={t("evm.error")}>
          {evm.error !== null && evm.error !== "" && <ChainText text={evm.error} lang={lang} />}
        </Fact>
        <Fact name={t("evm.selector")}>{evm.selector !== null && <code>{evm.selector}</code>}</Fact>
        <Fact name={t("evm.input")}>
          {hasInput && (
            <details open={evm.call === null}>
              <summary>
                {t("evm.bytes.show")}{" "}
                <span className="muted">{t("evm.input.bytes", { bytes: formatBytes(evm.inputBytes, lang) })}</span>
              </summary>
              <ChainText text={evm.input} lang={lang} block />
            </details>
          )}
        </Fact>
        <Fact name={t("evm.revert")}>
          {evm.revertData !== null && evm.revertData !== "0x" && <ChainText text={evm.revertData} lang={lang} block />}
        </Fact>
      </Facts>
    </Panel>
  );
}

interface EvmCallPanelProps {
  readonly evm: EvmCallFactsFragment;
  readonly network: string;
  readonly lang: Lang;
}
