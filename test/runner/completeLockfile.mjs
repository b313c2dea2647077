// Adds to package-lock.json the optional packages of other platforms that the registry at hand did not serve
// when the file was written. Without them `npm ci` calls the file out of sync; with them it passes them over,
// as it does with every package for another platform.
import { readFileSync, writeFileSync } from "node:fs";

const path = process.argv[2] ?? "package-lock.json";
const lock = JSON.parse(readFileSync(path, "utf8"));
const packages = lock.packages;

const oses = { windows: "win32" };
const cpus = { amd64: "x64", 64: "x64" };

for (const [owner, { dev, optionalDependencies = {} }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (Object.keys(packages).some((key) => key.endsWith(`node_modules/${name}`))) continue;
    const words = name.split("/").at(-1).split("-");
    const os = words.find((word) => /^(android|darwin|freebsd|linux|openharmony|win32|windows)$/.test(word));
    const cpu = words.find((word) => /^(arm|arm64|x64|amd64|64|ia32|ppc64|riscv64|s390x)$/.test(word));
    const libc = /musl/.test(name) ? "musl" : os === "linux" ? "glibc" : undefined;
    if (!os || !cpu || !/^\d/.test(version)) throw new Error(`${owner}: what platform is ${name}@${version} for?`);
    packages[`node_modules/${name}`] = {
      version,
      cpu: [cpus[cpu] ?? cpu],
      ...(dev ? { dev } : {}),
      ...(libc ? { libc: [libc] } : {}),
      optional: true,
      os: [oses[os] ?? os],
    };
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, "en")));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
