import { connect, createServer } from "node:net";
import { HOST } from "./networkPlan.ts";

/** @throws Error in one sentence that names the first port another program listens on, and for whom it was meant. */
export async function checkPorts(wanted: readonly { readonly name: string; readonly port: number }[]): Promise<void> {
  for (const { name, port } of wanted)
    if (!(await isFree(port)))
      throw new Error(
        `port ${port}, meant for ${name}, is taken by another program: end that program, or choose other ports with --base-port`,
      );
}

/** The first free port from `from` on that is not in `taken`. */
export async function freePort(from: number, taken: ReadonlySet<number>): Promise<number> {
  for (let port = from; port < 65_536; port++) if (!taken.has(port) && (await isFree(port))) return port;
  throw new Error(`no port is free from ${from} on`);
}

/** Whether somebody takes connections at "127.0.0.1:port". */
export function listens(address: string): Promise<boolean> {
  const [host, port] = address.split(":") as [string, string];
  return new Promise((settle) => {
    const socket = connect(Number(port), host);
    const answer = (yes: boolean) => () => {
      socket.destroy();
      settle(yes);
    };
    socket.once("connect", answer(true));
    socket.once("error", answer(false));
  });
}

function isFree(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const probe = createServer();
    probe.once("error", () => settle(false));
    probe.listen(port, HOST, () => probe.close(() => settle(true)));
  });
}
