import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { url } from "../../url.ts";

/** An organisation by its MSP id; opens its page. A dash where there is none. */
export function MspLink({ msp, network, lang, opens = false }: MspLinkProps): ReactElement {
  if (msp === "") return <span className="muted">–</span>;
  return (
    <AppLink href={url.organisation(lang, network, msp)} {...(opens && { "data-open": "" })}>
      <bdi>{printableLine(msp, 60)}</bdi>
    </AppLink>
  );
}

interface MspLinkProps {
  readonly msp: string;
  readonly network: string;
  readonly lang: Lang;
  /** Its row opens it. */
  readonly opens?: boolean;
}
