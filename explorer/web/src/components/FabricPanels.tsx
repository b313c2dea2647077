import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { FabricFactsFragment } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";
import { FabricReads } from "./FabricReads.tsx";
import { FabricWrites } from "./FabricWrites.tsx";

/** What a Fabric transaction called, read, wrote, and who endorsed it. */
export function FabricPanels({ fabric, network, lang }: FabricPanelsProps): ReactElement {
  const t = text(lang);
  const [, ...args] = fabric.args;
  return (
    <>
      {fabric.chaincode !== "" && (
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
      )}
      <FabricReads reads={fabric.reads} count={fabric.readCount} network={network} lang={lang} />
      <FabricWrites writes={fabric.writes} count={fabric.writeCount} lang={lang} />
      <Panel title={t("fabric.endorsements")} flush>
        <DataTable
          caption={t("fabric.endorsements")}
          rows={fabric.endorsements}
          rowKey={({ certSha256 }, i) => `${certSha256} ${i}`}
          empty={<Notice title={t("fabric.endorsements.none")} />}
          columns={[
            { key: "msp", header: t("fabric.msp"), cell: ({ msp }) => printableLine(msp) },
            {
              key: "certificate",
              header: t("fabric.certificate"),
              cell: ({ certSha256 }) => <Hash value={certSha256} what={t("fabric.certificate")} lang={lang} />,
            },
          ]}
        />
      </Panel>
    </>
  );
}

/** Arguments shown at most; a call may carry any number. */
const argumentLimit = 50;

interface FabricPanelsProps {
  readonly fabric: FabricFactsFragment;
  readonly network: string;
  readonly lang: Lang;
}
