import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { peer } from "@hyperledger/fabric-protos";

interface Line {
  readonly peer: string;
  readonly function: string;
  /** Bytes of `ProposalResponsePayload`. */
  readonly payload: string;
  readonly endorser: string;
  readonly signature: string;
}

/**
 * What a recorded peer signed when its ledger was queried. The signature covers the proposal that was recorded:
 * whoever verifies it takes the proposal's hash from the answer itself, and not from a proposal of his own.
 */
export class Attestations {
  readonly #path: string;
  readonly #peer: string;
  #answers: ReadonlyMap<string, Uint8Array> | undefined;

  /** Those of one peer, in a recording's `qscc.jsonl.gz`; read when they are first asked for. */
  constructor(path: string, name: string) {
    this.#path = path;
    this.#peer = name;
  }

  /** The recorded `protos.ProposalResponse` that gives this very answer to the function, if there is one. */
  find(chaincode: string, name: string, answer: Uint8Array): Uint8Array | undefined {
    if (chaincode !== "qscc") return undefined;
    this.#answers ??= this.#read();
    return this.#answers.get(keyOf(name, answer));
  }

  #read(): ReadonlyMap<string, Uint8Array> {
    const answers = new Map<string, Uint8Array>();
    for (const line of gunzipSync(readFileSync(this.#path)).toString("utf8").split("\n")) {
      if (line === "") continue;
      const recorded = JSON.parse(line) as Line;
      if (recorded.peer !== this.#peer) continue;
      const { response, bytes } = answerOf(recorded);
      answers.set(keyOf(recorded.function, response), bytes);
    }
    return answers;
  }
}

const keyOf = (name: string, answer: Uint8Array): string =>
  `${name} ${createHash("sha256").update(answer).digest("hex")}`;

function answerOf({ payload, endorser, signature }: Line): { response: Uint8Array; bytes: Uint8Array } {
  const response = signedResponse(Uint8Array.from(Buffer.from(payload, "base64")));
  const endorsement = new peer.Endorsement();
  endorsement.setEndorser(endorser);
  endorsement.setSignature(signature);
  const answer = new peer.ProposalResponse();
  answer.setVersion(1);
  answer.setResponse(response);
  answer.setPayload(payload);
  answer.setEndorsement(endorsement);
  return { response: response?.getPayload_asU8() ?? new Uint8Array(), bytes: answer.serializeBinary() };
}

function signedResponse(payload: Uint8Array): InstanceType<typeof peer.Response> | undefined {
  const extension = peer.ProposalResponsePayload.deserializeBinary(payload).getExtension_asU8();
  return peer.ChaincodeAction.deserializeBinary(extension).getResponse();
}
