/** Whose signature asks the nodes: one of a fabric-network wallet, an MSP folder, or two PEM files. Paths are absolute. */
export type IdentityConfig =
  | { readonly wallet: string; readonly label: string }
  | { readonly msp: string; readonly mspId?: string | undefined }
  | { readonly certificate: string; readonly key: string; readonly mspId?: string | undefined };

/** A peer or an orderer that serves blocks. */
export interface FabricNode {
  /** As the configuration or the connection profile names it: `peer0.org1.example.com`. */
  readonly name: string;
  readonly kind: "peer" | "orderer";
  /** `host:port` */
  readonly address: string;
  /** Certificates in PEM that its TLS certificate must lead to; undefined: no TLS. */
  readonly tlsCa?: string;
  /** Name that its TLS certificate carries, where it is not the host of the address. */
  readonly hostname?: string;
  /** Told of by a peer, not by the configuration. */
  readonly isDiscovered?: boolean;
}

/** How the nodes of a running network are reached. */
export interface LiveConfig {
  /** Peers in the order in which they are asked, then orderers. */
  readonly nodes: readonly FabricNode[];
  readonly identity: IdentityConfig;
  /** The MSP of the organisation that the connection profile is of. */
  readonly mspId?: string;
  /** Own TLS certificate and key, absolute paths, where nodes want mutual TLS. */
  readonly clientTls?: { readonly certificate: string; readonly key: string };
  /** Whether peers are asked for the other peers and the orderers of the channel. */
  readonly discover: "no" | "yes" | "asLocalhost";
  /** Peers that are believed, in this order, where peers differ and none has a majority. */
  readonly trust: readonly string[];
  /** Whether peers are asked for the private data that the identity may see. */
  readonly privateData: boolean;
}
