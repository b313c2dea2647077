import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { FabricFactsFragment } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";
import { url } from "../url.ts";
import { ChainValue } from "./value/ChainValue.tsx";

/** What a Fabric transaction called with which arguments, and what the chaincode answered; nothing for other types. */
export function FabricCall({ fabric, network, lang }: FabricCallProps): ReactElement | null {
  const t = text(lang);
  const { args } = fabric;
  if (fabric.chaincode === "") return null;
  return (
    <Panel title={t("fabric.call")}>
      <Facts>
        <Fact name={t("fabric.chaincode")}>
          <AppLink href={url.chaincode(lang, network, fabric.chaincode)}>{printableLine(fabric.chaincode)}</AppLink>{" "}
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
              {isLong(argument) ? (
                <ChainValue value={argument} label={t("fabric.arg", { index: i + 1 })} lang={lang} />
              ) : (
                <ChainText text={argument} lang={lang} />
              )}
            </Fact>
          ))
        )}
        <Fact name={t("fabric.response")}>
          {fabric.responseStatus}{" "}
          {fabric.responseMessage !== "" && <ChainText text={fabric.responseMessage} lang={lang} />}
        </Fact>
        <Fact name={t("tx.returned")}>
          {fabric.responsePayloadBytes > 0 && (
            <ChainValue
              value={fabric.responsePayload}
              bytes={fabric.responsePayloadBytes}
              label={t("tx.returned")}
              lang={lang}
            />
          )}
        </Fact>
        <Fact name={t("fabric.event")}>
          {fabric.eventName !== null && fabric.eventName !== "" && <code>{printableLine(fabric.eventName)}</code>}
        </Fact>
        <Fact name={t("tx.event.payload")}>
          {fabric.eventPayloadBytes > 0 && (
            <ChainValue
              value={fabric.eventPayload}
              bytes={fabric.eventPayloadBytes}
              label={t("tx.event.payload")}
              lang={lang}
            />
          )}
        </Fact>
      </Facts>
    </Panel>
  );
}

/** Arguments shown at most; a call may carry any number. */
const argumentLimit = 50;

/** JSON, or too long for a line: laid out. */
const isLong = (argument: string): boolean => argument.length > 120 || /^\s*[[{]/.test(argument);

interface FabricCallProps {
  readonly fabric: FabricFactsFragment;
  readonly network: string;
  readonly lang: Lang;
}
