import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { DiagnosisFactsFragment } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";
import { url } from "../url.ts";
import styles from "./Culprits.module.css";

/** The transactions that caused a failure, the key that they share with it, and both versions of it. */
export function Culprits({ culprits, network, lang }: CulpritsProps): ReactElement {
  const t = text(lang);
  const caption = t("diagnosis.culprits", { count: culprits.length });
  return (
    <div className={styles["culprits"]}>
      <h3>{caption}</h3>
      <DataTable
        caption={caption}
        rows={culprits}
        rowKey={(culprit, i) => `${culprit.id} ${i}`}
        empty={null}
        columns={[
          {
            key: "id",
            header: t("transaction"),
            phone: "wide",
            cell: ({ id }) => (
              <Hash value={id} what={t("transaction.id")} lang={lang} href={url.transaction(lang, network, id)} />
            ),
          },
          {
            key: "place",
            header: t("transaction.block"),
            cell: ({ height, txIndex }) =>
              t("transaction.place", { height: formatNumber(height, lang), index: txIndex }),
          },
          {
            key: "key",
            header: t("diagnosis.key"),
            phone: "wide",
            cell: ({ namespace, collection, key }) =>
              key === null ? (
                "–"
              ) : (
                <span>
                  <bdi className="muted">
                    {[namespace, collection]
                      .filter((name) => name !== null && name !== "")
                      .map((name) => `${printableLine(name ?? "", 60)} / `)
                      .join("")}
                  </bdi>
                  <ChainText text={key} lang={lang} limit={120} />
                </span>
              ),
          },
          {
            key: "read",
            header: t("diagnosis.read"),
            cell: ({ readVersion }) =>
              readVersion === "absent" ? t("fabric.absent") : <code>{readVersion ?? "–"}</code>,
          },
          {
            key: "written",
            header: t("diagnosis.written"),
            cell: ({ writtenVersion }) => <code>{writtenVersion ?? "–"}</code>,
          },
        ]}
      />
    </div>
  );
}

interface CulpritsProps {
  readonly culprits: DiagnosisFactsFragment["culprits"];
  readonly network: string;
  readonly lang: Lang;
}
