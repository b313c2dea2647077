import type { ProcessStatus } from "./devnet.ts";

/** A table of what runs where. */
export function statusTable(statuses: readonly ProcessStatus[]): string {
  const rows = [
    ["name", "address", "pid", "memory", "blocks", ""],
    ...statuses.map((status) => [
      status.name,
      status.address,
      status.running ? String(status.pid) : "does not run",
      status.running ? megabytes(status.memoryBytes) : "",
      status.height === undefined ? "" : String(status.height),
      status.leader ? "leads" : "",
    ]),
    ["all", "", "", megabytes(statuses.reduce((sum, status) => sum + status.memoryBytes, 0)), "", ""],
  ];
  const widths = (rows[0] as string[]).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] as string).length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] as number))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
