import type { Socket } from "node:net";
import { createServer, type TLSSocket } from "node:tls";
import { type Server, ServerCredentials } from "@grpc/grpc-js";
import type { Issued } from "./certificateAuthority.ts";
import type { Call } from "./node.ts";
import type { ClientConnection } from "./seek.ts";

export interface ListenOptions {
  /** 0 for any that is free. */
  readonly port: number;
  readonly tls: Issued;
  /** PEM of the authority of clients' TLS certificates. */
  readonly clientAuthority: string;
  /** Whether a client has to show a certificate; else it may, and it is not judged, as with Fabric's peers. */
  readonly isMutual: boolean;
}

/** TLS in front of a gRPC server, with the connections in our hands: grpc-js hides both certificates and sockets. */
export interface SecureListener {
  readonly port: number;
  connectionOf(call: Call): ClientConnection;
  cut(call: Call): void;
  close(): Promise<void>;
}

export async function listen(server: Server, options: ListenOptions): Promise<SecureListener> {
  const { isMutual } = options;
  const sockets = new Set<Socket>();
  const connections = new Map<string, TLSSocket>();
  let isClosed = false;
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  const listener = createServer({
    cert: options.tls.certificate,
    key: options.tls.privateKey,
    ca: options.clientAuthority,
    requestCert: true,
    rejectUnauthorized: isMutual,
    ALPNProtocols: ["h2"],
    minVersion: "TLSv1.2",
  });
  // Also those that are still shaking hands when the node is killed.
  listener.on("connection", (socket: Socket) => {
    if (isClosed) socket.destroy();
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  listener.on("tlsClientError", (_error, socket) => socket.destroy());
  listener.on("secureConnection", (socket) => {
    if (isClosed) {
      socket.destroy();
      return;
    }
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    connections.set(peer, socket);
    socket.on("close", () => connections.delete(peer)).on("error", () => socket.destroy());
    injector.injectConnection(socket);
  });
  await new Promise<void>((resolve, reject) => {
    listener.once("error", reject).listen(options.port, "127.0.0.1", resolve);
  });
  const { port } = listener.address() as { port: number };
  return {
    port,
    connectionOf: (call) => {
      const certificate = connections.get(call.getPeer())?.getPeerCertificate().raw;
      return { isMutual, certificate };
    },
    cut: (call) => void connections.get(call.getPeer())?.destroy(),
    close: async () => {
      isClosed = true;
      const closed = new Promise((resolve) => listener.close(resolve));
      for (const socket of [...connections.values(), ...sockets]) socket.destroy();
      await closed;
      injector.destroy();
    },
  };
}
