import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { BlockQuery } from "../generated/graphql.ts";
import type { Say } from "../i18n/messages.ts";
import { policyHref } from "../links.ts";

interface WithholdingsProps {
  readonly lang: Lang;
  readonly say: Say;
  readonly withholdings: NonNullable<BlockQuery["block"]>["withholdings"];
}

/** How many transactions are withheld for which reason. */
export function Withholdings({ lang, say, withholdings }: WithholdingsProps): ReactElement {
  return (
    <div className="prose">
      <ul>
        {withholdings.map(({ reason, count }) => (
          <li key={reason}>
            {reason === "counts_only"
              ? say("withheld.counts_only", { count: Number(count) })
              : say("withheld.other", { count: Number(count), reason })}
          </li>
        ))}
      </ul>
      <p>
        <AppLink href={policyHref(lang)}>{say("withheld.policy")}</AppLink>
      </p>
    </div>
  );
}
