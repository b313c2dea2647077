/** `common.HeaderType` (fabric-protos common/common.proto), with those that older Fabric knew. */
const NAMES: Readonly<Record<number, string>> = {
  0: "MESSAGE",
  1: "CONFIG",
  2: "CONFIG_UPDATE",
  3: "ENDORSER_TRANSACTION",
  4: "ORDERER_TRANSACTION",
  5: "DELIVER_SEEK_INFO",
  6: "CHAINCODE_PACKAGE",
  8: "PEER_ADMIN_OPERATION",
  9: "TOKEN_TRANSACTION",
};

export const headerTypeName = (type: number): string => NAMES[type] ?? `TYPE_${type}`;
