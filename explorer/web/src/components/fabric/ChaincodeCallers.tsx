import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { ChaincodeQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { IdentityLink } from "./IdentityLink.tsx";
import { MspLink } from "./MspLink.tsx";
import { Share } from "./Share.tsx";

/** Who calls a chaincode, and how much of it fails. */
export function ChaincodeCallers({ callers, network, lang }: ChaincodeCallersProps): ReactElement {
  const t = text(lang);
  return (
    <DataTable
      caption={t("fabric.callers")}
      rows={callers}
      rowKey={({ msp, certSha256 }) => `${msp} ${certSha256}`}
      empty={t("fabric.callers.none")}
      columns={[
        {
          key: "identity",
          header: t("fabric.identity"),
          phone: "bare",
          cell: ({ certSha256, identity }) => (
            <IdentityLink
              certificate={certSha256}
              commonName={identity?.commonName}
              network={network}
              lang={lang}
              opens
            />
          ),
        },
        {
          key: "msp",
          header: t("fabric.msp"),
          phone: "bare",
          cell: ({ msp }) => <MspLink msp={msp} network={network} lang={lang} />,
        },
        { key: "calls", header: t("fabric.calls"), align: "end", cell: ({ calls }) => formatNumber(calls, lang) },
        {
          key: "failed",
          header: t("fabric.failed"),
          align: "end",
          cell: ({ calls, failed }) => {
            const share = Number(failed) / Math.max(1, Number(calls));
            return (
              <Share share={share} tone="failed">
                {formatShare(share, lang)}
              </Share>
            );
          },
        },
      ]}
    />
  );
}

type Chaincode = NonNullable<NonNullable<NonNullable<ChaincodeQuery["network"]>["fabric"]>["chaincode"]>;

interface ChaincodeCallersProps {
  readonly callers: Chaincode["callers"];
  readonly network: string;
  readonly lang: Lang;
}
