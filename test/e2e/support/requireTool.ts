import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { TestContext } from "vitest";

/** Programs that tests use and npm does not bring, with how to get them. */
const tools = {
  chromium: { names: ["chromium", "chromium-browser", "google-chrome"], get: "apt-get install chromium" },
  xz: { names: ["xz"], get: "apt-get install xz-utils" },
} as const;

export type Tool = keyof typeof tools;

/** @returns the absolute path of a program in `PATH`, or undefined. */
export function findTool(tool: Tool): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return tools[tool].names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

/** Skips the test that is running, with the reason, when a program is absent; else returns its absolute path. */
export function requireTool(context: TestContext, tool: Tool): string {
  return findTool(tool) ?? context.skip(`${tool} is not installed: ${tools[tool].get}`);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
