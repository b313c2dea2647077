import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";

/** The events that a chaincode emitted, by name. */
export function ChaincodeEvents({ events, network, lang }: ChaincodeEventsProps): ReactElement {
  const t = text(lang);
  return (
    <DataTable
      caption={t("fabric.events")}
      rows={events}
      rowKey={({ name }) => name}
      empty={t("fabric.events.none")}
      columns={[
        {
          key: "name",
          header: t("fabric.event"),
          phone: "bare",
          cell: ({ name }) => <bdi>{printableLine(name, 80)}</bdi>,
        },
        { key: "count", header: t("fabric.count"), align: "end", cell: ({ count }) => formatNumber(count, lang) },
        {
          key: "last",
          header: t("fabric.lastSeen"),
          align: "end",
          cell: ({ lastHeight }) => (
            <AppLink href={url.block(lang, network, lastHeight)}>{formatNumber(lastHeight, lang)}</AppLink>
          ),
        },
      ]}
    />
  );
}

interface ChaincodeEventsProps {
  readonly events: readonly { readonly name: string; readonly count: string; readonly lastHeight: number }[];
  readonly network: string;
  readonly lang: Lang;
}
