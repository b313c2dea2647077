import { common, msp, peer } from "@hyperledger/fabric-protos";

/** Organisations that endorsed a transaction envelope. */
export function endorsersOf(envelope: common.Envelope): string[] {
  return actionsOf(payloadOf(envelope)).flatMap((action) =>
    (action.getAction()?.getEndorsementsList() ?? []).map((endorsement) =>
      msp.SerializedIdentity.deserializeBinary(endorsement.getEndorser_asU8()).getMspid(),
    ),
  );
}

export interface EnvelopeFacts {
  /** Empty for the transactions of old networks' configuration. */
  readonly txId: string;
  /** Header type as Fabric numbers them: 1 configuration, 3 endorsed transaction. */
  readonly type: number;
  /** Chaincode that was called; undefined for configurations. */
  readonly chaincode: string | undefined;
}

/** What a block's envelope says of itself. */
export function envelopeFacts(bytes: Uint8Array): EnvelopeFacts {
  const payload = payloadOf(common.Envelope.deserializeBinary(bytes));
  const header = common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
  const type = header.getType();
  const extension = peer.ChaincodeHeaderExtension.deserializeBinary(header.getExtension_asU8());
  const chaincode = type === common.HeaderType.ENDORSER_TRANSACTION ? extension.getChaincodeId()?.getName() : undefined;
  return { txId: header.getTxId(), type, chaincode };
}

const payloadOf = (envelope: common.Envelope): common.Payload =>
  common.Payload.deserializeBinary(envelope.getPayload_asU8());

function actionsOf(payload: common.Payload): peer.ChaincodeActionPayload[] {
  const transaction = peer.Transaction.deserializeBinary(payload.getData_asU8());
  return transaction
    .getActionsList()
    .map((action) => peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8()));
}
