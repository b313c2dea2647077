import type { Usage } from "./usage.ts";

export type OwnUsage = Pick<Usage, "cpuSeconds"> & { readonly wallSeconds: number };

/** Does the work of a program and prints what it alone has used: the start of the program is not counted. */
export async function tellUsage(work: () => Promise<void>): Promise<void> {
  const before = process.cpuUsage();
  const started = performance.now();
  await work();
  const { user, system } = process.cpuUsage(before);
  const told: OwnUsage = {
    cpuSeconds: (user + system) / 1e6,
    wallSeconds: (performance.now() - started) / 1000,
  };
  process.stdout.write(`${JSON.stringify(told)}\n`);
}
