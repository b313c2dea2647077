import { Client as GrpcClient, credentials as grpcCredentials } from "@grpc/grpc-js";
import { connect, hash } from "@hyperledger/fabric-gateway";
import { common } from "@hyperledger/fabric-protos";
import type { Credentials } from "../clients/credentials.ts";

/** A signed request for every block of a channel from one on, without an end; peers and orderers take the same. */
export async function seekEnvelope(channel: string, from: number, credentials: Credentials): Promise<common.Envelope> {
  // The library builds and signs requests; nothing is sent through this connection.
  const nowhere = new GrpcClient("127.0.0.1:1", grpcCredentials.createInsecure());
  const gateway = connect({ client: nowhere, identity: credentials.identity, hash: hash.sha256 });
  try {
    const request = gateway.getNetwork(channel).newBlockEventsRequest({ startBlock: BigInt(from) });
    const signature = await credentials.sign(request.getDigest());
    const signed = gateway.newSignedBlockEventsRequest(request.getBytes(), signature);
    return common.Envelope.deserializeBinary(signed.getBytes());
  } finally {
    gateway.close();
    nowhere.close();
  }
}
