import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { AnswerBody } from "./answerBody.ts";
import { HttpPool } from "./httpPool.ts";

let server: Server | undefined;
let pool: HttpPool | undefined;
afterEach(() => {
  pool?.close();
  server?.close();
});

/** A server that answers the nth request of all its connections as `answer` says. */
async function serving(answer: (socket: Socket, request: number) => void, timeoutMs = 5_000): Promise<HttpPool> {
  let requests = 0;
  server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", () => answer(socket, requests++));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  pool = new HttpPool(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`), timeoutMs);
  return pool;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function ask(
  from: HttpPool,
  received: (bytes: number) => Promise<void> | undefined = () => undefined,
  signal?: AbortSignal,
): Promise<Answer> {
  let status = 0;
  let body: AnswerBody | undefined;
  await from.post({
    path: "/",
    headers: {},
    body: "{}",
    received,
    begin: (head) => {
      status = head.status;
      const announced = typeof head.framing === "number" ? head.framing : undefined;
      body = new AnswerBody(announced, 10_000_000, () => new Error("too long"));
      return body;
    },
    ...(signal ? { signal } : {}),
  });
  return { status, text: body?.bytes().toString("latin1") ?? "" };
}

const LARGE = Array.from({ length: 40_000 }, (_, index) => `line ${index};`).join("");
const sized = (text: string): string => `HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n${text}`;
const chunked = (text: string, size: number): string => {
  const chunks = text.match(new RegExp(`.{1,${size}}`, "gs")) ?? [];
  const framed = chunks.map((chunk) => `${chunk.length.toString(16)};name=value\r\n${chunk}\r\n`).join("");
  return `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${framed}0\r\nTrailer: x\r\n\r\n`;
};

test.each([
  ["a length", sized(LARGE)],
  ["a length of nothing", sized("")],
  ["chunks", chunked(LARGE, 5_000)],
  ["chunks of a byte", chunked(LARGE.slice(0, 5_000), 1)],
  ["one large chunk", chunked(LARGE, LARGE.length)],
  ["the end of the connection", `HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n${LARGE}`],
  ["a length after an interim answer", `HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${sized(LARGE)}`],
])("a body framed by %s is the same however it is cut on its way", async (framing, answer) => {
  const ends = framing === "the end of the connection";
  const text = answer.includes(LARGE) ? LARGE : framing === "a length of nothing" ? "" : undefined;
  for (const cut of [1_000_000, 50_000, 4_097]) {
    const from = await serving((socket) => {
      void (async () => {
        for (let at = 0; at < answer.length; at += cut) {
          socket.write(answer.slice(at, at + cut), "latin1");
          await new Promise((resolve) => setImmediate(resolve));
        }
        if (ends) socket.end();
      })();
    });
    const expected = text ?? (framing === "chunks of a byte" ? LARGE.slice(0, 5_000) : LARGE);
    expect(await ask(from)).toEqual({ status: 200, text: expected });
    expect(await ask(from), "on the same or another connection").toEqual({ status: 200, text: expected });
    from.close();
    server?.close();
  }
});

test("every byte may come alone", async () => {
  for (const answer of [sized("abc"), chunked("abcdef", 2)]) {
    const from = await serving((socket) => {
      void (async () => {
        for (const byte of answer) {
          socket.write(byte);
          await new Promise((resolve) => setImmediate(resolve));
        }
      })();
    });
    expect((await ask(from)).text).toMatch(/^abc/);
    from.close();
    server?.close();
  }
});

test("reading waits until what was received may be kept, and the answer ends no earlier", async () => {
  const from = await serving((socket) => void socket.write(sized(LARGE)));
  let waits = 0;
  let isKept = false;
  const received = (): Promise<void> => {
    waits++;
    isKept = false;
    return new Promise((resolve) =>
      setTimeout(() => {
        isKept = true;
        resolve();
      }, 5),
    );
  };
  for (let round = 0; round < 3; round++) {
    expect((await ask(from, received)).text).toBe(LARGE);
    expect(isKept).toBe(true);
  }
  expect(waits).toBeGreaterThan(2);
});

test("a connection that was closed while it was idle is replaced, one that breaks off in an answer fails", async () => {
  const from = await serving((socket, request) => {
    if (request === 1) socket.destroy();
    else if (request < 3) socket.write(sized("ok"));
    else socket.end("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort");
  });
  expect((await ask(from)).text).toBe("ok");
  expect((await ask(from)).text).toBe("ok");
  await expect(ask(from)).rejects.toThrow(/closed/);
});

test.each([
  ["no HTTP", "SSH-2.0-OpenSSH\r\n\r\n"],
  ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
  ["a chunk without a size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n"],
  ["a chunk that is longer than it says", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n"],
  ["headers without an end", `HTTP/1.1 200 OK\r\nX: ${"x".repeat(70_000)}`],
  ["more than was announced", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nabc"],
  ["an unknown transfer encoding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nab"],
])("%s is an error, and the next request gets a connection of its own", async (_, answer) => {
  const from = await serving((socket, request) => void socket.write(request === 0 ? answer : sized("ok")));
  await expect(ask(from)).rejects.toThrow();
  expect((await ask(from)).text).toBe("ok");
});

test("silence ends in a timeout, a signal at once", async () => {
  const from = await serving(() => {}, 100);
  await expect(ask(from)).rejects.toMatchObject({ code: "ETIMEDOUT" });
  const abort = new AbortController();
  const asked = ask(from, undefined, abort.signal);
  abort.abort(new Error("no longer wanted"));
  await expect(asked).rejects.toThrow("no longer wanted");
  await expect(ask(from, undefined, abort.signal)).rejects.toThrow("no longer wanted");
});

test("answers side by side do not mix", async () => {
  const from = await serving((socket, request) => {
    const text = `${request % 7};`.repeat(20_000 + request);
    setTimeout(() => socket.write(request % 2 ? sized(text) : chunked(text, 777)), request % 5);
  });
  const texts = await Promise.all(
    Array.from({ length: 16 }, async () => {
      const all: string[] = [];
      for (let round = 0; round < 8; round++) all.push((await ask(from)).text);
      return all;
    }),
  );
  for (const text of texts.flat()) expect(new Set(text.split(";")).size).toBe(2);
  expect(new Set(texts.flat().map(({ length }) => length)).size).toBe(128);
});
