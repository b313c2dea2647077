/** One key whose read was out of date and one write that made it so, as queries give it: 64-bit integers as strings. */
export interface Conflict {
  /** A key that was read, or one of a range query's result. */
  readonly kind: "read" | "range";
  readonly evidence: "proved" | "inferred" | "expired" | "incomplete";
  readonly channel: string;
  readonly namespace: string;
  readonly collection: string;
  readonly key_hex: string;
  readonly height: string;
  readonly tx_index: number;
  readonly tx_id: string;
  readonly validation_code: number;
  readonly read_absent: boolean;
  readonly read_height: string;
  readonly read_tx_index: string;
  readonly writer_height: string;
  readonly writer_tx_index: number;
  /** Empty where no stored write explains the conflict. */
  readonly writer_tx_id: string;
  readonly writer_is_delete: boolean;
}
