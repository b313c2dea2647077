import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatBytes } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { EvmFactsFragment } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";

/** What an EVM transaction carried in, and what came back when it reverted. */
export function EvmCall({ evm, lang }: { evm: EvmFactsFragment; lang: Lang }): ReactElement {
  const t = text(lang);
  return (
    <Panel title={t("evm.call")}>
      <Facts>
        <Fact name={t("evm.selector")}>{evm.selector !== null && <code>{evm.selector}</code>}</Fact>
        <Fact name={t("evm.input")}>
          <ChainText text={evm.input === "0x" ? "" : evm.input} lang={lang} block />
          {evm.inputBytes > 0 && (
            <span className="muted">{t("evm.input.bytes", { bytes: formatBytes(evm.inputBytes, lang) })}</span>
          )}
        </Fact>
        <Fact name={t("evm.error")}>
          {evm.error !== null && evm.error !== "" && <ChainText text={evm.error} lang={lang} />}
        </Fact>
        <Fact name={t("evm.revert")}>
          {evm.revertData !== null && evm.revertData !== "0x" && <ChainText text={evm.revertData} lang={lang} block />}
        </Fact>
      </Facts>
    </Panel>
  );
}
