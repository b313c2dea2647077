/** Transactions of one span of time, `from` up to `to` (RFC 3339). */
export interface ActivityBucket {
  readonly from: string;
  readonly to: string;
  readonly transactions: number;
  readonly failed: number;
}
