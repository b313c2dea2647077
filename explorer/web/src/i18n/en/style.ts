/** English: the page that shows every component. */
export const style = {} as const;
