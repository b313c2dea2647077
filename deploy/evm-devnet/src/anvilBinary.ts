import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * The anvil program of this platform, out of its npm package (an optional dependency of `@foundry-rs/anvil`).
 * @throws Error saying what to install when it is absent.
 */
export function anvilBinary(): string {
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  const name = `@foundry-rs/anvil-${process.platform}-${arch}`;
  try {
    const anvil = createRequire(import.meta.url).resolve("@foundry-rs/anvil/package.json");
    const folder = dirname(createRequire(anvil).resolve(`${name}/package.json`));
    const binary = join(folder, "bin", process.platform === "win32" ? "anvil.exe" : "anvil");
    if (existsSync(binary)) return binary;
  } catch {
    // Told below, as when the file is missing.
  }
  throw new Error(
    `anvil is not installed for ${process.platform} ${process.arch}: npm package ${name} is missing. ` +
      "Run `npm install` without --omit=optional",
  );
}
