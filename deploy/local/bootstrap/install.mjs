import { readFile, stat } from "node:fs/promises";
import { root } from "./root.mjs";
import { run } from "./run.mjs";
import { step } from "./steps.mjs";

/**
 * Installs exactly what package-lock.json names, when that has not been done since it last changed.
 *
 * @returns {Promise<boolean>} false when it failed; the reason has been printed.
 */
export async function install() {
  const [lock, installed] = await Promise.all(
    // npm writes the hidden lockfile last: an interrupted installation has none.
    ["package-lock.json", "node_modules/.package-lock.json"].map((path) =>
      stat(`${root}/${path}`).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  if (installed > 0 && installed >= lock) return true;

  const { packages } = JSON.parse(await readFile(`${root}/package-lock.json`, "utf8"));
  const total = Object.keys(packages).filter((path) => path.includes("node_modules/")).length;
  const shown = step("Installing dependencies");
  let fetched = 0;
  // `npm ci` itself is silent; at this level it names each package that it fetches.
  const { code, lines } = await run(["npm", "ci", "--loglevel=http", "--no-audit", "--no-fund"], {
    onLine: (line) => {
      if (/^npm http .*\.tgz /.test(line)) shown.update(`${Math.min(++fetched, total)} of up to ${total} packages`);
    },
  });
  if (code === 0) {
    shown.done();
    return true;
  }
  shown.fail();
  const said = lines.filter((line) => !line.startsWith("npm http"));
  process.stderr.write(`npm ci ended with ${code}:\n${said.slice(0, 20).join("\n")}\n`);
  return false;
}
