import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { FabricFactsFragment } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";
import { url } from "../url.ts";
import { KeyName } from "./KeyName.tsx";

/** The keys that a Fabric transaction read, each with the version that the endorsers saw. */
export function FabricReads({ reads, count, network, lang }: FabricReadsProps): ReactElement {
  const t = text(lang);
  return (
    <Panel
      title={t("fabric.reads", { count })}
      aside={reads.length < count && <span className="muted">{t("fabric.rwset.first", { count: reads.length })}</span>}
      flush
    >
      <DataTable
        caption={t("fabric.reads", { count })}
        rows={reads}
        rowKey={(read, i) => `${read.namespace} ${read.collection} ${read.keyHex} ${i}`}
        empty={t("fabric.reads.none")}
        columns={[
          {
            key: "key",
            header: t("fabric.key"),
            phone: "wide",
            cell: (read) => <KeyName of={read} lang={lang} />,
          },
          {
            key: "version",
            header: t("fabric.version"),
            cell: (read) => (
              <>
                {read.readHeight === null || read.readAbsent ? (
                  <span className="muted">{t("fabric.absent")}</span>
                ) : (
                  <AppLink href={url.block(lang, network, read.readHeight)}>
                    <code>
                      {read.readHeight}:{read.readTxIndex}
                    </code>
                  </AppLink>
                )}
                {read.inRange && <span className="muted"> {t("fabric.inRange")}</span>}
              </>
            ),
          },
        ]}
      />
    </Panel>
  );
}

interface FabricReadsProps {
  readonly reads: FabricFactsFragment["reads"];
  /** Of all reads; `reads` may be the first of them. */
  readonly count: number;
  readonly network: string;
  readonly lang: Lang;
}
