import { createHash, createPrivateKey, X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { checkServerIdentity } from "node:tls";
import { Client, type ClientDuplexStream, credentials, type ServiceError } from "@grpc/grpc-js";
import { ConfigError } from "@ledgerscope/core";
import { type PrivateResponse, parsePrivateResponse } from "../privateData/privateSets.ts";
import { type DeliverResponse, parseDeliverResponse } from "./deliverResponse.ts";
import { type Identity, isPair, readText } from "./identity.ts";
import type { FabricNode, LiveConfig } from "./liveConfig.ts";
import { type Seek, seekEnvelope } from "./signedEnvelope.ts";

/** Own TLS certificate and key in PEM. */
export interface ClientTls {
  readonly certificate: string;
  readonly key: string;
  /** SHA-256 of the certificate's DER. */
  readonly hash: Uint8Array;
}

/** @throws ConfigError naming the file. */
export function readClientTls(config: NonNullable<LiveConfig["clientTls"]>, key: string): ClientTls {
  const certificate = readText(config.certificate, `${key}.certificate`);
  const privateKey = readText(config.key, `${key}.key`);
  let belongs: boolean;
  try {
    belongs = isPair(new X509Certificate(certificate), createPrivateKey(privateKey));
  } catch {
    throw new ConfigError(`${key}: ${config.certificate} and ${config.key} must be a certificate and its key in PEM`);
  }
  if (!belongs) throw new ConfigError(`${key}: ${config.key} is not the key of the certificate ${config.certificate}`);
  return clientTlsOf({ certificate, key: privateKey });
}

export function clientTlsOf({ certificate, key }: Omit<ClientTls, "hash">): ClientTls {
  return { certificate, key, hash: createHash("sha256").update(new X509Certificate(certificate).raw).digest() };
}

/** A Deliver stream: requests go in, blocks and states come out. */
export type DeliverStream = ClientDuplexStream<Uint8Array, DeliverResponse>;

/**
 * Peers close a connection whose client pings more often than once a minute (core.yaml
 * peer.keepalive.minInterval; orderer.yaml ServerMinInterval).
 */
const KEEPALIVE_MS = 65_000;
const KEEPALIVE_TIMEOUT_MS = 20_000;
/** Fabric sends 100 MB at most (comm.DefaultMaxRecvMsgSize); what claims to be more is not gathered. */
const MAX_MESSAGE_BYTES = 128 << 20;
/** HTTP/2 window of a stream: what may be under way, in bytes. With the usual 64 kB, distance would set the pace. */
const WINDOW_BYTES = 4 << 20;

const identityBytes = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The connection to one node. It is made when it is first used, and made again when it breaks. */
export class FabricClient {
  readonly node: FabricNode;
  readonly #channel: string;
  readonly #identity: Identity;
  readonly #tls: ClientTls | undefined;
  readonly #client: Client;

  constructor(node: FabricNode, channel: string, identity: Identity, tls: ClientTls | undefined) {
    this.node = node;
    this.#channel = channel;
    this.#identity = identity;
    this.#tls = tls;
    const { tlsCa, hostname, address } = node;
    const isTls = tlsCa !== undefined;
    const host = address.slice(0, address.lastIndexOf(":")).replace(/^\[|\]$/g, "");
    // TLS knows no addresses as server names (RFC 6066): what is sent is a name, what is checked is the address.
    const name = hostname ?? host;
    const ip = isTls && isIP(name) !== 0 ? name : undefined;
    const serverName = ip === undefined ? hostname : "localhost";
    this.#client = new Client(
      `dns:${address}`,
      isTls
        ? credentials.createSsl(
            Buffer.from(tlsCa),
            tls ? Buffer.from(tls.key) : null,
            tls ? Buffer.from(tls.certificate) : null,
            {
              // Whatever the environment says of certificates.
              rejectUnauthorized: true,
              ...(ip === undefined
                ? {}
                : { checkServerIdentity: (_name, certificate) => checkServerIdentity(ip, certificate) }),
            },
          )
        : credentials.createInsecure(),
      {
        "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
        "grpc.keepalive_time_ms": KEEPALIVE_MS,
        "grpc.keepalive_timeout_ms": KEEPALIVE_TIMEOUT_MS,
        "grpc.initial_reconnect_backoff_ms": 100,
        "grpc.max_reconnect_backoff_ms": 5_000,
        "grpc-node.flow_control_window": WINDOW_BYTES,
        "grpc.use_local_subchannel_pool": 1,
        "grpc.enable_retries": 0,
        ...(serverName === undefined
          ? {}
          : { "grpc.ssl_target_name_override": serverName, "grpc.default_authority": serverName }),
      },
    );
  }

  /** Opens a stream; nothing is asked for before the first `seek`. */
  deliver(): DeliverStream {
    const path = this.node.kind === "peer" ? "/protos.Deliver/Deliver" : "/orderer.AtomicBroadcast/Deliver";
    return this.#client.makeBidiStreamRequest(path, identityBytes, parseDeliverResponse);
  }

  /** As `deliver`, of a peer: the private data that the identity may see, without the blocks. */
  deliverWithPrivateData(): ClientDuplexStream<Uint8Array, PrivateResponse> {
    return this.#client.makeBidiStreamRequest(
      "/protos.Deliver/DeliverWithPrivateData",
      identityBytes,
      parsePrivateResponse,
    );
  }

  seek(stream: Pick<DeliverStream, "write">, seek: Seek): void {
    stream.write(seekEnvelope(this.#channel, seek, this.#identity, this.#tls?.hash));
  }

  /** One call with one answer, bytes as they are. @throws ServiceError */
  call(path: string, request: Uint8Array, timeoutMs: number): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(
        path,
        identityBytes,
        (bytes: Buffer): Uint8Array => bytes,
        request,
        { deadline: Date.now() + timeoutMs },
        (error: ServiceError | null, answer?: Uint8Array) => {
          if (error || !answer) reject(error ?? new Error(`${path}: no answer`));
          else resolve(answer);
        },
      );
    });
  }

  get identity(): Identity {
    return this.#identity;
  }

  get tlsCertHash(): Uint8Array | undefined {
    return this.#tls?.hash;
  }

  close(): void {
    this.#client.close();
  }
}
