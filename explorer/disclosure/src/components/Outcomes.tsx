import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { Say } from "../i18n/messages.ts";
import { OutcomeName } from "./OutcomeName.tsx";
import styles from "./Outcomes.module.css";

interface Outcome {
  readonly name: string;
  readonly count: string;
}

interface OutcomesProps {
  readonly lang: Lang;
  readonly say: Say;
  readonly outcomes: readonly Outcome[];
}

/** Outcome counts as one bar and as a table; drawn on the server, so it needs no script. */
export function Outcomes({ lang, say, outcomes }: OutcomesProps): ReactElement {
  const total = outcomes.reduce((sum, { count }) => sum + Number(count), 0);
  if (total === 0) return <p className="muted">{say("outcomes.none")}</p>;
  const share = ({ count }: Outcome): number => Number(count) / total;
  return (
    <>
      <OutcomeBar outcomes={outcomes} share={share} />
      <div className={styles["table"]}>
        <DataTable
          caption={say("outcomes.caption")}
          rows={outcomes}
          rowKey={({ name }) => name}
          empty={null}
          columns={[
            {
              key: "outcome",
              header: say("outcomes.outcome"),
              cell: ({ name }) => (
                <span>
                  <span className={styles["swatch"]} data-tone={toneOf(outcomes, name)} aria-hidden="true" />
                  <OutcomeName say={say} name={name} />
                </span>
              ),
            },
            {
              key: "count",
              header: say("outcomes.count"),
              align: "end",
              cell: ({ count }) => formatNumber(count, lang),
            },
            {
              key: "share",
              header: say("outcomes.share"),
              align: "end",
              cell: (outcome) => formatShare(share(outcome), lang),
            },
          ]}
        />
      </div>
    </>
  );
}

/** The table below says the same in words, so the drawing is silent for screen readers. */
function OutcomeBar({
  outcomes,
  share,
}: {
  readonly outcomes: readonly Outcome[];
  readonly share: (outcome: Outcome) => number;
}): ReactElement {
  let at = 0;
  return (
    <svg className={styles["bar"]} viewBox="0 0 1000 1" preserveAspectRatio="none" aria-hidden="true">
      {outcomes.map((outcome) => {
        const x = at;
        const width = 1000 * share(outcome);
        at += width;
        return (
          <rect key={outcome.name} x={x} y="0" width={width} height="1" data-tone={toneOf(outcomes, outcome.name)} />
        );
      })}
    </svg>
  );
}

/** `success`, or `failed-0`, `failed-1`… by rank among the failures. */
function toneOf(outcomes: readonly Outcome[], name: string): string {
  if (name === "VALID") return "success";
  const failures = outcomes.filter((outcome) => outcome.name !== "VALID");
  return `failed-${Math.min(
    3,
    failures.findIndex((outcome) => outcome.name === name),
  )}`;
}
