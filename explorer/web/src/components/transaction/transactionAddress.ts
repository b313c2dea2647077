/**
 * What names a transaction in a path: its hash or id; its place where the id is empty (some configuration
 * transactions of Fabric) or stands for an earlier one.
 */
export function transactionAddress({ hash, height, txIndex, statusText }: Named): string {
  const isOwn = hash !== "" && statusText !== "DUPLICATE_TXID";
  return isOwn || height === null || txIndex === null ? hash : `${height}:${txIndex}`;
}

interface Named {
  readonly hash: string;
  readonly height: number | null;
  readonly txIndex: number | null;
  readonly statusText?: string;
}
