import { ConfigError } from "@ledgerscope/core";
import type { FabricNode } from "./liveConfig.ts";

/**
 * A node as it is configured.
 * @param key of the configuration, for messages.
 * @throws ConfigError for an address that is none, and where TLS and its certificates do not go together.
 */
export function nodeOf(
  given: {
    readonly name: string;
    readonly kind: FabricNode["kind"];
    readonly url: string;
    readonly tlsCa: string | undefined;
    readonly hostname: string | undefined;
  },
  key: string,
): FabricNode {
  const { name, kind, url, tlsCa, hostname } = given;
  const match = /^(grpcs?):\/\/([^/:]+|\[[0-9a-fA-F:]+\]):(\d+)\/?$/.exec(url);
  if (!match)
    throw new ConfigError(`${key}.url: "${url}" is no address: write grpcs://host:port, or grpc:// without TLS`);
  const isTls = match[1] === "grpcs";
  if (!isTls && (tlsCa !== undefined || hostname !== undefined)) {
    throw new ConfigError(`${key}.url: ${url} is without TLS, though tlsCa or hostname is given: write grpcs://`);
  }
  if (isTls && tlsCa === undefined) {
    throw new ConfigError(
      `${key}: ${url} needs the certificate that its TLS certificate leads to: tlsCa: a PEM file ` +
        "(in a connection profile tlsCACerts: { pem } or { path })",
    );
  }
  return {
    name,
    kind,
    address: `${match[2]}:${match[3]}`,
    ...(isTls && tlsCa !== undefined ? { tlsCa } : {}),
    ...(hostname === undefined ? {} : { hostname }),
  };
}
