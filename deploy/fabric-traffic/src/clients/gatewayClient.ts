import { Client as GrpcClient, credentials as grpcCredentials } from "@grpc/grpc-js";
import { connect, hash } from "@hyperledger/fabric-gateway";
import { gateway as gatewayProtos } from "@hyperledger/fabric-protos";
import { type Client, OUTCOME_TIMEOUT_MS, type Request, SUBMIT_TIMEOUT_MS } from "./client.ts";
import type { Credentials } from "./credentials.ts";
import { endorsersOf } from "./envelope.ts";

/** A client of `@hyperledger/fabric-gateway`, connected to one peer. @param tlsCa PEM of the peer's TLS authority. */
export function gatewayClient(options: {
  address: string;
  tlsCa: Buffer;
  channel: string;
  credentials: Credentials;
}): Client {
  const { identity, sign } = options.credentials;
  const grpc = new GrpcClient(options.address, grpcCredentials.createSsl(options.tlsCa), {
    "grpc.max_receive_message_length": -1,
  });
  const within = (ms: number) => ({ deadline: Date.now() + ms });
  const gateway = connect({ client: grpc, identity, signer: sign, hash: hash.sha256 });
  const network = gateway.getNetwork(options.channel);
  return {
    kind: "fabric-gateway",
    propose: async (request: Request) => {
      const proposal = network.getContract(request.chaincode).newProposal(request.function, {
        arguments: [...request.args],
        ...(request.transient && { transientData: { ...request.transient } }),
        ...(request.endorsers && { endorsingOrganizations: [...request.endorsers] }),
      });
      return {
        txId: proposal.getTransactionId(),
        endorse: async () => {
          const transaction = await proposal.endorse(within(request.endorseTimeoutMs));
          const prepared = gatewayProtos.PreparedTransaction.deserializeBinary(transaction.getBytes());
          const envelope = prepared.getEnvelope();
          let submitted: Awaited<ReturnType<typeof transaction.submit>> | undefined;
          return {
            endorsers: envelope ? endorsersOf(envelope) : [],
            submit: async () => {
              const answer = await transaction.submit(within(SUBMIT_TIMEOUT_MS));
              submitted ??= answer;
            },
            outcome: async () => {
              if (!submitted) throw new Error("it was not submitted");
              const { code, blockNumber } = await submitted.getStatus(within(OUTCOME_TIMEOUT_MS));
              return { code, block: Number(blockNumber) };
            },
          };
        },
      };
    },
    close: () => {
      gateway.close();
      grpc.close();
    },
  };
}
