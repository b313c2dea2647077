import type { Diagnosis, TraceGap, TraceSpan, TxTrace } from "@ledgerscope/tracer-model";
import { builder } from "../builder.ts";
import type { NetworkRecord } from "../networkDirectory.ts";
import type { BlockRow } from "../queries/blocks.ts";
import type { EvmBlockRow, EvmLogRow, EvmTransactionRow } from "../queries/evm.ts";
import type {
  FabricBlockRow,
  FabricEndorsementRow,
  FabricReadRow,
  FabricTransactionRow,
  FabricWriteRow,
} from "../queries/fabric.ts";
import type { HeadRef } from "../queries/heads.ts";
import type { ActivityBucket, FailureCount } from "../queries/networkFigures.ts";
import type { CheckCount } from "../queries/storedRanges.ts";
import type { TransactionRow } from "../queries/transactions.ts";
import type { SearchHit } from "../search.ts";

// Types refer to each other in circles; the refs stand here, so that the files do not.

export const networkRef = builder.objectRef<NetworkRecord>("Network");
export const blockRef = builder.objectRef<BlockRow>("Block");
export const transactionRef = builder.objectRef<TransactionRow>("Transaction");

export const activityBucketRef = builder.objectRef<ActivityBucket>("ActivityBucket");
export const failureCountRef = builder.objectRef<FailureCount>("FailureCount");
export const storedRangeRef = builder.objectRef<{ from: number; to: number }>("StoredRange");
export const checkCountRef = builder.objectRef<CheckCount>("CheckCount");

export const fabricBlockRef = builder.objectRef<FabricBlockRow>("FabricBlock");
export const fabricTransactionRef = builder.objectRef<FabricTransactionRow>("FabricTransaction");
export const fabricEndorsementRef = builder.objectRef<FabricEndorsementRow>("FabricEndorsement");
export const fabricReadRef = builder.objectRef<FabricReadRow>("FabricRead");
export const fabricWriteRef = builder.objectRef<FabricWriteRow>("FabricWrite");

export const evmBlockRef = builder.objectRef<EvmBlockRow>("EvmBlock");
export const evmTransactionRef = builder.objectRef<EvmTransactionRow>("EvmTransaction");
export const evmLogRef = builder.objectRef<EvmLogRow>("EvmLog");

export const traceRef = builder.objectRef<TxTrace>("Trace");
export const traceSpanRef = builder.objectRef<TraceSpan>("TraceSpan");
export const traceGapRef = builder.objectRef<TraceGap>("TraceGap");
export const diagnosisRef = builder.objectRef<Diagnosis>("Diagnosis");
export const culpritRef = builder.objectRef<Diagnosis["culprits"][number]>("Culprit");
export const proofRowRef = builder.objectRef<Diagnosis["proof"][number]>("ProofRow");

export const searchHitRef = builder.objectRef<SearchHit>("SearchHit");
export const headEventRef = builder.objectRef<HeadRef>("HeadEvent");

export const blockConnectionRef = builder.connectionObject(
  { type: blockRef, name: "BlockConnection", description: "Page of blocks" },
  { name: "BlockEdge" },
);
export const transactionConnectionRef = builder.connectionObject(
  { type: transactionRef, name: "TransactionConnection", description: "Page of transactions" },
  { name: "TransactionEdge" },
);
