import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { BlockQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { ChainValue } from "../value/ChainValue.tsx";
import styles from "./BlockSignatures.module.css";

type Fabric = NonNullable<NonNullable<BlockQuery["block"]>["fabric"]>;

/** Which orderers signed a Fabric block, and what their consensus wrote into it. */
export function BlockSignatures({ fabric, network, lang }: BlockSignaturesProps): ReactElement {
  const t = text(lang);
  return (
    <Panel title={t("block.signatures")} flush>
      <DataTable
        caption={t("block.signatures")}
        rows={fabric.signatures}
        rowKey={({ signature }, i) => `${i} ${signature}`}
        empty={t("block.signatures.none")}
        columns={[
          {
            key: "signer",
            header: t("block.signer"),
            phone: "wide",
            cell: ({ identity, certSha256, consenterId }) => (
              <>
                {certSha256 === "" ? (
                  <span className="muted">{t("block.signer.unknown")}</span>
                ) : (
                  <AppLink href={url.identity(lang, network, certSha256)} data-open>
                    {identity === null ? certSha256.slice(0, 16) : printableLine(identity.commonName, 80)}
                  </AppLink>
                )}
                {consenterId !== null && (
                  <span className="muted"> {t("block.signer.consenter", { id: consenterId })}</span>
                )}
              </>
            ),
          },
          {
            key: "msp",
            header: t("fabric.msp"),
            cell: ({ msp }) =>
              msp !== "" && <AppLink href={url.organisation(lang, network, msp)}>{printableLine(msp, 60)}</AppLink>,
          },
          {
            key: "signature",
            header: t("block.signature"),
            phone: "wide",
            cell: ({ signature }) => <Hash value={signature} what={t("block.signature")} lang={lang} short />,
          },
        ]}
      />
      {fabric.consensus !== "" && (
        <details className={styles["consensus"]}>
          <summary>{t("block.consensus")}</summary>
          <ChainValue value={fabric.consensus} label={t("block.consensus")} lang={lang} />
        </details>
      )}
    </Panel>
  );
}

interface BlockSignaturesProps {
  readonly fabric: Fabric;
  readonly network: string;
  readonly lang: Lang;
}
