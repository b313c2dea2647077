import { common, peer } from "@hyperledger/fabric-protos";

type Code = ReturnType<InstanceType<typeof peer.FilteredTransaction>["getTxValidationCode"]>;
type HeaderType = ReturnType<InstanceType<typeof peer.FilteredTransaction>["getType"]>;

/**
 * `protos.FilteredBlock` of a `common.Block`: ids, types and validation codes, and of events their names without
 * payload (fabric core/peer/deliverevents.go, `toFilteredBlock`).
 */
export function filteredBlock(bytes: Uint8Array): Uint8Array {
  const block = common.Block.deserializeBinary(Uint8Array.from(bytes));
  const codes = block.getMetadata()?.getMetadataList_asU8()[2] ?? new Uint8Array();
  const filtered = new peer.FilteredBlock();
  filtered.setNumber(block.getHeader()?.getNumber() ?? 0);
  for (const [index, data] of (block.getData()?.getDataList_asU8() ?? []).entries()) {
    const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(data).getPayload_asU8());
    const header = common.ChannelHeader.deserializeBinary(
      payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
    );
    filtered.setChannelId(header.getChannelId());
    const transaction = new peer.FilteredTransaction();
    transaction.setTxid(header.getTxId());
    transaction.setType(header.getType() as HeaderType);
    transaction.setTxValidationCode((codes[index] ?? 254) as Code);
    if (header.getType() === common.HeaderType.ENDORSER_TRANSACTION) {
      transaction.setTransactionActions(filteredActions(payload.getData_asU8()));
    }
    filtered.addFilteredTransactions(transaction);
  }
  return filtered.serializeBinary();
}

function filteredActions(bytes: Uint8Array): InstanceType<typeof peer.FilteredTransactionActions> {
  const actions = new peer.FilteredTransactionActions();
  for (const action of peer.Transaction.deserializeBinary(bytes).getActionsList()) {
    const endorsed = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8()).getAction();
    if (!endorsed) continue;
    const response = peer.ProposalResponsePayload.deserializeBinary(endorsed.getProposalResponsePayload_asU8());
    const events = eventOf(response.getExtension_asU8());
    if (events.getChaincodeId() === "") continue;
    const event = new peer.ChaincodeEvent();
    event.setChaincodeId(events.getChaincodeId());
    event.setTxId(events.getTxId());
    event.setEventName(events.getEventName());
    const filtered = new peer.FilteredChaincodeAction();
    filtered.setChaincodeEvent(event);
    actions.addChaincodeActions(filtered);
  }
  return actions;
}

function eventOf(extension: Uint8Array): InstanceType<typeof peer.ChaincodeEvent> {
  const action = peer.ChaincodeAction.deserializeBinary(extension);
  return peer.ChaincodeEvent.deserializeBinary(action.getEvents_asU8());
}
