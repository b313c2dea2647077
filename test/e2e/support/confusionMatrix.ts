import type { FailedTransaction } from "@ledgerscope/tracer-store";
import type { ClientTruth } from "./recordedNetwork.ts";

/** How often what a submission was meant to provoke (rows) was diagnosed as what: `diagnosis/sub_cause`. */
export type ConfusionMatrix = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Of what no client of the recording submitted: deployments, and what was tried by hand. */
const NOT_A_CLIENTS = "(none)";

/** What was found of every failed transaction against what its client meant it to be. */
export function confusionMatrix(
  clients: readonly ClientTruth[],
  failed: readonly FailedTransaction[],
): ConfusionMatrix {
  const intents = new Map(clients.map(({ txId, intent }) => [txId, intent]));
  const matrix: Record<string, Record<string, number>> = {};
  for (const { id, diagnosis, sub_cause } of failed) {
    const row = matrix[intents.get(id) ?? NOT_A_CLIENTS] ?? {};
    matrix[intents.get(id) ?? NOT_A_CLIENTS] = row;
    const column = sub_cause === null ? diagnosis : `${diagnosis}/${sub_cause}`;
    row[column] = (row[column] ?? 0) + 1;
  }
  return matrix;
}

/** The matrix as lines of a table: intent, diagnosis, count. */
export function matrixText(title: string, matrix: ConfusionMatrix): string {
  const lines = Object.entries(matrix)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([intent, row]) =>
      Object.entries(row)
        .sort((a, b) => b[1] - a[1])
        .map(([diagnosis, count]) => `| ${intent} | ${diagnosis} | ${count} |`),
    );
  return [`### ${title}`, "", "| meant to provoke | diagnosed | count |", "|---|---|---|", ...lines, ""].join("\n");
}
