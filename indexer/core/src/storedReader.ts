/** Reads stored rows, for a family that proves them again. Families never see the database client. */
export interface StoredReader {
  /**
   * @param sql ClickHouse SQL with `{name:Type}` placeholders. 64-bit integers arrive as strings,
   *   binary columns must be selected as hex.
   */
  rows<T>(sql: string, params: Readonly<Record<string, unknown>>): AsyncIterable<T>;
}
