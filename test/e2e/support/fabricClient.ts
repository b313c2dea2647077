import { createPrivateKey } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Client, credentials } from "@grpc/grpc-js";
import { connect, EndorseError, type GatewayError, hash, signers } from "@hyperledger/fabric-gateway";

/** What became of a submission. */
export interface Outcome {
  /** Validation code: 0 is VALID. Undefined where the transaction was not endorsed. */
  readonly code: number | undefined;
  readonly result: string;
  /** What the endorsers said, where they refused. */
  readonly refusal: string;
}

interface Submission {
  readonly function: string;
  readonly args: readonly string[];
  readonly transient?: Readonly<Record<string, string>>;
  readonly endorsers?: readonly string[];
}

/** One identity at one peer's gateway. */
export interface FabricClient {
  submit(chaincode: string, submission: Submission): Promise<Outcome>;
  evaluate(chaincode: string, name: string, ...args: string[]): Promise<string>;
  close(): void;
}

/** @param msp folder of the identity, @param peer where its gateway is and the PEM file of its TLS authority */
export async function connectFabric(
  peer: { readonly address: string; readonly tlsCa: string },
  identity: { readonly mspId: string; readonly msp: string },
  channel: string,
): Promise<FabricClient> {
  const only = async (folder: string) => {
    const [name = ""] = await readdir(join(identity.msp, folder));
    return readFile(join(identity.msp, folder, name));
  };
  const client = new Client(peer.address, credentials.createSsl(await readFile(peer.tlsCa)), {
    "grpc.max_receive_message_length": -1,
  });
  const gateway = connect({
    client,
    identity: { mspId: identity.mspId, credentials: await only("signcerts") },
    signer: signers.newPrivateKeySigner(createPrivateKey(await only("keystore"))),
    hash: hash.sha256,
    endorseOptions: () => ({ deadline: Date.now() + 30_000 }),
    commitStatusOptions: () => ({ deadline: Date.now() + 30_000 }),
  });
  const network = gateway.getNetwork(channel);
  return {
    submit: async (chaincode, submission) => {
      try {
        const submitted = await network.getContract(chaincode).submitAsync(submission.function, {
          arguments: [...submission.args],
          ...(submission.transient && { transientData: { ...submission.transient } }),
          ...(submission.endorsers && { endorsingOrganizations: [...submission.endorsers] }),
        });
        const { code } = await submitted.getStatus();
        return { code, result: Buffer.from(submitted.getResult()).toString(), refusal: "" };
      } catch (error) {
        if (!(error instanceof EndorseError)) throw error;
        return { code: undefined, result: "", refusal: said(error) };
      }
    },
    evaluate: async (chaincode, name, ...args) => {
      const answer = await network.getContract(chaincode).evaluate(name, { arguments: args });
      return Buffer.from(answer).toString();
    },
    close: () => {
      gateway.close();
      client.close();
    },
  };
}

function said(error: GatewayError): string {
  return [error.message, ...error.details.map(({ message }) => message)].join("; ");
}
