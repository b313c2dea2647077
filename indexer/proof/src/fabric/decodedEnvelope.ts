import { decodeHeaders, type EnvelopeHeaders, HeaderType } from "./envelope.ts";
import { decodeActions, type TransactionAction } from "./transaction.ts";
import { WireError } from "./wire.ts";

/** What could be read of one envelope. */
export interface DecodedEnvelope {
  /** Undefined when not even the headers can be read. */
  readonly headers: EnvelopeHeaders | undefined;
  /** Empty unless it is an endorser transaction that can be read. */
  readonly actions: readonly TransactionAction[];
  /** The first thing that cannot be read; undefined when all can. */
  readonly problem: string | undefined;
}

/** Decodes as far as the bytes allow; never throws for what they hold. */
export function decodeEnvelope(envelope: Uint8Array): DecodedEnvelope {
  let headers: EnvelopeHeaders | undefined;
  try {
    headers = decodeHeaders(envelope);
    const actions = headers.type === HeaderType.endorserTransaction ? decodeActions(headers.data) : [];
    return { headers, actions, problem: undefined };
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return { headers, actions: [], problem: `${headers ? "transaction" : "headers"}: ${error.message}` };
  }
}
