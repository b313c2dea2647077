/** English: charts that have pages of their own. */
export const charts = {} as const;
