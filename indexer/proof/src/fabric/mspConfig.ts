import { EMPTY } from "./bytes.ts";
import type { ConfigGroup } from "./configGroup.ts";
import { WireReader } from "./wire.ts";

/** `msp.FabricOUIdentifier`: an organisational unit, and who may certify it. */
export interface UnitIdentifier {
  readonly unit: string;
  /** PEM of the authority that must have issued the identity; empty for any of the MSP's. */
  readonly certifier: Uint8Array;
}

/** `msp.FabricMSPConfig` as a channel configuration carries it. Byte fields are PEM. */
export interface MspConfig {
  readonly id: string;
  /** `MSPConfig.type`: 0 X.509, 1 Idemix. */
  readonly type: number;
  readonly rootCerts: readonly Uint8Array[];
  readonly intermediateCerts: readonly Uint8Array[];
  readonly admins: readonly Uint8Array[];
  readonly revocationLists: readonly Uint8Array[];
  /** Every identity must be of one of these units, if there are any. */
  readonly units: readonly UnitIdentifier[];
  /** `SHA2`, `SHA3` */
  readonly hashFamily: string;
  /** Unit per role; undefined when node OUs are not enabled. */
  readonly nodeOus:
    | {
        readonly client: UnitIdentifier;
        readonly peer: UnitIdentifier;
        readonly admin: UnitIdentifier;
        readonly orderer: UnitIdentifier;
      }
    | undefined;
}

const X509 = 0;

/** Every MSP of the configuration by its id: of application, orderer and consortium organisations. @throws WireError */
export function decodeMsps(root: ConfigGroup): ReadonlyMap<string, MspConfig> {
  const msps = new Map<string, MspConfig>();
  const visit = (group: ConfigGroup): void => {
    const value = group.values.get("MSP");
    if (value) {
      const msp = decodeMsp(value);
      if (!msps.has(msp.id)) msps.set(msp.id, msp);
    }
    for (const child of group.groups.values()) visit(child);
  };
  visit(root);
  return msps;
}

/** @param bytes `msp.MSPConfig{type, config}`. @throws WireError */
export function decodeMsp(bytes: Uint8Array): MspConfig {
  let type = 0;
  let config = EMPTY;
  const outer = new WireReader(bytes);
  while (outer.next()) {
    if (outer.field === 1) type = outer.int32();
    else if (outer.field === 2) config = outer.bytes();
    else outer.skip();
  }
  const rootCerts: Uint8Array[] = [];
  const intermediateCerts: Uint8Array[] = [];
  const admins: Uint8Array[] = [];
  const revocationLists: Uint8Array[] = [];
  const units: UnitIdentifier[] = [];
  let id = "";
  let hashFamily = "SHA2";
  let nodeOus: MspConfig["nodeOus"];
  const reader = new WireReader(config);
  while (reader.next()) {
    if (reader.field === 1) id = reader.text();
    else if (type !== X509) reader.skip();
    else if (reader.field === 2) rootCerts.push(reader.bytes());
    else if (reader.field === 3) intermediateCerts.push(reader.bytes());
    else if (reader.field === 4) admins.push(reader.bytes());
    else if (reader.field === 5) revocationLists.push(reader.bytes());
    else if (reader.field === 7) units.push(decodeUnit(reader.message()));
    else if (reader.field === 8) hashFamily = decodeHashFamily(reader.message());
    else if (reader.field === 11) nodeOus = decodeNodeOus(reader.message());
    else reader.skip();
  }
  return { id, type, rootCerts, intermediateCerts, admins, revocationLists, units, hashFamily, nodeOus };
}

function decodeUnit(reader: WireReader): UnitIdentifier {
  let unit = "";
  let certifier = EMPTY;
  while (reader.next()) {
    if (reader.field === 1) certifier = reader.bytes();
    else if (reader.field === 2) unit = reader.text();
    else reader.skip();
  }
  return { unit, certifier };
}

/** `msp.FabricCryptoConfig.signature_hash_family` */
function decodeHashFamily(reader: WireReader): string {
  let family = "SHA2";
  while (reader.next()) {
    if (reader.field === 1) family = reader.text();
    else reader.skip();
  }
  return family;
}

const NO_UNIT: UnitIdentifier = { unit: "", certifier: EMPTY };

function decodeNodeOus(reader: WireReader): MspConfig["nodeOus"] {
  let enabled = false;
  const units = [NO_UNIT, NO_UNIT, NO_UNIT, NO_UNIT];
  while (reader.next()) {
    if (reader.field === 1) enabled = reader.bool();
    else if (reader.field >= 2 && reader.field <= 5) units[reader.field - 2] = decodeUnit(reader.message());
    else reader.skip();
  }
  const [client = NO_UNIT, peer = NO_UNIT, admin = NO_UNIT, orderer = NO_UNIT] = units;
  return enabled ? { client, peer, admin, orderer } : undefined;
}
