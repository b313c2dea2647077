import { bar, timeLeft } from "./bar.ts";
import { formatCount } from "./output.ts";
import type { PassReading } from "./passMeter.ts";

/** How far, and how fast. Short enough for a terminal of 80 columns. */
export function passLines(reading: PassReading): readonly string[] {
  const { network, pass, unit, blocks, total, itemsPerSecond, leftMs } = reading;
  const part = total === 0 ? 1 : blocks / total;
  return [
    `${network} ${pass}  ${bar(part)}  ${formatCount(blocks)}/${formatCount(total)} blocks, ${timeLeft(leftMs)}`,
    `  ${formatCount(itemsPerSecond)} ${unit}/s`,
  ];
}
