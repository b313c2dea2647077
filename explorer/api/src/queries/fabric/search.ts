import type { ApiContext } from "../../context.ts";
import type { NetworkRecord } from "../../networkDirectory.ts";
import { escapeInvisible, printable } from "../../printable.ts";
import type { Reader } from "../readable.ts";
import { channelScope } from "./channelScope.ts";
import { identitiesPage } from "./identities.ts";
import { keyFamilies } from "./keyFamilies.ts";
import { afterPrefix } from "./state.ts";

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
  const found = await Promise.all(
    channels.flatMap((of) => [
      organisationsNamed(context, of, text),
      chaincodesNamed(context, of, text),
      longEnough(text) ? identitiesNamed(context, of, text) : [],
      keysNamed(context, of, text),
    ]),
  );
  return found.flat();
}

async function organisationsNamed(
  { viewer, warehouse }: ApiContext,
  of: NetworkRecord,
  text: string,
): Promise<FabricHit[]> {
  const scope = channelScope(viewer, of);
  const rows = await warehouse.query<{ msp: string }>(
    `SELECT DISTINCT msp FROM store.fabric_identities
     WHERE ${scope.sql} AND msp != '' AND positionCaseInsensitiveUTF8(msp, {text:String}) > 0
     ORDER BY msp LIMIT ${MAX_HITS}`,
    { ...scope.params, text },
  );
  return rows.map(({ msp }) => ({
    kind: "organisation",
    network: of.name,
    label: escapeInvisible(msp),
    detail: "",
    exact: msp.toLowerCase() === text.toLowerCase(),
  }));
}

async function chaincodesNamed(
  { viewer, warehouse }: ApiContext,
  of: NetworkRecord,
  text: string,
): Promise<FabricHit[]> {
  const scope = channelScope(viewer, of);
  const rows = await warehouse.query<{ chaincode: string; newest: string }>(
    `SELECT chaincode, argMax(version, (height, tx_index)) AS newest FROM store.fabric_lifecycle
     WHERE ${scope.sql} AND step != 'approve' AND validation_code IN (0, 254)
       AND positionCaseInsensitiveUTF8(chaincode, {text:String}) > 0
     GROUP BY chaincode ORDER BY chaincode LIMIT ${MAX_HITS}`,
    { ...scope.params, text },
  );
  return rows.map(({ chaincode, newest }) => ({
    kind: "chaincode",
    network: of.name,
    label: escapeInvisible(chaincode),
    detail: escapeInvisible(newest),
    exact: chaincode.toLowerCase() === text.toLowerCase(),
  }));
}

async function identitiesNamed(
  { viewer, warehouse }: ApiContext,
  of: NetworkRecord,
  text: string,
): Promise<FabricHit[]> {
  const rows = await identitiesPage(viewer, warehouse, of, { text }, { limit: MAX_HITS });
  const wanted = text.toLowerCase();
  return rows.map(({ msp, commonName, subject, serial, roles, certSha256 }) => ({
    kind: "identity",
    network: of.name,
    label: escapeInvisible(commonName || subject),
    detail: [msp, ...roles].filter((part) => part !== "").join(" · "),
    exact: [commonName, subject, serial, certSha256].some((name) => name.toLowerCase() === wanted),
    certSha256,
  }));
}

/**
 * Keys that are the text, begin with it, or continue with it behind the beginning of their family: `HP-7` finds
 * `bill/HP-7` and `remittance/HP-7/001`. Each is a look-up along the table's order.
 */
async function keysNamed({ viewer, warehouse }: ApiContext, of: NetworkRecord, text: string): Promise<FabricHit[]> {
  const textHex = Buffer.from(text, "utf8").toString("hex");
  const spaces = await familiesOf(warehouse, of, async () => {
    const scope = channelScope(viewer, of);
    const rows = await warehouse.query<{ namespace: string }>(
      `SELECT DISTINCT namespace FROM store.fabric_state
       WHERE ${scope.sql} AND collection = '' AND namespace NOT IN ('_lifecycle', 'lscc')
       ORDER BY namespace LIMIT 50`,
      scope.params,
    );
    return Promise.all(
      rows.map(async ({ namespace }) => {
        const { families } = await keyFamilies(viewer, warehouse, of, { namespace, collection: "" }, "");
        return { namespace, prefixes: families.map(({ prefixHex }) => prefixHex) };
      }),
    );
  });
  const found = await Promise.all(
    spaces.map(({ namespace, prefixes }) =>
      keysBeginning(viewer, warehouse, of, namespace, [textHex, ...prefixes.map((prefix) => prefix + textHex)]),
    ),
  );
  return found.flat().map(({ namespace, keyHex }) => ({
    kind: "key",
    network: of.name,
    label: printable(keyHex),
    detail: escapeInvisible(namespace),
    exact: keyHex === textHex,
    namespace,
    collection: "",
    keyHex,
  }));
}

async function keysBeginning(
  viewer: ApiContext["viewer"],
  reader: Reader,
  of: NetworkRecord,
  namespace: string,
  prefixes: readonly string[],
): Promise<{ readonly namespace: string; readonly keyHex: string }[]> {
  const scope = channelScope(viewer, of);
  const params: Record<string, unknown> = { ...scope.params, namespace };
  const ranges = prefixes.map((prefix, index) => {
    const end = afterPrefix(prefix);
    params[`from${index}`] = prefix;
    if (end === undefined) return `key >= unhex({from${index}:String})`;
    params[`to${index}`] = end;
    return `(key >= unhex({from${index}:String}) AND key < unhex({to${index}:String}))`;
  });
  const rows = await reader.query<{ keyHex: string }>(
    `SELECT DISTINCT lower(hex(key)) AS keyHex FROM store.fabric_state
     WHERE ${scope.sql} AND namespace = {namespace:String} AND collection = '' AND (${ranges.join(" OR ")})
     ORDER BY key LIMIT ${MAX_HITS}`,
    params,
  );
  return rows.map(({ keyHex }) => ({ namespace, keyHex }));
}

interface Space {
  readonly namespace: string;
  readonly prefixes: readonly string[];
}

/** Families hardly ever change: each channel's are looked for once a minute. Who may read the channel shares them. */
const FAMILIES_MS = 60_000;
const known = new WeakMap<Reader, Map<string, { readonly at: number; readonly spaces: Promise<Space[]> }>>();

function familiesOf(reader: Reader, of: NetworkRecord, look: () => Promise<Space[]>): Promise<Space[]> {
  const ofReader = known.get(reader) ?? new Map();
  known.set(reader, ofReader);
  const found = ofReader.get(of.name);
  if (found && Date.now() - found.at < FAMILIES_MS) return found.spaces;
  const spaces = look();
  ofReader.set(of.name, { at: Date.now(), spaces });
  spaces.catch(() => ofReader.delete(of.name));
  return spaces;
}
