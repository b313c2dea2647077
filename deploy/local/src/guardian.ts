import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { signalGroup } from "./startService.ts";

/**
 * Watches over the services from a process of its own: reads the ids of their process groups, a line each,
 * from standard input, and ends them all when that closes without the word `done`, which is what happens
 * when the program that started them is killed.
 */
const groups: number[] = [];
let done = false;
for await (const line of createInterface({ input: process.stdin })) {
  if (line === "done") done = true;
  else groups.push(Number(line));
}
if (!done) {
  for (const group of groups.toReversed()) signalGroup(group, "SIGTERM");
  await sleep(5_000);
  for (const group of groups) signalGroup(group, "SIGKILL");
}
