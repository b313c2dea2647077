import { type MessageType, message } from "./decodeMessage.ts";

/** msp/msp_config.proto of fabric-protos. */

const ouIdentifier = message({
  1: { name: "certificate", type: "bytes" },
  2: { name: "organizational_unit_identifier", type: "string" },
});

const keyInfo = message({
  1: { name: "key_identifier", type: "string" },
  2: { name: "key_material", type: "bytes" },
});

const fabricMspConfig = message({
  1: { name: "name", type: "string" },
  2: { name: "root_certs", type: "bytes", is: "repeated" },
  3: { name: "intermediate_certs", type: "bytes", is: "repeated" },
  4: { name: "admins", type: "bytes", is: "repeated" },
  5: { name: "revocation_list", type: "bytes", is: "repeated" },
  6: {
    name: "signing_identity",
    type: message({
      1: { name: "public_signer", type: "bytes" },
      2: { name: "private_signer", type: keyInfo },
    }),
  },
  7: { name: "organizational_unit_identifiers", type: ouIdentifier, is: "repeated" },
  8: {
    name: "crypto_config",
    type: message({
      1: { name: "signature_hash_family", type: "string" },
      2: { name: "identity_identifier_hash_function", type: "string" },
    }),
  },
  9: { name: "tls_root_certs", type: "bytes", is: "repeated" },
  10: { name: "tls_intermediate_certs", type: "bytes", is: "repeated" },
  11: {
    name: "fabric_node_ous",
    type: message({
      1: { name: "enable", type: "bool" },
      2: { name: "client_ou_identifier", type: ouIdentifier },
      3: { name: "peer_ou_identifier", type: ouIdentifier },
      4: { name: "admin_ou_identifier", type: ouIdentifier },
      5: { name: "orderer_ou_identifier", type: ouIdentifier },
    }),
  },
});

const idemixMspConfig = message({
  1: { name: "name", type: "string" },
  2: { name: "ipk", type: "bytes" },
  3: { name: "signer", type: "bytes" },
  4: { name: "revocation_pk", type: "bytes" },
  5: { name: "epoch", type: "int64" },
});

const CONFIGS: Readonly<Record<number, MessageType>> = { 0: fabricMspConfig, 1: idemixMspConfig };

/** `msp.MSPConfig`: type 0 is X.509, 1 Idemix. */
export const mspConfig = message({
  1: { name: "type", type: "int32" },
  2: { name: "config", type: ({ type }) => CONFIGS[Number(type)] },
});
