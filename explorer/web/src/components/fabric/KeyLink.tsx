import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { KeyText } from "./KeyText.tsx";
import { keyHref } from "./keyHref.ts";

/** A key that opens its page. */
export function KeyLink({ of, network, lang, limit, opens = false }: KeyLinkProps): ReactElement {
  return (
    <AppLink href={keyHref(lang, network, of)} {...(opens && { "data-open": "" })}>
      <KeyText printed={of.key} hex={of.keyHex} lang={lang} {...(limit !== undefined && { limit })} />
    </AppLink>
  );
}

interface KeyLinkProps {
  readonly of: {
    readonly namespace: string;
    readonly collection: string;
    /** As the API prints it. */
    readonly key: string;
    readonly keyHex: string;
  };
  readonly network: string;
  readonly lang: Lang;
  readonly limit?: number;
  /** Its row opens it. */
  readonly opens?: boolean;
}
