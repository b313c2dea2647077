import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatUtc } from "@ledgerscope/ui/format/time.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { BlockQuery } from "../generated/graphql.ts";
import type { Say } from "../i18n/messages.ts";
import styles from "./ReadingGuide.module.css";

interface ReadingGuideProps {
  readonly lang: Lang;
  readonly say: Say;
  readonly block: NonNullable<BlockQuery["block"]>;
  readonly policy: BlockQuery["policy"];
}

/** What a visitor sees, who published it, what is proven: before any detail. */
export function ReadingGuide({ lang, say, block, policy }: ReadingGuideProps): ReactElement {
  const { provable } = block;
  return (
    <Panel title={say("guide.heading")}>
      <dl className={styles["guide"]}>
        <div>
          <dt>{say("guide.see")}</dt>
          <dd>{say(provable ? "guide.see.text" : "guide.see.counts")}</dd>
        </div>
        {policy && (
          <div>
            <dt>{say("guide.who")}</dt>
            <dd>{say("guide.who.text", { version: policy.version, since: formatUtc(policy.appliedAt, lang) })}</dd>
          </div>
        )}
        <div>
          <dt>{say("guide.proven")}</dt>
          <dd>{say(provable ? "guide.proven.text" : "guide.proven.counts")}</dd>
        </div>
      </dl>
    </Panel>
  );
}
