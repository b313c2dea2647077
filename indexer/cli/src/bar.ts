import { formatDuration } from "./output.ts";

const BAR_COLUMNS = 24;

/** `████░░ 66 %` */
export function bar(part: number): string {
  const bounded = Math.min(1, Math.max(0, part));
  return `${"█".repeat(Math.round(bounded * BAR_COLUMNS)).padEnd(BAR_COLUMNS, "░")} ${Math.floor(bounded * 100)} %`;
}

/** @param ms null: unknown. */
export const timeLeft = (ms: number | null): string =>
  ms === null ? "time left unknown" : `${formatDuration(ms)} left`;
