import { common, ledger, peer } from "@hyperledger/fabric-protos";
import type { Warehouse } from "@ledgerscope/warehouse";

/**
 * As today's Fabric explorer works: every message decoded with the generated protobuf classes, one block and
 * one transaction after the other, each inserted by a statement of its own, read and write sets as JSON text,
 * nothing checked (blockchain-explorer, app/platform/fabric/sync/SyncService.ts and CRUDService.ts; it writes
 * to PostgreSQL, four statements for each transaction; here it is one insert into the same engine as ours).
 */
export async function explorerWay(warehouse: Warehouse, blocks: AsyncIterable<Block>): Promise<number> {
  await warehouse.command(
    "CREATE TABLE default.explorer_transactions (blockid UInt64, txhash String, createdt String, chaincodename String, creator_msp_id String, endorser_msp_id String, validation_code String, read_set String, write_set String) ENGINE = MergeTree ORDER BY (blockid, txhash)",
  );
  let transactions = 0;
  for await (const { number, data, filter } of blocks) {
    for (const [index, envelope] of data.entries()) {
      const row = { blockid: number, ...decode(envelope), validation_code: String(filter[index]) };
      await warehouse.insert(
        {
          table: "default.explorer_transactions",
          format: "JSONEachRow",
          columns: Object.keys(row),
          bytes: Buffer.from(`${JSON.stringify(row)}\n`),
        },
        { token: `${number}:${index}` },
      );
      transactions++;
    }
  }
  return transactions;
}

export interface Block {
  readonly number: number;
  readonly data: readonly Uint8Array[];
  /** Validation codes. */
  readonly filter: Uint8Array;
}

function decode(bytes: Uint8Array): Record<string, string> {
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(bytes).getPayload_asU8());
  const header = common.ChannelHeader.deserializeBinary(payload.getHeader()?.getChannelHeader_asU8() as Uint8Array);
  const creator = common.SignatureHeader.deserializeBinary(
    payload.getHeader()?.getSignatureHeader_asU8() as Uint8Array,
  ).getCreator_asU8();
  const row = {
    txhash: header.getTxId(),
    createdt: String(header.getTimestamp()?.getSeconds() ?? ""),
    chaincodename: "",
    creator_msp_id: mspOf(creator),
    endorser_msp_id: "",
    read_set: "[]",
    write_set: "[]",
  };
  if (header.getType() !== common.HeaderType.ENDORSER_TRANSACTION) return row;
  const action = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList()[0];
  const endorsed = peer.ChaincodeActionPayload.deserializeBinary(action?.getPayload_asU8() as Uint8Array).getAction();
  const response = peer.ProposalResponsePayload.deserializeBinary(
    endorsed?.getProposalResponsePayload_asU8() as Uint8Array,
  );
  const simulated = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
  row.chaincodename = simulated.getChaincodeId()?.getName() ?? "";
  row.endorser_msp_id = (endorsed?.getEndorsementsList() ?? []).map((each) => mspOf(each.getEndorser_asU8())).join();
  const sets = ledger.rwset.TxReadWriteSet.deserializeBinary(simulated.getResults_asU8())
    .getNsRwsetList()
    .map((set) => ({
      chaincode: set.getNamespace(),
      ...ledger.rwset.kvrwset.KVRWSet.deserializeBinary(set.getRwset_asU8()).toObject(),
    }));
  row.read_set = JSON.stringify(sets.map(({ chaincode, readsList }) => ({ chaincode, set: readsList })));
  row.write_set = JSON.stringify(sets.map(({ chaincode, writesList }) => ({ chaincode, set: writesList })));
  return row;
}

const mspOf = (identity: Uint8Array): string => {
  // msp.SerializedIdentity: field 1 is the MSP's id
  return Buffer.from(identity.subarray(2, 2 + (identity[1] ?? 0))).toString("utf8");
};
