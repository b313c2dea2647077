import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { TransactionEndorsementsQuery } from "../../generated/graphql.ts";
import { text, textOr } from "../../i18n/text.ts";
import { url } from "../../url.ts";

type Endorsement = NonNullable<
  NonNullable<TransactionEndorsementsQuery["transaction"]>["fabric"]
>["endorsements"][number];

/** Who endorsed a Fabric transaction, and with which certificate. */
export function Endorsements({ endorsements, network, lang }: EndorsementsProps): ReactElement {
  const t = text(lang);
  return (
    <Panel title={t("fabric.endorsements")} flush>
      <DataTable
        caption={t("fabric.endorsements")}
        rows={endorsements}
        rowKey={({ certSha256 }, i) => `${certSha256} ${i}`}
        empty={t("fabric.endorsements.none")}
        columns={[
          {
            key: "who",
            header: t("tx.endorser"),
            phone: "wide",
            cell: ({ identity, certSha256 }) => (
              <AppLink href={url.identity(lang, network, certSha256)} data-open>
                {identity === null ? t("tx.endorser.unknown") : printableLine(identity.commonName, 80)}
              </AppLink>
            ),
          },
          {
            key: "msp",
            header: t("fabric.msp"),
            cell: ({ msp }) => <AppLink href={url.organisation(lang, network, msp)}>{printableLine(msp)}</AppLink>,
          },
          {
            key: "role",
            header: t("tx.role"),
            cell: ({ identity }) =>
              identity?.roles.map((role) => (
                <Badge key={role} tone="neutral">
                  {textOr(lang, "tx.role.", role)}
                </Badge>
              )),
          },
          {
            key: "until",
            header: t("tx.validUntil"),
            cell: ({ identity }) => <Time iso={identity?.notAfter} lang={lang} short />,
          },
          {
            key: "certificate",
            header: t("fabric.certificate"),
            phone: "wide",
            cell: ({ certSha256 }) => <Hash value={certSha256} what={t("fabric.certificate")} lang={lang} short />,
          },
        ]}
      />
    </Panel>
  );
}

interface EndorsementsProps {
  readonly endorsements: readonly Endorsement[];
  readonly network: string;
  readonly lang: Lang;
}
