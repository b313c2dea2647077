import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";

/** A key of the world state with the namespace and collection that it lies in. */
export function KeyName({ of, lang }: KeyNameProps): ReactElement {
  return (
    <span>
      <span className="muted">
        {printableLine(of.namespace, 60)} {of.collection !== "" && `/ ${printableLine(of.collection, 60)} `}/{" "}
      </span>
      <ChainText text={of.key} lang={lang} limit={200} />
    </span>
  );
}

interface KeyNameProps {
  readonly of: { readonly namespace: string; readonly collection: string; readonly key: string };
  readonly lang: Lang;
}
