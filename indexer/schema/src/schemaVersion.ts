/**
 * Version of the stored schema. Raise it with every release that changes a table or a view: a program of
 * the version before refuses a warehouse that this one has written.
 *
 * - 1: tables and views by `CREATE … IF NOT EXISTS`; `_migrations` had no version.
 * - 2: described tables; comments in views, look-ups by text, `table_sizes`.
 * - 3: `_passes`; `_ranges.exceptions`.
 * - 4: traces, explanations and private data as tables; projections; look-ups by address.
 * - 5: what tokens call themselves.
 */
export const SCHEMA_VERSION = 5;
