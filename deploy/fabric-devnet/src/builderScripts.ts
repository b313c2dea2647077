import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Fabric's external builder for chaincode as a service, in three scripts: the peer calls them with folders
 * (https://hyperledger-fabric.readthedocs.io/en/latest/cc_launcher.html) and reads the address from what
 * `release` leaves. Nothing is built: the chaincode runs already.
 */
const SCRIPTS = {
  detect: `# source, metadata
grep -q '"type" *: *"ccaas"' "$2/metadata.json"`,
  build: `# source, metadata, output
cp "$1/connection.json" "$3/"
[ ! -d "$1/META-INF" ] || cp -R "$1/META-INF" "$3/"`,
  release: `# output of build, release
mkdir -p "$2/chaincode/server"
cp "$1/connection.json" "$2/chaincode/server/"`,
};

/** @param folder whose `bin` gets the scripts */
export async function writeBuilderScripts(folder: string): Promise<void> {
  const bin = join(folder, "bin");
  await mkdir(bin, { recursive: true });
  for (const [name, body] of Object.entries(SCRIPTS))
    await writeFile(join(bin, name), `#!/bin/sh\nset -e\n${body}\n`, { mode: 0o755 });
}
