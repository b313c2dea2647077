import { printRanges } from "@ledgerscope/core";
import { describeBottleneck } from "./meter.ts";
import type { NetworkStatus } from "./networkStatus.ts";
import { formatBytes, formatCount, formatDuration } from "./output.ts";
import { describeTally } from "./storeBlocks.ts";
import { compressionOf, type TableSize } from "./tableSizes.ts";

/** How many ranges a line names. */
const MAX_RANGES = 8;

function someRanges(ranges: NetworkStatus["stored"]): string {
  const more = ranges.length - MAX_RANGES;
  return printRanges(ranges.slice(0, MAX_RANGES)) + (more > 0 ? ` and ${formatCount(more)} more` : "");
}

function title({ network, family, channel, blocks, stored }: NetworkStatus): string {
  const what = `${network} (${family}${channel ? ` ${channel}` : ""})`;
  return `${what}: ${formatCount(blocks)} blocks, ${stored.length > 0 ? someRanges(stored) : "nothing"}`;
}

function headText({ head }: NetworkStatus): string {
  if (!head.reachable && head.reading) return `source ${head.reason}`;
  if (!head.reachable) return `source cannot be reached: ${head.reason}`;
  if (head.latest === null) return "the source has no block yet";
  const final = head.final === null || head.final === head.latest ? "" : `, final ${head.final}`;
  return `head ${head.latest}${final}, ${head.lag === 0 ? "not behind" : `${formatCount(head.lag)} blocks behind`}`;
}

/** Who indexes it and how fast; what that waits for. */
function indexerLines({ indexer }: NetworkStatus): readonly string[] {
  if (!indexer) return [];
  const left = indexer.leftMs === null ? "" : `, ${formatDuration(indexer.leftMs)} left`;
  const rate = `${formatCount(Math.round(indexer.blocksPerSecond))} blocks/s, ${formatCount(Math.round(indexer.transactionsPerSecond))} tx/s`;
  return [
    `  indexed by process ${indexer.pid} (${indexer.command}): ${rate}${left}`,
    `  ${describeBottleneck({ ...indexer, bottleneck: indexer.bottleneck ?? undefined })}`,
  ];
}

/** How far each pass is, how fast it has been, and how long the rest takes at that rate. */
function passLines({ network, passes }: NetworkStatus): readonly string[] {
  const lines = passes.map(({ pass, unit, blocks, remaining, doneTo, items, seconds, checks }) => {
    const rate = seconds > 0 ? ` at ${formatCount(Math.round(items / seconds))}/s` : "";
    const left =
      blocks > 0 && seconds > 0 ? `, ${formatDuration((remaining / blocks) * seconds * 1000)} at that rate` : "";
    const outcomes = describeTally(checks).map((line) => `    ${line}`);
    const upTo = doneTo === null || doneTo === 0 ? "" : ` (done below ${formatCount(doneTo)})`;
    const state =
      remaining === 0
        ? `done for ${formatCount(blocks)} blocks`
        : `${formatCount(remaining)} blocks left${upTo}${left}`;
    return [`  ${pass}: ${state}; ${formatCount(items)} ${unit}${rate}`, ...outcomes];
  });
  const failed = passes.some(({ checks }) => Object.values(checks).some((counts) => counts.failed));
  const hint = `    what failed: ledgerscope sql "SELECT * FROM check_exceptions WHERE network = '${network}' AND state = 'failed'"`;
  return [...lines.flat(), ...(failed ? [hint] : [])];
}

/** Everything of one network, as lines. */
export function describeStatus(status: NetworkStatus): readonly string[] {
  const { gaps, checks, quarantined, heldBack, written, collector } = status;
  const lines = [title(status), `  ${headText(status)}`];
  if (status.head.reachable && status.head.damage !== undefined) {
    lines.push(`  the source cannot be read behind block ${status.head.latest}: ${status.head.damage}`);
  }
  if (gaps.length > 0) lines.push(`  gaps ${someRanges(gaps)}`);
  if (quarantined > 0) {
    lines.push(`  ${formatCount(quarantined)} blocks held back: ledgerscope gaps --network ${status.network} says why`);
    for (const { height, check } of heldBack.slice(0, MAX_RANGES)) lines.push(`    ${height}: ${check}`);
    const more = heldBack.length - MAX_RANGES;
    if (more > 0) lines.push("    and more: ledgerscope status --json names up to 1,000");
  }
  lines.push(`  written ${formatCount(written.rows)} rows, ${formatBytes(written.bytes)} before compression`);
  for (const line of describeTally(checks)) lines.push(`  ${line}`);
  lines.push(...passLines(status));
  for (const { node, path, offset, lines: read, facts, malformed } of collector) {
    const bad = malformed > 0 ? `, ${formatCount(malformed)} malformed` : "";
    lines.push(
      `  log of ${node}: ${formatCount(read)} lines, ${formatCount(facts)} facts${bad}, read to byte ${formatCount(offset)} of ${path}`,
    );
  }
  return [...lines, ...indexerLines(status)];
}

/**
 * A few lines per network for the live view, short enough for a terminal of 80 columns.
 * @param blocksPerSecond as seen from outside, for a network that is indexed elsewhere.
 */
export function watchLines(status: NetworkStatus, blocksPerSecond: number | undefined): readonly string[] {
  const { head, indexer } = status;
  const title = `${status.network}  ${formatCount(status.blocks)} blocks, ${headText(status)}`;
  const passes = status.passes
    .filter(({ remaining }) => remaining > 0)
    .map(({ pass, remaining }) => `  ${pass}: ${formatCount(remaining)} blocks left`);
  if (indexer) return [title, ...indexerLines(status), ...passes];
  const rate = blocksPerSecond ?? 0;
  const left = head.reachable && head.lag > 0 && rate > 0 ? `, ${formatDuration((head.lag / rate) * 1000)} left` : "";
  const seen = blocksPerSecond === undefined ? "" : `: ${formatCount(Math.round(rate))} blocks/s${left}`;
  return [title, `  no process of this machine indexes it${seen}`, ...passes];
}

/** The tables as a table, with their sum in the last line. */
export function describeSizes(sizes: readonly TableSize[]): readonly string[] {
  const used = sizes.filter(({ rows }) => rows > 0);
  const sum = (of: (size: TableSize) => number): number => used.reduce((total, size) => total + of(size), 0);
  const all: TableSize = {
    table: "all",
    rows: sum(({ rows }) => rows),
    bytesOnDisk: sum(({ bytesOnDisk }) => bytesOnDisk),
    uncompressedBytes: sum(({ uncompressedBytes }) => uncompressedBytes),
    compressedBytes: sum(({ compressedBytes }) => compressedBytes),
    expires: null,
  };
  return inColumns([
    ["table", "rows", "on disk", "compression", "rows expire at"],
    ...[...used, all].map((size) => [
      size.table,
      formatCount(size.rows),
      formatBytes(size.bytesOnDisk),
      compressionOf(size) === null ? "" : `${compressionOf(size)?.toFixed(1)} x`,
      size.expires ?? (size === all ? "" : "never"),
    ]),
  ]);
}

/** First column to the left, numbers to the right, the last as it is. */
function inColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const last = (rows[0]?.length ?? 1) - 1;
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const widths = Array.from({ length: last }, (_, column) => width(column));
  const pad = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => [...row.slice(0, last).map(pad), row[last] ?? ""].join("  ").trimEnd());
}
