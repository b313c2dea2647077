import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { KeyUserFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { MspLink } from "./MspLink.tsx";

/** Who touches a key, by organisation and function. */
export function KeyUsers({ users, caption, network, lang }: KeyUsersProps): ReactElement {
  const t = text(lang);
  return (
    <DataTable
      caption={caption}
      rows={users}
      rowKey={(user) => `${user.msp} ${user.chaincode} ${user.function}`}
      empty={t("fabric.nobody")}
      columns={[
        {
          key: "function",
          header: t("fabric.function"),
          phone: "bare",
          cell: (user) => (
            <AppLink href={url.transactions(lang, network, { target: user.chaincode, method: user.function })}>
              <bdi>{printableLine(user.function || user.chaincode, 60)}</bdi>
            </AppLink>
          ),
        },
        {
          key: "msp",
          header: t("fabric.msp"),
          phone: "bare",
          cell: ({ msp }) => <MspLink msp={msp} network={network} lang={lang} />,
        },
        {
          key: "count",
          header: t("fabric.transactions"),
          align: "end",
          cell: ({ count }) => formatNumber(count, lang),
        },
        { key: "failed", header: t("fabric.failed"), align: "end", cell: ({ failed }) => formatNumber(failed, lang) },
      ]}
    />
  );
}

interface KeyUsersProps {
  readonly users: readonly KeyUserFragment[];
  readonly caption: string;
  readonly network: string;
  readonly lang: Lang;
}
