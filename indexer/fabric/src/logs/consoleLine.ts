import type { FabricLogLine } from "./logLine.ts";

/**
 * The two default formats of common/flogging/global.go: since 2.3
 * `%{color}%{time:2006-01-02 15:04:05.000 MST} %{id:04x} %{level:.4s}%{color:reset} [%{module}] %{color:bold}%{shortfunc}%{color:reset} -> %{message}`,
 * before `%{color}%{time:2006-01-02 15:04:05.000 MST} [%{module}] %{shortfunc} -> %{level:.4s} %{id:03x}%{color:reset} %{message}`;
 * colours are there or not.
 */
const TIME = String.raw`(?<date>\d{4}-\d\d-\d\d) (?<time>\d\d:\d\d:\d\d\.\d{3}) (?<zone>[A-Z]{1,5}|[+-]\d{2,4})`;
const COLOUR = String.raw`(?:\u001b\[[\d;]*m)?`;
const HEAD = new RegExp(
  `^${COLOUR}${TIME} (?:[0-9a-f]{1,16} (?<level>[A-Z]{4})${COLOUR} \\[(?<logger>[^\\]\\s]{1,100})\\] ${COLOUR}[^\\s\\u001b]{1,200}${COLOUR} ->|\\[(?<oldLogger>[^\\]\\s]{1,100})\\] [^\\s\\u001b]{1,200} -> (?<oldLevel>[A-Z]{4}) [0-9a-f]{1,16}${COLOUR})(?: |$)`,
);

/** Beside the message, as `key=value` at the end of the line; messages hold such text themselves, so only these count. */
const FIELDS = new Set(
  [
    "channel node txID chaincode endpoint MSPID mspID endorserAddress endorserMspid numEndorsers status message",
    "error err info namespace collection key keyHash type readVersion readHashVersion committedVersion",
    "initial-endorser invoked-endorser initial-endorser-value invoked-endorser-value",
    "initial-endorser-response invoked-endorser-response orderer-address nextBlock",
    "grpc.service grpc.method grpc.request_deadline grpc.peer_address grpc.peer_subject grpc.code grpc.call_duration",
  ]
    .join(" ")
    .split(" "),
);

/** One pair as zap-logfmt writes it: quoted, JSON-escaped, where it holds a blank, a quote or an equals sign. */
const PAIR = / ([\w.-]{1,40})=("(?:[^"\\]|\\.)*"|[^\s"=]*)/y;

/** Equals signs that are looked at, and places where fields could begin that are tried, before a line has none. */
const MOST_SIGNS = 1000;
const MOST_TRIES = 20;

/** @returns undefined when the line does not begin an entry; the reason when its time cannot be known. */
export function readConsoleLine(line: string): FabricLogLine | string | undefined {
  const head = HEAD.exec(line);
  if (!head) return undefined;
  const groups = head.groups as Record<string, string | undefined>;
  const offset = offsetMinutes(groups["zone"] as string);
  if (offset === undefined) {
    return `the time zone ${groups["zone"]} is not the same everywhere: set TZ=UTC or FABRIC_LOGGING_FORMAT=json on the node`;
  }
  const ms = Date.parse(`${groups["date"]}T${groups["time"]}Z`);
  if (Number.isNaN(ms) || ms < 0) return "no time: not a date";
  const { message, fields } = splitFields(line.slice(head[0].length));
  return {
    timeNs: BigInt(ms - offset * 60_000) * 1_000_000n,
    resolutionNs: 1_000_000n,
    level: (groups["level"] ?? groups["oldLevel"] ?? "").toLowerCase(),
    logger: groups["logger"] ?? groups["oldLogger"] ?? "",
    message,
    field: (name) => fields.get(name) ?? "",
  };
}

/** Go prints a zone's abbreviation, or its offset where it has none. Only names with one meaning are taken. */
function offsetMinutes(zone: string): number | undefined {
  if (zone === "UTC" || zone === "GMT" || zone === "Z") return 0;
  const offset = /^([+-])(\d\d)(\d\d)?$/.exec(zone);
  return offset ? (offset[1] === "-" ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0)) : undefined;
}

function splitFields(text: string): { message: string; fields: Map<string, string> } {
  let sign = text.indexOf("=");
  for (let signs = 0, tries = 0; sign >= 0 && signs < MOST_SIGNS && tries < MOST_TRIES; signs++) {
    const key = / ([\w.-]{1,40})$/.exec(text.slice(Math.max(0, sign - 41), sign))?.[1];
    if (key !== undefined && FIELDS.has(key)) {
      tries++;
      const begin = sign - key.length - 1;
      const fields = pairsFrom(text, begin);
      if (fields) return { message: text.slice(0, begin), fields };
    }
    sign = text.indexOf("=", sign + 1);
  }
  return { message: text, fields: new Map() };
}

/** All pairs from `begin` to the end of the text; undefined when something else stands there. */
function pairsFrom(text: string, begin: number): Map<string, string> | undefined {
  const fields = new Map<string, string>();
  PAIR.lastIndex = begin;
  for (let end = begin; end < text.length; end = PAIR.lastIndex) {
    const pair = PAIR.exec(text);
    if (!pair) return undefined;
    const value = pair[2] as string;
    fields.set(pair[1] as string, value.startsWith('"') ? unquote(value) : value);
  }
  return fields;
}

function unquote(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}
