import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { FabricFactsFragment } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";
import { KeyName } from "./KeyName.tsx";

/** The keys that a Fabric transaction wrote, each with its new value. */
export function FabricWrites({ writes, count, lang }: FabricWritesProps): ReactElement {
  const t = text(lang);
  return (
    <Panel
      title={t("fabric.writes", { count })}
      aside={
        writes.length < count && <span className="muted">{t("fabric.rwset.first", { count: writes.length })}</span>
      }
      flush
    >
      <DataTable
        caption={t("fabric.writes", { count })}
        rows={writes}
        rowKey={(write, i) => `${write.namespace} ${write.collection} ${write.keyHex} ${i}`}
        empty={t("fabric.writes.none")}
        columns={[
          {
            key: "key",
            header: t("fabric.key"),
            phone: "wide",
            cell: (write) => <KeyName of={write} lang={lang} />,
          },
          {
            key: "value",
            header: t("fabric.value"),
            phone: "wide",
            cell: (write) =>
              write.isDelete ? (
                <span className="muted">{t("fabric.deleted")}</span>
              ) : write.isMetadata ? (
                <span className="muted">{t("fabric.metadata")}</span>
              ) : (
                <ChainText text={write.value} bytes={write.valueBytes} lang={lang} limit={300} />
              ),
          },
        ]}
      />
    </Panel>
  );
}

interface FabricWritesProps {
  readonly writes: FabricFactsFragment["writes"];
  /** Of all writes; `writes` may be the first of them. */
  readonly count: number;
  readonly lang: Lang;
}
