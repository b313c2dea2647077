import { connect } from "node:net";
import { tellUsage } from "./ownUsage.ts";

/**
 * Asks a node for blocks and receipts, as everybody else does, and throws the answers away: each connection reads into
 * the same memory again and again. What it takes is what no reader in Node can do without. Arguments: URL of the node, first
 * height, end, requests in flight.
 */
const [node, from, end, inFlight] = process.argv.slice(2) as [string, string, string, string];
const { hostname, port } = new URL(node);
const ROOM_BYTES = 1 << 20;
const HEAD_END = "\r\n\r\n";

function* requests(): Generator<string> {
  for (let height = Number(from); height < Number(end); height++) {
    const tag = `0x${height.toString(16)}`;
    for (const [method, params] of [
      ["eth_getBlockByNumber", [tag, true]],
      ["eth_getBlockReceipts", [tag]],
    ] as const) {
      const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
      yield `POST / HTTP/1.1\r\nhost: ${hostname}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    }
  }
}

async function readAll(pending: Iterator<string>): Promise<void> {
  await new Promise<void>((done, fail) => {
    const room = Buffer.allocUnsafeSlow(ROOM_BYTES);
    let left = 0;
    const ask = (): void => {
      const { value, done: isDone } = pending.next();
      if (isDone) socket.end(done);
      else socket.write(value);
    };
    const callback = (bytes: number): boolean => {
      if (left === 0) {
        // The replay node sends a head in one piece.
        const head = room.toString("latin1", 0, Math.min(bytes, 1024)).split(HEAD_END)[0] as string;
        left = Number(/content-length: (\d+)/i.exec(head)?.[1]) + head.length + HEAD_END.length;
      }
      left -= bytes;
      if (Number.isNaN(left) || left < 0) fail(new Error("the node's answer is none"));
      if (left === 0) ask();
      return true;
    };
    const socket = connect({ host: hostname, port: Number(port), onread: { buffer: room, callback } }, ask);
    socket.on("error", fail);
  });
}

await tellUsage(async () => {
  const all = requests();
  await Promise.all(Array.from({ length: Number(inFlight) }, () => readAll(all)));
});
