import { accessSync, constants } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { describeGiven } from "./describeGiven.ts";

/** Programs that tests use and npm does not bring, with how to get them. */
const tools = {
  chromium: { names: ["chromium", "chromium-browser", "google-chrome"], get: "apt-get install chromium" },
  geth: {
    names: ["geth"],
    get: "go install github.com/ethereum/go-ethereum/cmd/geth@v1.17.5, or its path in LEDGERSCOPE_GETH",
  },
  curl: { names: ["curl"], get: "apt-get install curl" },
  script: { names: ["script"], get: "apt-get install bsdutils" },
  xz: { names: ["xz"], get: "apt-get install xz-utils" },
} as const;

type Tool = keyof typeof tools;

/**
 * `describe` for tests that need a program: `body` is given its absolute path. Where it is absent, one test
 * is skipped in their place, and says how to get it.
 */
export function describeWith(tool: Tool, name: string, body: (path: string) => void): void {
  describeGiven(find(tool), `${tool} is not installed: ${tools[tool].get}`, name, body);
}

/** `LEDGERSCOPE_<TOOL>` names one; otherwise PATH, and where Go installs. */
function find(tool: Tool): string | undefined {
  const { PATH = "", GOBIN, GOPATH = join(homedir(), "go") } = process.env;
  const given = process.env[`LEDGERSCOPE_${tool.toUpperCase()}`];
  if (given) return isExecutable(given) ? given : undefined;
  const folders = [...PATH.split(delimiter), ...(GOBIN ? [GOBIN] : []), join(GOPATH, "bin")];
  return tools[tool].names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
