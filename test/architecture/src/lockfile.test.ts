import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { expect, test } from "vitest";

interface Locked {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const file = resolve(import.meta.dirname, "../../../package-lock.json");
const { packages } = JSON.parse(await readFile(file, "utf8")) as { packages: Record<string, Locked> };

test("the lockfile carries no download addresses", () => {
  const addresses = Object.values(packages).filter(({ resolved = "", link }) => !link && resolved !== "");
  expect(addresses).toEqual([]);
});

test("npm ci finds the optional packages of every platform: node test/runner/completeLockfile.mjs", () => {
  const paths = Object.keys(packages);
  const missing = Object.values(packages)
    .flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
    .filter((name) => !paths.some((path) => path.endsWith(`node_modules/${name}`)));
  expect(missing).toEqual([]);
});
