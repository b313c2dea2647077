import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
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
  readonly #answers: ReadonlyMap<string, Uint8Array>;

  private constructor(answers: ReadonlyMap<string, Uint8Array>) {
    this.#answers = answers;
  }

  /** Those of one peer; undefined where the recording has none. */
  static async read(path: string, name: string): Promise<Attestations | undefined> {
    if (!existsSync(path)) return undefined;
    const text = gunzipSync(await readFile(path)).toString("utf8");
    const answers = new Map<string, Uint8Array>();
    for (const line of text.split("\n").filter((entry) => entry !== "")) {
      const recorded = JSON.parse(line) as Line;
      if (recorded.peer !== name) continue;
      const { response, bytes } = answerOf(recorded);
      answers.set(keyOf(recorded.function, response), bytes);
    }
    return answers.size === 0 ? undefined : new Attestations(answers);
  }

  /** The recorded `protos.ProposalResponse` that gives this very answer to the function, if there is one. */
  find(chaincode: string, name: string, answer: Uint8Array): Uint8Array | undefined {
    return chaincode === "qscc" ? this.#answers.get(keyOf(name, answer)) : undefined;
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
