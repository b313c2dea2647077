import { createServer, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { requestStatement, StatementError } from "./statementRequest.ts";

const TAG = "0123456789abcdef";
const MESSAGE = "Code: 395. DB::Exception: too far. (FUNCTION_THROW_IF_VALUE_IS_NON_ZERO)\n";
const FRAME = `\r\n__exception__\r\n${TAG}\r\n${MESSAGE}${MESSAGE.length} ${TAG}\r\n__exception__\r\n`;

async function answered(write: (response: ServerResponse) => Promise<void>): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { "x-clickhouse-exception-tag": TAG });
    void write(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const url = `http://127.0.0.1:${port}`;
  try {
    const options = { format: "CSV", queryId: "q", signal: new AbortController().signal };
    return await text((await requestStatement({ url }, { url }, "SELECT 1", options)).rows);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const piece = (response: ServerResponse, bytes: string): Promise<void> =>
  new Promise((resolve) => response.write(bytes, () => setTimeout(resolve, 2)));

test("an error behind rows is found wherever the frame is cut", async () => {
  const all = `1\n2\n${FRAME}`;
  for (let cut = 1; cut < all.length; cut += 7) {
    const failed = answered(async (response) => {
      await piece(response, all.slice(0, cut));
      await piece(response, all.slice(cut));
      response.socket?.end();
    });
    await expect(failed).rejects.toThrow(StatementError);
    await expect(failed).rejects.toThrow(MESSAGE.trim());
  }
});

test("the error is told to a slow reader too, behind all rows", async () => {
  const rows = "row\n".repeat(200_000);
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { "x-clickhouse-exception-tag": TAG });
    response.write(rows + FRAME, () => response.socket?.end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const url = `http://127.0.0.1:${port}`;
  const options = { format: "CSV", queryId: "q", signal: new AbortController().signal };
  const result = await requestStatement({ url }, { url }, "SELECT 1", options);
  let length = 0;
  const read = async (): Promise<void> => {
    for await (const chunk of result.rows as AsyncIterable<Buffer>) {
      length += chunk.length;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  await expect(read()).rejects.toThrow(MESSAGE.trim());
  expect(length).toBe(rows.length);
  server.closeAllConnections();
  server.close();
});

test("rows that look like the beginning of a frame arrive as they are", async () => {
  const rows = `a\r\n__exception__\r\nnot the tag\r\n\r\n__exce`;
  const whole = answered(async (response) => {
    for (const byte of rows) await piece(response, byte);
    response.end();
  });
  expect(await whole).toBe(rows);
});

test("a connection that breaks without a word is an error too", async () => {
  const broken = answered(async (response) => {
    await piece(response, "1\n");
    response.socket?.destroy();
  });
  await expect(broken).rejects.toThrow(/broke off/);
});
