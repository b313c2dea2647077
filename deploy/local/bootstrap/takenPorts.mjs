import { createServer } from "node:net";

/**
 * @param {Readonly<Record<string, number>>} ports by the name of their flag.
 * @returns {Promise<string | undefined>} one sentence when any of them is in use.
 */
export async function takenPorts(ports) {
  const taken = [];
  for (const [name, port] of Object.entries(ports)) {
    if (!(await isFree(port))) taken.push([name, port]);
  }
  const [first] = taken;
  if (!first) return undefined;
  if (taken.length === 1) {
    const [name, port] = first;
    return `Port ${port} (${name}) is taken: stop the program that listens there, or choose another with \`npm start -- --${name}-port <port>\`.`;
  }
  const list = taken.map(([name, port]) => `${port} (${name})`).join(", ");
  return `Ports ${list} are taken: stop the programs that listen there (another npm start?), or choose others with \`npm start -- --port-base <port>\`.`;
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
