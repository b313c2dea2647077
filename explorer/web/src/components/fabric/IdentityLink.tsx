import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { shorten } from "@ledgerscope/ui/format/shorten.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { url } from "../../url.ts";

/** An identity by its common name, or by its certificate where that is all that is known; opens its page. */
export function IdentityLink({
  certificate,
  commonName,
  network,
  lang,
  opens = false,
}: IdentityLinkProps): ReactElement {
  return (
    <AppLink href={url.identity(lang, network, certificate)} title={certificate} {...(opens && { "data-open": "" })}>
      {commonName ? <bdi>{printableLine(commonName, 60)}</bdi> : <code>{shorten(certificate)}</code>}
    </AppLink>
  );
}

interface IdentityLinkProps {
  /** SHA-256, hex. */
  readonly certificate: string;
  readonly commonName: string | null | undefined;
  readonly network: string;
  readonly lang: Lang;
  /** Its row opens it. */
  readonly opens?: boolean;
}
