import { root } from "./root.mjs";
import { run } from "./run.mjs";
import { print, step } from "./steps.mjs";

/** What keeps our tools from calling home. */
export const quiet = { TURBO_TELEMETRY_DISABLED: "1", NEXT_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };

/**
 * Builds every package whose sources have changed since it was built; Turborepo knows by their content.
 *
 * @param {readonly string[]} [filters] Turborepo's: which packages. Default: all.
 * @returns {Promise<boolean>} false when it failed; the reason has been printed.
 */
export async function build(filters = []) {
  const shown = step("Building");
  const begun = new Set();
  let cached = 0;
  let total = 0;
  const { code, lines } = await run(
    [
      `${root}/node_modules/.bin/turbo`,
      "run",
      "build",
      "--output-logs=new-only",
      "--log-order=stream",
      ...filters.map((filter) => `--filter=${filter}`),
    ],
    {
      env: quiet,
      onLine: (line) => {
        total = Number(/Running build in (\d+) packages/.exec(line)?.[1] ?? total);
        const found = /^@ledgerscope\/([\w-]+):build: cache (hit|miss)/.exec(line);
        if (!found) return;
        begun.add(found[1]);
        if (found[2] === "hit") cached++;
        else shown.update(`${found[1]} (${begun.size} of ${total})`);
      },
    },
  );
  if (code === 0) {
    shown.done(cached === begun.size ? "nothing has changed" : `${begun.size - cached} of ${begun.size} packages`);
    return true;
  }
  shown.fail();
  for (const line of linesOfFailed(lines)) print(`  ${line}`);
  return false;
}

/** What the packages that failed have written, without npm's words about it; everything where none is named. */
function linesOfFailed(lines) {
  const failed = lines.flatMap((line) => /^(@ledgerscope\/[\w-]+)#build: +ERROR/.exec(line)?.[1] ?? []);
  const own = lines.filter((line) => failed.some((name) => line.startsWith(`${name}:build: `)));
  return (failed.length > 0 ? own : lines).filter((line) => !/:build: (npm (error|warn)|> |$)/.test(line)).slice(-60);
}
