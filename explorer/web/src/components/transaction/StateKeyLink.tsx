import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { url } from "../../url.ts";
import { KeyLink } from "../fabric/KeyLink.tsx";

/** A key of the world state with the namespace it lies in, leading to its own page. */
export function StateKeyLink({ of, network, lang }: StateKeyLinkProps): ReactElement {
  return (
    <span>
      <AppLink href={url.state(lang, network, { ns: of.namespace })}>
        <bdi>{printableLine(of.namespace, 60)}</bdi>
      </AppLink>
      <span className="muted">
        {" / "}
        {of.collection !== "" && <bdi>{`${printableLine(of.collection, 60)} / `}</bdi>}
      </span>
      <KeyLink of={of} network={network} lang={lang} opens />
    </span>
  );
}

interface StateKeyLinkProps {
  readonly of: {
    readonly namespace: string;
    readonly collection: string;
    readonly key: string;
    readonly keyHex: string;
  };
  readonly network: string;
  readonly lang: Lang;
}
