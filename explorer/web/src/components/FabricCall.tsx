import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { FabricFactsFragment } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";

/** What a Fabric transaction called with which arguments, and what the chaincode answered; nothing for other types. */
export function FabricCall({ fabric, lang }: { fabric: FabricFactsFragment; lang: Lang }): ReactElement | null {
  const t = text(lang);
  const { args } = fabric;
  if (fabric.chaincode === "") return null;
  return (
    <Panel title={t("fabric.call")}>
      <Facts>
        <Fact name={t("fabric.chaincode")}>
          <code>{printableLine(fabric.chaincode)}</code>{" "}
          <span className="muted">{printableLine(fabric.chaincodeVersion)}</span>
        </Fact>
        <Fact name={t("fabric.function")}>
          <code>{printableLine(fabric.function)}</code>
        </Fact>
        {args.length === 0 ? (
          <Fact name={t("fabric.args")}>
            <span className="muted">{t("fabric.args.none")}</span>
          </Fact>
        ) : (
          args.slice(0, argumentLimit).map((argument, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an argument is its position
            <Fact key={i} name={t("fabric.arg", { index: i + 1 })}>
              <ChainText text={argument} lang={lang} />
            </Fact>
          ))
        )}
        <Fact name={t("fabric.response")}>
          {fabric.responseStatus}{" "}
          {fabric.responseMessage !== "" && <ChainText text={fabric.responseMessage} lang={lang} />}
        </Fact>
        <Fact name={t("fabric.event")}>
          {fabric.eventName !== null && fabric.eventName !== "" && <code>{printableLine(fabric.eventName)}</code>}
        </Fact>
      </Facts>
    </Panel>
  );
}

/** Arguments shown at most; a call may carry any number. */
const argumentLimit = 50;
