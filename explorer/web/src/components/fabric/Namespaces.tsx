import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { StateNamespacesDocument } from "../../generated/graphql.ts";
import { query } from "../../graphql/query.ts";
import { text } from "../../i18n/text.ts";
import { missing } from "../../page/missing.ts";
import { Problems } from "../Problems.tsx";
import { FabricHead } from "./FabricHead.tsx";
import { KeySearch } from "./KeySearch.tsx";
import { stateHref } from "./keyHref.ts";

/** The namespaces of the world state, private collections among them. */
export async function Namespaces({ network: name, lang }: NamespacesProps): Promise<ReactElement> {
  const t = text(lang);
  const { data, problems } = await query(StateNamespacesDocument, { network: name });
  const { network } = data;
  if (!network?.fabric) missing(problems);
  const { namespaces, stateUpTo } = network.fabric;
  return (
    <div className="stack">
      <FabricHead network={network.name} lang={lang} title={t("fabric.state")} />
      <Problems problems={problems} lang={lang} />
      <KeySearch network={network.name} lang={lang} namespaces={namespaces} />
      <Panel
        title={t("fabric.namespaces")}
        aside={
          stateUpTo !== null && (
            <span className="muted">{t("fabric.state.upTo", { height: formatNumber(stateUpTo, lang) })}</span>
          )
        }
        flush
      >
        <DataTable
          caption={t("fabric.namespaces")}
          rows={namespaces}
          rowKey={({ namespace, collection }) => `${namespace} ${collection}`}
          empty={<Empty why={stateUpTo === null ? "unindexed" : "nothing"} lang={lang} indexedTo={stateUpTo} />}
          columns={[
            {
              key: "namespace",
              header: t("fabric.namespace"),
              phone: "bare",
              cell: (row) => (
                <AppLink href={stateHref(lang, network.name, row)} data-open="">
                  <bdi>{printableLine(row.namespace, 60)}</bdi>
                  {row.collection !== "" && (
                    <>
                      {" / "}
                      <bdi>{printableLine(row.collection, 60)}</bdi>
                    </>
                  )}
                </AppLink>
              ),
            },
            {
              key: "kind",
              header: t("fabric.namespace.kind"),
              phone: "bare",
              cell: ({ collection }) => (
                <Badge tone="neutral" icon={collection === "" ? undefined : "lock"}>
                  {t(collection === "" ? "fabric.namespace.public" : "fabric.namespace.private")}
                </Badge>
              ),
            },
            {
              key: "keys",
              header: t("fabric.keys"),
              align: "end",
              cell: ({ keyCount }) => (keyCount === null ? t("fabric.keys.many") : formatNumber(keyCount, lang)),
            },
          ]}
        />
      </Panel>
    </div>
  );
}

interface NamespacesProps {
  readonly network: string;
  readonly lang: Lang;
}
