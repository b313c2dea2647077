import { readFile } from "node:fs/promises";
import { request } from "node:https";
import { join } from "node:path";
import type { DevnetDescription, OrdererDescription } from "./description.ts";
import { organisationOf } from "./peerCommand.ts";

/** What an ordering node says of a channel (`GET /participation/v1/channels/<name>`). */
export interface ChannelInfo {
  readonly name: string;
  /** Blocks: the newest is `height - 1`. */
  readonly height: number;
  readonly status: "active" | "onboarding" | "inactive" | "failed";
  readonly consensusRelation: "consenter" | "follower" | "config-tracker" | "other";
}

const PATH = "/participation/v1/channels";
const TIMEOUT_MS = 15_000;

/** Makes an ordering node part of the channel that begins with that block, as `osnadmin channel join` does. */
export async function joinChannel(
  description: DevnetDescription,
  orderer: OrdererDescription,
  genesis: Buffer,
): Promise<void> {
  const boundary = "fabric-devnet-config-block";
  const body = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="config-block"; filename="config.block"\r\n` +
        "Content-Type: application/octet-stream\r\n\r\n",
    ),
    genesis,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  const answer = await call(description, orderer, "POST", PATH, {
    body,
    type: `multipart/form-data; boundary=${boundary}`,
  });
  if (answer.status !== 201) throw new Error(`${orderer.name} did not join the channel: ${answer.text}`);
}

/** Undefined when the node is not part of that channel. */
export async function channelInfo(
  description: DevnetDescription,
  orderer: OrdererDescription,
  channel: string,
): Promise<ChannelInfo | undefined> {
  const answer = await call(description, orderer, "GET", `${PATH}/${channel}`);
  if (answer.status === 404) return undefined;
  if (answer.status !== 200) throw new Error(`${orderer.name} says nothing of channel ${channel}: ${answer.text}`);
  return JSON.parse(answer.text) as ChannelInfo;
}

async function call(
  description: DevnetDescription,
  orderer: OrdererDescription,
  method: string,
  path: string,
  content?: { body: Buffer; type: string },
): Promise<{ status: number; text: string }> {
  const admin = organisationOf(description, orderer.mspId).users["Admin"] as string;
  const tls = join(admin, "..", "tls");
  const [ca, cert, key] = await Promise.all([
    readFile(orderer.tlsCa),
    readFile(join(tls, "client.crt")),
    readFile(join(tls, "client.key")),
  ]);
  return new Promise((settle, fail) => {
    const headers = content ? { "content-type": content.type, "content-length": content.body.length } : {};
    const sent = request(
      `${orderer.admin}${path}`,
      { method, ca, cert, key, headers, agent: false, timeout: TIMEOUT_MS },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => settle({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
        answer.on("error", fail);
      },
    );
    sent.on("timeout", () => sent.destroy(new Error(`${orderer.name} did not answer within ${TIMEOUT_MS / 1000} s`)));
    sent.on("error", fail);
    sent.end(content?.body);
  });
}
