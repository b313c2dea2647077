/** English: the pages for those who build on the API. */
export const developers = {} as const;
