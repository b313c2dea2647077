import { readFile } from "node:fs/promises";
import { Client as GrpcClient, credentials as grpcCredentials } from "@grpc/grpc-js";
import { connect, hash } from "@hyperledger/fabric-gateway";
import { common, gateway as gatewayProtos, peer } from "@hyperledger/fabric-protos";
import type { Credentials } from "../clients/credentials.ts";
import { nowUs } from "../drive/clock.ts";
import type { Attestation } from "../recording/recording.ts";

/** Asks one peer about its ledger; it signs what it answers (Fabric's system chaincode `qscc`). */
export class LedgerAsker {
  readonly #peerName: string;
  readonly #channel: string;
  readonly #endorser: peer.EndorserClient;
  readonly #grpc: GrpcClient;
  readonly #gateway: ReturnType<typeof connect>;
  readonly #credentials: Credentials;

  static async open(
    node: { name: string; address: string; tlsCa: string },
    channel: string,
    credentials: Credentials,
  ): Promise<LedgerAsker> {
    return new LedgerAsker(node, await readFile(node.tlsCa), channel, credentials);
  }

  private constructor(
    node: { name: string; address: string },
    tlsCa: Buffer,
    channel: string,
    credentials: Credentials,
  ) {
    const tls = grpcCredentials.createSsl(tlsCa);
    this.#peerName = node.name;
    this.#channel = channel;
    this.#credentials = credentials;
    this.#endorser = new peer.EndorserClient(node.address, tls, { "grpc.max_receive_message_length": -1 });
    this.#grpc = new GrpcClient(node.address, tls);
    this.#gateway = connect({
      client: this.#grpc,
      identity: credentials.identity,
      signer: credentials.sign,
      hash: hash.sha256,
    });
  }

  /** Blocks that the peer's ledger holds. */
  async height(): Promise<number> {
    return (await this.#ask("GetChainInfo", [])).info.getHeight();
  }

  /** The peer's signed answer. @throws Error with what the peer said when it does not answer. */
  async attest(name: Attestation["function"], args: readonly string[]): Promise<Attestation> {
    return (await this.#ask(name, args)).attestation;
  }

  close(): void {
    this.#gateway.close();
    this.#grpc.close();
    this.#endorser.close();
  }

  async #ask(
    name: Attestation["function"],
    args: readonly string[],
  ): Promise<{ attestation: Attestation; info: common.BlockchainInfo }> {
    const contract = this.#gateway.getNetwork(this.#channel).getContract("qscc");
    const unsigned = contract.newProposal(name, { arguments: [this.#channel, ...args] });
    const signature = await this.#credentials.sign(unsigned.getDigest());
    const signed = this.#gateway.newSignedProposal(unsigned.getBytes(), signature);
    const proposal = gatewayProtos.ProposedTransaction.deserializeBinary(signed.getBytes()).getProposal();
    if (!proposal) throw new Error("the library made no proposal");
    const answer = await new Promise<peer.ProposalResponse>((resolve, reject) =>
      this.#endorser.processProposal(proposal, (error, value) =>
        error || !value ? reject(error ?? new Error("no answer")) : resolve(value),
      ),
    );
    const endorsement = answer.getEndorsement();
    const response = answer.getResponse();
    if (!endorsement || response?.getStatus() !== 200)
      throw new Error(`${this.#peerName} does not answer ${name}: ${response?.getStatus()} ${response?.getMessage()}`);
    const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
    return {
      info:
        name === "GetChainInfo"
          ? common.BlockchainInfo.deserializeBinary(response.getPayload_asU8())
          : new common.BlockchainInfo(),
      attestation: {
        peer: this.#peerName,
        function: name,
        args,
        proposal: base64(proposal.getProposalBytes_asU8()),
        proposalSignature: base64(proposal.getSignature_asU8()),
        payload: base64(answer.getPayload_asU8()),
        endorser: base64(endorsement.getEndorser_asU8()),
        signature: base64(endorsement.getSignature_asU8()),
        atUs: nowUs(),
      },
    };
  }
}
