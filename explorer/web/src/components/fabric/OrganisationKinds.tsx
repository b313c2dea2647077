import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";

/** What an organisation may have in the channel: peers and clients, orderers, or both. */
export function OrganisationKinds({ of, lang }: OrganisationKindsProps): ReactElement {
  const t = text(lang);
  return (
    <>
      {of.isApplication && <Badge tone="neutral">{t("fabric.org.application")}</Badge>}{" "}
      {of.isOrderer && <Badge tone="neutral">{t("fabric.org.orderer")}</Badge>}
    </>
  );
}

interface OrganisationKindsProps {
  readonly of: { readonly isApplication: boolean; readonly isOrderer: boolean };
  readonly lang: Lang;
}
