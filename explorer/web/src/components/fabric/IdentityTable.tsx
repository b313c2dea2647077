import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement, ReactNode } from "react";
import type { IdentityRowFragment } from "../../generated/graphql.ts";
import { text, textOr } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { IdentityLink } from "./IdentityLink.tsx";
import styles from "./IdentityTable.module.css";
import { MspLink } from "./MspLink.tsx";
import { ValidityBadge } from "./ValidityBadge.tsx";

/** Certificates, one a row: whose, as what they are used, until when they are valid. */
export function IdentityTable({ rows, network, lang, withMsp = true, empty }: IdentityTableProps): ReactElement {
  const t = text(lang);
  return (
    <DataTable
      caption={t("fabric.identities")}
      rows={rows}
      rowKey={(row) => `${row.msp} ${row.certSha256}`}
      empty={empty}
      columns={[
        {
          key: "name",
          header: t("fabric.identity.name"),
          phone: "bare",
          cell: (row) => (
            <span className={styles["name"]}>
              <IdentityLink
                certificate={row.certSha256}
                commonName={row.commonName || row.subject}
                network={network}
                lang={lang}
                opens
              />
              <span className={styles["subject"]}>
                <bdi>{row.decodeError === null ? printableLine(row.subject, 80) : t("fabric.identity.unread")}</bdi>
              </span>
            </span>
          ),
        },
        ...(withMsp
          ? [
              {
                key: "msp",
                header: t("fabric.msp"),
                cell: (row: Row) => <MspLink msp={row.msp} network={network} lang={lang} />,
              },
            ]
          : []),
        {
          key: "role",
          header: t("fabric.role"),
          phone: "bare",
          cell: (row) => <Roles roles={row.roles} authority={row.isAuthority} lang={lang} />,
        },
        {
          key: "uses",
          header: t("fabric.uses"),
          phone: "wide",
          cell: (row) => (
            <span className={styles["uses"]}>
              {(row.uses ?? []).map(({ use, times }) => (
                <span key={use}>
                  {textOr(lang, "fabric.use.", use)}
                  {times !== undefined && <span className="muted"> {formatNumber(times, lang)}</span>}
                </span>
              ))}
            </span>
          ),
        },
        {
          key: "last",
          header: t("fabric.lastSeen"),
          align: "end",
          cell: (row) => {
            const heights = (row.uses ?? []).flatMap(({ lastHeight }) =>
              lastHeight === undefined ? [] : [lastHeight],
            );
            if (heights.length === 0) return "–";
            const last = Math.max(...heights);
            return <AppLink href={url.block(lang, network, last)}>{formatNumber(last, lang)}</AppLink>;
          },
        },
        {
          key: "validity",
          header: t("fabric.validity"),
          phone: "bare",
          cell: (row) => (
            <span className={styles["validity"]}>
              <ValidityBadge of={row} lang={lang} />
              <Time iso={row.notAfter} lang={lang} short />
            </span>
          ),
        },
      ]}
    />
  );
}

/** Roles that an MSP gives a certificate; an authority that has none is one. */
export function Roles({ roles, authority, lang }: RolesProps): ReactElement {
  const t = text(lang);
  const names =
    roles.length === 0 && authority ? [t("fabric.role.ca")] : roles.map((r) => textOr(lang, "fabric.role.", r));
  if (names.length === 0) return <span className="muted">–</span>;
  return (
    <span className={styles["roles"]}>
      {names.map((name) => (
        <Badge key={name} tone="neutral">
          {name}
        </Badge>
      ))}
    </span>
  );
}

interface RolesProps {
  readonly roles: readonly string[];
  readonly authority: boolean;
  readonly lang: Lang;
}

type Row = IdentityRowFragment & {
  readonly uses?: readonly { readonly use: string; readonly times?: string; readonly lastHeight?: number }[];
};

interface IdentityTableProps {
  readonly rows: readonly Row[];
  readonly network: string;
  readonly lang: Lang;
  /** Where all are of one organisation it need not be said. */
  readonly withMsp?: boolean;
  readonly empty: ReactNode;
}
