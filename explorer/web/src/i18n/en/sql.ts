/** English: the analyst's SQL page. */
export const sql = {} as const;
