import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

interface Call {
  readonly id: unknown;
  readonly method: string;
}

/** A node that forwards to another one, but for methods that it says it does not have. */
export async function withoutMethods(
  upstream: string,
  refused: RegExp,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const ask = async (body: string): Promise<string> =>
    (await fetch(upstream, { method: "POST", headers: { "content-type": "application/json" }, body })).text();
  const answer = async (call: Call): Promise<string> => {
    if (!refused.test(call.method)) return ask(JSON.stringify(call));
    const error = { code: -32601, message: `the method ${call.method} does not exist/is not available` };
    return JSON.stringify({ jsonrpc: "2.0", id: call.id, error });
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Call | Call[];
    const body = Array.isArray(asked) ? `[${(await Promise.all(asked.map(answer))).join()}]` : await answer(asked);
    response.writeHead(200, { "content-type": "application/json" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}
