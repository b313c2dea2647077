import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { url } from "../../url.ts";

/** A key of the world state with the namespace it lies in, leading to its own page. */
export function StateKeyLink({ of, network, lang }: StateKeyLinkProps): ReactElement {
  const { namespace, collection, key, keyHex } = of;
  return (
    <span>
      <AppLink href={url.state(lang, network, { ns: namespace })} className="muted">
        {printableLine(namespace, 60)}
      </AppLink>
      <span className="muted">
        {" / "}
        {collection !== "" && `${printableLine(collection, 60)} / `}
      </span>
      <AppLink
        href={url.key(lang, network, namespace, key, {
          collection: collection || undefined,
          hex: isPlain(key) ? undefined : keyHex,
        })}
        data-open
      >
        <ChainText text={key} lang={lang} limit={200} />
      </AppLink>
    </span>
  );
}

/** Whether the printable form of a key is the key itself. */
const isPlain = (key: string): boolean => !key.startsWith("0x") && !key.includes("\\u");

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
