import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { url } from "../../url.ts";

/** A node's name, leading to its page. */
export function NodeLink({ node, network, lang }: { node: string; network: string; lang: Lang }): ReactElement {
  return (
    <AppLink href={url.node(lang, network, node)}>
      <bdi>{printableLine(node, 40)}</bdi>
    </AppLink>
  );
}
