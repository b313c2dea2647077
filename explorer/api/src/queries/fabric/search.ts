import type { Viewer } from "@ledgerscope/core";
import type { ApiContext } from "../../context.ts";
import type { NetworkRecord } from "../../networkDirectory.ts";
import { escapeInvisible, printable } from "../../printable.ts";
import { remembering } from "../../remembered.ts";
import { type Reader, readable } from "../readable.ts";
import { channelsScope } from "./channelScope.ts";
import { identitiesWith } from "./identities.ts";
import { familiesOfNamespaces, keyFamilies } from "./keyFamilies.ts";
import { afterPrefix, stateNamespaces } from "./state.ts";

/** Something of a Fabric channel that a text names. */
export interface FabricHit {
  readonly kind: "key" | "identity" | "organisation" | "chaincode";
  readonly network: string;
  /** What it is called: the key, the common name, the MSP id, the name. */
  readonly label: string;
  /** What tells it from others: the namespace, the MSP id and the role, the version; may be empty. */
  readonly detail: string;
  /** The whole name was given. */
  readonly exact: boolean;
  readonly namespace?: string;
  readonly collection?: string;
  readonly keyHex?: string;
  readonly certSha256?: string;
}

const MAX_HITS = 10;

/** Fewest characters that a part of a name is looked for by; names of two characters are common in Chinese. */
const longEnough = (text: string): boolean => text.length >= 3 || /^\p{Script=Han}{2}$/u.test(text);

/** Keys, identities, organisations and chaincodes of the viewer's Fabric channels that the text names. */
export async function fabricHits(context: ApiContext, text: string): Promise<FabricHit[]> {
  const channels = context.directory.visible(context.viewer).filter(({ family }) => family === "fabric");
  if (channels.length === 0) return [];
  const found = await Promise.all([
    organisationsNamed(context, channels, text),
    chaincodesNamed(context, channels, text),
    longEnough(text) ? identitiesNamed(context, channels, text) : [],
    keysNamed(context, channels, text),
  ]);
  return found.flat();
}

async function organisationsNamed(
  { viewer, warehouse }: ApiContext,
  of: readonly NetworkRecord[],
  text: string,
): Promise<FabricHit[]> {
  const scope = channelsScope(viewer, of);
  const rows = await warehouse.query<{ network: string; msp: string }>(
    `SELECT DISTINCT network, msp FROM store.fabric_identities
     WHERE ${scope.sql} AND msp != '' AND positionCaseInsensitiveUTF8(msp, {text:String}) > 0
     ORDER BY network, msp LIMIT ${MAX_HITS} BY network`,
    { ...scope.params, text },
  );
  return rows.map(({ network, msp }) => ({
    ...{ kind: "organisation", network, label: escapeInvisible(msp), detail: "" },
    exact: msp.toLowerCase() === text.toLowerCase(),
  }));
}

async function chaincodesNamed(
  { viewer, warehouse }: ApiContext,
  of: readonly NetworkRecord[],
  text: string,
): Promise<FabricHit[]> {
  const scope = channelsScope(viewer, of);
  const rows = await warehouse.query<{ network: string; chaincode: string; newest: string }>(
    `SELECT network, chaincode, argMax(version, (height, tx_index)) AS newest FROM store.fabric_lifecycle
     WHERE ${scope.sql} AND step != 'approve' AND validation_code IN (0, 254)
       AND positionCaseInsensitiveUTF8(chaincode, {text:String}) > 0
     GROUP BY network, chaincode ORDER BY network, chaincode LIMIT ${MAX_HITS} BY network`,
    { ...scope.params, text },
  );
  return rows.map(({ network, chaincode, newest }) => ({
    ...{ kind: "chaincode", network, label: escapeInvisible(chaincode), detail: escapeInvisible(newest) },
    exact: chaincode.toLowerCase() === text.toLowerCase(),
  }));
}

async function identitiesNamed(
  { viewer, warehouse }: ApiContext,
  of: readonly NetworkRecord[],
  text: string,
): Promise<FabricHit[]> {
  const rows = await identitiesWith(viewer, warehouse, of, text, MAX_HITS);
  const wanted = text.toLowerCase();
  return rows.map(({ network, msp, commonName, subject, serial, roles, certSha256 }) => ({
    kind: "identity",
    network,
    label: escapeInvisible(commonName || subject),
    detail: [msp, ...roles].filter((part) => part !== "").join(" · "),
    exact: [commonName, subject, serial, certSha256].some((name) => name.toLowerCase() === wanted),
    certSha256,
  }));
}

/** Namespaces whose keys one statement looks for: each is a part of it. */
const SPACES_AT_ONCE = 16;

/**
 * Keys that are the text, begin with it, or continue with it behind the beginning of their family: `HP-7` finds
 * `bill/HP-7` and `remittance/HP-7/001`. Each is a look-up along the table's order.
 */
async function keysNamed(
  { viewer, warehouse }: ApiContext,
  of: readonly NetworkRecord[],
  text: string,
): Promise<FabricHit[]> {
  const textHex = Buffer.from(text, "utf8").toString("hex");
  const known = await Promise.all(of.map((channel) => familiesOf(viewer, warehouse, channel)));
  const spaces = known.flat();
  const chunks = Array.from({ length: Math.ceil(spaces.length / SPACES_AT_ONCE) }, (_, at) =>
    spaces.slice(at * SPACES_AT_ONCE, (at + 1) * SPACES_AT_ONCE),
  );
  const found = await Promise.all(chunks.map((chunk) => keysBeginning(viewer, warehouse, chunk, textHex)));
  return found.flat().map(({ network, namespace, keyHex }) => ({
    kind: "key",
    network,
    label: printable(keyHex),
    detail: escapeInvisible(namespace),
    exact: keyHex === textHex,
    namespace,
    collection: "",
    keyHex,
  }));
}

/** A part for each namespace: it is read in the order of the table and stops at the limit. */
function keysBeginning(
  viewer: Viewer,
  reader: Reader,
  spaces: readonly Space[],
  textHex: string,
): Promise<{ readonly network: string; readonly namespace: string; readonly keyHex: string }[]> {
  const scope = readable(viewer, "with channel");
  const params: Record<string, unknown> = { ...scope.params };
  const bound = (name: string, value: string): string => {
    params[name] = value;
    return `{${name}:String}`;
  };
  const parts = spaces.map(({ of, namespace, prefixes }, at) => {
    const ranges = ["", ...prefixes].map((prefix, index) => {
      const from = prefix + textHex;
      const end = afterPrefix(from);
      const above = `key >= unhex(${bound(`from${at}_${index}`, from)})`;
      return end === undefined ? above : `(${above} AND key < unhex(${bound(`to${at}_${index}`, end)}))`;
    });
    const channel = of.channel === undefined ? "" : ` AND channel = ${bound(`channel${at}`, of.channel)}`;
    return `(SELECT DISTINCT network, namespace, key FROM store.fabric_state
      WHERE ${scope.sql} AND network = ${bound(`network${at}`, of.name)}${channel}
        AND namespace = ${bound(`namespace${at}`, namespace)} AND collection = '' AND (${ranges.join(" OR ")})
      ORDER BY key LIMIT ${MAX_HITS})`;
  });
  return reader.query(
    `SELECT network, namespace, lower(hex(key)) AS keyHex FROM (${parts.join("\nUNION ALL\n")})
     ORDER BY network, namespace, key`,
    params,
  );
}

interface Space {
  readonly of: NetworkRecord;
  readonly namespace: string;
  /** What the keys of its families begin with, hex. */
  readonly prefixes: readonly string[];
}

/** States that are read for the sake of their families at once; those of larger namespaces are leapt over. */
const MAX_STATES = 500_000;

/** Where a channel's keys are looked for. */
async function spacesOf(viewer: Viewer, reader: Reader, of: NetworkRecord): Promise<Space[]> {
  const rows = (await stateNamespaces(viewer, reader, of)).filter(
    ({ namespace, collection }) => collection === "" && namespace !== "_lifecycle" && namespace !== "lscc",
  );
  let left = MAX_STATES;
  const small = new Set<string>();
  for (const { namespace, states } of [...rows].sort((a, b) => Number(a.states) - Number(b.states))) {
    left -= Number(states);
    if (left >= 0) small.add(namespace);
  }
  const together = await familiesOfNamespaces(viewer, reader, of, [...small]);
  return Promise.all(
    rows.slice(0, 50).map(async ({ namespace }) => {
      const families =
        together.get(namespace) ?? (await keyFamilies(viewer, reader, of, { namespace, collection: "" }, "")).families;
      return { of, namespace, prefixes: families.map(({ prefixHex }) => prefixHex) };
    }),
  );
}

/**
 * Families hardly ever change: each channel's are looked for once a minute, and those known are taken meanwhile.
 * Who may read the channel shares them.
 */
const remembered = remembering<Space[]>({ freshMs: 60_000, keptMs: 3_600_000 });

const familiesOf = (viewer: Viewer, reader: Reader, of: NetworkRecord): Promise<Space[]> =>
  remembered(reader, of.name, () => spacesOf(viewer, reader, of));
