/**
 * Version of everything that summaries and diagnoses are made by: raise it whenever assembly or a rule says something
 * else of the same evidence. Rows of an earlier version are made anew.
 */
export const RULE_VERSION = 1;
