import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { root } from "./cli.ts";
import { freePort } from "./freePort.ts";

/** The flags of `npm start` that take a port. */
const PORTS = [
  "explorer",
  "disclosure",
  "api",
  "public-api",
  "warehouse",
  "public-warehouse",
  "chain",
  "metrics",
  "fabric",
  "fabric-operations",
] as const;
export type PortName = (typeof PORTS)[number];

export interface LocalStack {
  readonly child: ChildProcess;
  readonly ports: Readonly<Record<PortName, number>>;
  url(name: PortName): string;
  /** Everything printed so far. */
  output(): string;
  /** Presses Ctrl-C and waits for the end. */
  stop(): Promise<number>;
}

export async function freePorts(): Promise<Record<PortName, number>> {
  const entries: [PortName, number][] = [];
  for (const name of PORTS) entries.push([name, await freePort()]);
  return Object.fromEntries(entries) as Record<PortName, number>;
}

/** Runs `npm start`'s program on free ports, with its data in `data`, until it says that it is ready. */
export async function startLocalStack(data: string, ports: Record<PortName, number>): Promise<LocalStack> {
  const flags = PORTS.flatMap((name) => [`--${name}-port`, String(ports[name])]);
  const child = spawn(process.execPath, [path.join(root, "deploy/local/start.mjs"), "--data", data, ...flags], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ended = new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? -1)));
  await new Promise<void>((resolve, reject) => {
    const read = (text: string): void => {
      output += text;
      if (output.includes("Ready.")) resolve();
    };
    child.stdout.setEncoding("utf8").on("data", read);
    child.stderr.setEncoding("utf8").on("data", read);
    void ended.then((code) => reject(new Error(`ended with ${code} before it was ready:\n${output}`)));
  });
  return {
    child,
    ports,
    url: (name) => `http://127.0.0.1:${ports[name]}`,
    output: () => output,
    stop() {
      child.kill("SIGINT");
      return ended;
    },
  };
}
