import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { FabricFactsFragment } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";

/** Who endorsed a Fabric transaction. */
export function FabricEndorsements({ fabric, lang }: { fabric: FabricFactsFragment; lang: Lang }): ReactElement {
  const t = text(lang);
  return (
    <Panel title={t("fabric.endorsements")} flush>
      <DataTable
        caption={t("fabric.endorsements")}
        rows={fabric.endorsements}
        rowKey={({ certSha256 }, i) => `${certSha256} ${i}`}
        empty={t("fabric.endorsements.none")}
        columns={[
          { key: "msp", header: t("fabric.msp"), phone: "wide", cell: ({ msp }) => printableLine(msp) },
          {
            key: "certificate",
            header: t("fabric.certificate"),
            phone: "wide",
            cell: ({ certSha256 }) => <Hash value={certSha256} what={t("fabric.certificate")} lang={lang} />,
          },
        ]}
      />
    </Panel>
  );
}
