/** One submission, as its client saw it. */
interface Submission {
  readonly txId?: string | undefined;
  readonly intends: string;
  readonly code?: number | undefined;
}

/** Why one transaction failed, as it is stored. */
export interface StoredFailure {
  readonly tx_id: string;
  readonly height: string | null;
  /** Name of the diagnosis. */
  readonly code: string;
  readonly sub_cause: string;
}

/** What is stored of one transaction's trace. */
export interface StoredSummary {
  readonly tx_id: string;
  readonly status: string;
  readonly gaps: readonly string[];
  readonly unknown_ns: string | null;
  readonly duration_ns: string;
}

/** Of what a kind of submission was to provoke: what it came to be called, and how whole the traces are. */
interface TracerTableRow {
  readonly intent: string;
  readonly submissions: number;
  /** Diagnosis with its sub-cause, or how it ended without one → submissions. */
  readonly explained: Readonly<Record<string, number>>;
  /** Submissions in a block of which a trace is stored. */
  readonly traced: number;
  /** Of these, without any missing stage. */
  readonly complete: number;
}

/** Intent × diagnosis × completeness of traces. */
export function tracerTable(
  submissions: readonly Submission[],
  failed: readonly StoredFailure[],
  summaries: readonly StoredSummary[],
): readonly TracerTableRow[] {
  const diagnosisOf = new Map(failed.map((one) => [one.tx_id, [one.code, one.sub_cause].filter(Boolean).join("/")]));
  const summaryOf = new Map(summaries.map((one) => [one.tx_id, one]));
  const intents = [...new Set(submissions.map(({ intends }) => intends))].sort();
  return intents.map((intent) => {
    const own = submissions.filter(({ intends }) => intends === intent);
    const explained: Record<string, number> = {};
    for (const { txId, code } of own) {
      const stored = summaryOf.get(txId ?? "");
      const ended = code === 0 || stored?.status === "valid" ? "VALID" : (stored?.status ?? "nothing is known");
      const name = txId === undefined ? "no id" : (diagnosisOf.get(txId) ?? ended);
      explained[name] = (explained[name] ?? 0) + 1;
    }
    const traced = own.flatMap(({ txId }) => {
      const summary = summaryOf.get(txId ?? "");
      return summary && (summary.status === "valid" || summary.status === "failed") ? summary : [];
    });
    const complete = traced.filter(({ gaps }) => gaps.length === 0).length;
    return { intent, submissions: own.length, explained, traced: traced.length, complete };
  });
}

/** As a person reads it. */
export const printTable = (rows: readonly TracerTableRow[]): string =>
  rows
    .map(({ intent, submissions, explained, traced, complete }) => {
      const names = Object.entries(explained).sort(([, a], [, b]) => b - a);
      const text = names.map(([name, count]) => `${name} ${count}`).join(", ");
      return `${intent.padEnd(20)} ${String(submissions).padStart(4)}  traced ${String(traced).padStart(4)}, complete ${String(complete).padStart(4)}  ${text}`;
    })
    .join("\n");
