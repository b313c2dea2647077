import { createHash } from "node:crypto";
import { orderer } from "@hyperledger/fabric-protos";
import { decodeHeaders, type EnvelopeHeaders, WireError } from "@ledgerscope/proof";

/** `common.Status` values that a Deliver stream ends with. */
export const Status = {
  success: 200,
  badRequest: 400,
  forbidden: 403,
  notFound: 404,
  serviceUnavailable: 503,
} as const;
export type Status = (typeof Status)[keyof typeof Status];

type SeekPosition = InstanceType<typeof orderer.SeekPosition>;

/** A seek that cannot be answered with blocks; the status is what the stream ends with. */
export class SeekError extends Error {
  override readonly name = "SeekError";
  readonly status: Status;

  constructor(status: Status, message: string) {
    super(message);
    this.status = status;
  }
}

/** A seek envelope whose form is in order: nothing is said yet about who signed it. */
export interface Seek {
  readonly headers: EnvelopeHeaders;
  readonly info: InstanceType<typeof orderer.SeekInfo>;
}

/** `peer.authentication.timewindow` and `General.Authentication.TimeWindow` in Fabric's sample configurations. */
const TIME_WINDOW_MS = 15 * 60_000;

/** The client's end of the connection. */
export interface ClientConnection {
  readonly isMutual: boolean;
  /** DER of the certificate that the client showed; undefined where it showed none. */
  readonly certificate: Uint8Array | undefined;
}

/**
 * Reads `common.Envelope` with `orderer.SeekInfo` and checks its form in the order of Fabric's `deliver.Handler`
 * (fabric common/deliver/deliver.go).
 * @throws SeekError
 */
export function readSeek(envelope: Uint8Array, channel: string, connection: ClientConnection): Seek {
  let headers: EnvelopeHeaders;
  try {
    headers = decodeHeaders(envelope);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw new SeekError(Status.badRequest, `no envelope: ${error.message}`);
  }
  if (headers.channelHeader.length === 0) throw new SeekError(Status.badRequest, "the envelope has no header");
  checkTime(headers);
  checkBinding(headers.tlsCertHash, connection);
  if (headers.channelId !== channel) throw new SeekError(Status.notFound, `no channel ${headers.channelId}`);
  try {
    return { headers, info: orderer.SeekInfo.deserializeBinary(Uint8Array.from(headers.data)) };
  } catch {
    throw new SeekError(Status.badRequest, "the payload is no SeekInfo"); // protobuf's own errors have no class
  }
}

function checkTime({ timestamp }: EnvelopeHeaders): void {
  if (!timestamp) throw new SeekError(Status.badRequest, "the channel header has no timestamp");
  const apart = Math.abs(Number(timestamp.seconds) * 1000 + timestamp.nanos / 1e6 - Date.now());
  if (apart > TIME_WINDOW_MS) throw new SeekError(Status.badRequest, `the timestamp is ${Math.round(apart)} ms off`);
}

/** With mutual TLS the header names the client's certificate (fabric common/deliver/binding.go). @throws SeekError */
function checkBinding(claimed: Uint8Array, { isMutual, certificate }: ClientConnection): void {
  if (!isMutual) return;
  const shown = certificate && createHash("sha256").update(certificate).digest();
  if (!shown?.equals(claimed)) {
    throw new SeekError(Status.badRequest, "tls_cert_hash is not the hash of the client's TLS certificate");
  }
}

/** Heights to serve: `stop` is inclusive. */
export interface Span {
  readonly start: number;
  readonly stop: number;
}

/**
 * Which blocks a SeekInfo asks for, as Fabric's file ledger reads it, for a ledger of `height` blocks.
 * @throws SeekError
 */
export function spanOf({ info }: Seek, height: number): Span {
  const [from, to] = [info.getStart(), info.getStop()];
  if (!from || !to) throw new SeekError(Status.badRequest, "start or stop is missing");
  const start = startOf(from, height);
  return { start, stop: stopOf(to, start, height) };
}

function startOf(position: SeekPosition, height: number): number {
  const { TypeCase } = orderer.SeekPosition;
  switch (position.getTypeCase()) {
    case TypeCase.OLDEST:
      return 0;
    case TypeCase.NEWEST:
      return height - 1;
    case TypeCase.NEXT_COMMIT:
      return height;
    case TypeCase.SPECIFIED: {
      const start = position.getSpecified()?.getNumber() ?? 0;
      if (start > height) throw new SeekError(Status.notFound, `block ${start} lies beyond the next one, ${height}`);
      return start;
    }
    default:
      throw new SeekError(Status.notFound, "the start is of no known kind");
  }
}

function stopOf(to: SeekPosition, start: number, height: number): number {
  const { TypeCase } = orderer.SeekPosition;
  switch (to.getTypeCase()) {
    case TypeCase.OLDEST:
      return start;
    case TypeCase.NEWEST:
      // From the next block on, the newest lies behind: such a stream never stops.
      return start < height ? height - 1 : Number.MAX_SAFE_INTEGER;
    case TypeCase.SPECIFIED: {
      const stop = to.getSpecified()?.getNumber() ?? 0;
      if (stop < start) throw new SeekError(Status.badRequest, `start ${start} is behind stop ${stop}`);
      return stop;
    }
    default:
      // As in Fabric's switch: no number to stop at is 0, and a stream that began later never comes to it.
      return start === 0 ? 0 : Number.MAX_SAFE_INTEGER;
  }
}
