import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { HotKeyRowFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";

/** Keys over which most transactions failed: each leads to the failures over it, and to its history. */
export function HotKeys({ keys, network, failuresOver, lang }: HotKeysProps): ReactElement {
  const t = text(lang);
  return (
    <DataTable
      caption={t("glance.hotKeys")}
      rows={keys}
      rowKey={(row) => `${row.namespace} ${row.collection} ${row.key}`}
      empty={t("glance.hotKeys.none")}
      columns={[
        {
          key: "key",
          header: t("glance.key"),
          phone: "wide",
          cell: ({ namespace, collection, key }) => (
            <>
              <AppLink href={failuresOver(key)}>
                <code>{printableLine(key, 48)}</code>
              </AppLink>{" "}
              <bdi className="muted">
                {printableLine(collection === null ? namespace : `${namespace} / ${collection}`, 40)}
              </bdi>
            </>
          ),
        },
        {
          key: "failed",
          header: t("glance.hotKeys.failed"),
          align: "end",
          cell: ({ failed }) => formatNumber(failed, lang),
        },
        {
          key: "writers",
          header: t("glance.hotKeys.writers"),
          align: "end",
          cell: ({ writers }) => formatNumber(writers, lang),
        },
        {
          key: "history",
          header: t("ops.hotKeys.history"),
          phone: "bare",
          cell: ({ namespace, collection, key }) =>
            collection === null && namespace !== "" ? (
              <AppLink href={url.key(lang, network, namespace, key)}>{t("ops.hotKeys.open")}</AppLink>
            ) : (
              <span className="muted">–</span>
            ),
        },
      ]}
    />
  );
}

interface HotKeysProps {
  readonly keys: readonly HotKeyRowFragment[];
  readonly network: string;
  /** The list of failures over a key. */
  readonly failuresOver: (key: string) => string;
  readonly lang: Lang;
}
