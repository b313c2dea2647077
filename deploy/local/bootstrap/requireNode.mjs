/** The oldest Node.js that everything runs on; also in the root package.json. */
const oldest = [20, 19];

/** Ends the process with one sentence when Node.js is too old. */
export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split(".").map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  process.stderr.write(
    `Ledgerscope needs Node.js ${oldest.join(".")} or newer, and this is ${version}: install a newer one from https://nodejs.org.\n`,
  );
  process.exit(1);
}
