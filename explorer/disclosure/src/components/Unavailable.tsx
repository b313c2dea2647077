import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import type { ReactElement } from "react";
import type { Say } from "../i18n/messages.ts";

export function Unavailable({ say }: { readonly say: Say }): ReactElement {
  return (
    <Notice tone="failed" icon="cross" title={say("unavailable.title")}>
      <p>{say("unavailable.text")}</p>
    </Notice>
  );
}
