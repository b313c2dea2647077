/** Version of the rules by which conflicts are attributed, from 1: rows of an earlier one are made again. */
export const CONFLICT_RULES = 2;
