import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";

/** Where Fabric's documentation tells how to get its binaries. */
const INSTALL_PAGE = "https://hyperledger-fabric.readthedocs.io/en/latest/install.html";

const PROGRAMS = ["peer", "orderer", "configtxgen", "configtxlator"] as const;
type Program = (typeof PROGRAMS)[number];

/** The user's own Fabric. */
export interface FabricBinaries {
  /** Folder that holds `peer`, `orderer`, `configtxgen`, `configtxlator`. */
  readonly folder: string;
  /** As `peer version` says, without its "v": "3.1.5". */
  readonly version: string;
}

/**
 * Finds Fabric's programs in one folder: the one given, else that of `FABRIC_BIN`, else the first of `PATH` with a `peer`.
 * @throws Error in one sentence that says what is missing and where to get it.
 */
export async function findFabricBinaries(
  given?: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<FabricBinaries> {
  const named = given ?? environment["FABRIC_BIN"];
  const folder = named ? resolve(named) : folderOnPath(environment["PATH"] ?? "");
  if (!folder)
    throw new Error(
      `Fabric's programs (${PROGRAMS.join(", ")}) are needed and are not on PATH: get them as ${INSTALL_PAGE} tells, then set FABRIC_BIN to their folder`,
    );
  const missing = PROGRAMS.filter((program) => !isExecutable(join(folder, program)));
  if (missing.length)
    throw new Error(`${folder} lacks Fabric's ${missing.join(", ")}: get them as ${INSTALL_PAGE} tells`);
  return { folder, version: await versionOf(join(folder, "peer")) };
}

export function programPath(folder: string, program: Program): string {
  return join(folder, program);
}

/** @throws Error when this version cannot run that consensus, or is too old for any. */
export function checkVersion(version: string, consensus: "raft" | "bft"): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < 2 || (major === 2 && minor < 5))
    throw new Error(`Fabric ${version} is too old: 2.5 or later is needed (${INSTALL_PAGE})`);
  if (consensus === "bft" && major < 3)
    throw new Error(
      `BFT ordering came with Fabric 3.0 and this is ${version}: take --consensus raft, or newer binaries`,
    );
}

function folderOnPath(path: string): string | undefined {
  const found = path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, "peer"))
    .find(isExecutable);
  return found && dirname(resolve(found));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function versionOf(peer: string): Promise<string> {
  const { stdout } = await promisify(execFile)(peer, ["version"]).catch((error: Error) => {
    throw new Error(`${peer} version failed: ${error.message}`);
  });
  const version = /Version:\s*v?(\S+)/.exec(stdout)?.[1];
  if (!version || !/^\d+\.\d+/.test(version))
    throw new Error(
      `${peer} is not a release of Hyperledger Fabric's peer: \`peer version\` says ${JSON.stringify(stdout.slice(0, 80))}`,
    );
  return version;
}
