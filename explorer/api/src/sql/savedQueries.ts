import { randomBytes } from "node:crypto";
import type { Warehouse } from "@ledgerscope/warehouse";
import { apiError } from "../errors.ts";

/** A query that somebody has saved for all who may ask. */
export interface SavedQuery {
  readonly id: string;
  readonly title: string;
  readonly sql: string;
  /** Values of `{name:Type}` placeholders to begin with. */
  readonly parameters: Readonly<Record<string, string>>;
  /** How its result is shown: the page's own words, such as `plot=bars&x=day`. */
  readonly view: string;
  /** Name of the viewer. */
  readonly savedBy: string;
  /** RFC 3339. */
  readonly savedAt: string;
}

type Content = Pick<SavedQuery, "title" | "sql" | "parameters" | "view">;

/** Newest of the saved queries that are listed. */
const LISTED = 500;

const TABLE = "app.saved_queries";

/**
 * What is saved lies in a database of its own, `app`: it is not chain data, and the analyst's account, which may read
 * every chain table, has no right to it. Rows are events and are only added; a query is what its newest event says.
 */
const STATEMENTS = [
  "CREATE DATABASE IF NOT EXISTS app",
  `CREATE TABLE IF NOT EXISTS ${TABLE} (
    id String COMMENT 'Name in URLs',
    at DateTime64(3, 'UTC') COMMENT 'When it was saved or deleted, UTC',
    viewer String COMMENT 'Who did',
    deleted Bool COMMENT 'True: it is no more',
    title String,
    sql String CODEC(ZSTD(3)),
    parameters String COMMENT 'JSON {name: value}',
    view String COMMENT 'How its result is shown'
  ) ENGINE = MergeTree ORDER BY (id, at) COMMENT 'Queries saved on the SQL page, one row per event'`,
];

const CURRENT = `SELECT id, argMax(title, t.at) AS title, argMax(sql, t.at) AS sql,
    argMax(parameters, t.at) AS parameters, argMax(view, t.at) AS view, argMax(viewer, t.at) AS savedBy,
    concat(replaceOne(toString(toTimeZone(max(t.at), 'UTC')), ' ', 'T'), 'Z') AS savedAt
  FROM ${TABLE} AS t`;

interface Row extends Omit<SavedQuery, "parameters"> {
  readonly parameters: string;
}

const queryOf = ({ parameters, ...row }: Row): SavedQuery => ({ ...row, parameters: JSON.parse(parameters) });

/** ClickHouse: unknown table, unknown database. Nothing has been saved yet. */
const isMissing = (error: unknown): boolean => ["60", "81"].includes(String((error as { code?: unknown }).code));

/** Saved queries of one warehouse. */
export class SavedQueries {
  readonly #warehouse: Warehouse;
  #prepared: Promise<void> | undefined;

  constructor(warehouse: Warehouse) {
    this.#warehouse = warehouse;
  }

  /** The newest ones, newest first. */
  async list(): Promise<SavedQuery[]> {
    return await this.#read(
      `${CURRENT} GROUP BY id HAVING NOT argMax(deleted, t.at) ORDER BY max(t.at) DESC LIMIT ${LISTED}`,
    );
  }

  async find(id: string): Promise<SavedQuery | undefined> {
    const found = await this.#read(`${CURRENT} WHERE id = {id:String} GROUP BY id HAVING NOT argMax(deleted, t.at)`, {
      id,
    });
    return found[0];
  }

  /** Saves a new query, or another wording of one's own. @throws GraphQLError NOT_FOUND, FORBIDDEN */
  async save(viewer: string, content: Content, id?: string): Promise<SavedQuery> {
    if (id !== undefined) await this.#own(viewer, id);
    return await this.#add(viewer, id ?? randomBytes(9).toString("base64url"), content, false);
  }

  /** @throws GraphQLError NOT_FOUND, FORBIDDEN */
  async delete(viewer: string, id: string): Promise<void> {
    await this.#add(viewer, id, await this.#own(viewer, id), true);
  }

  async #own(viewer: string, id: string): Promise<SavedQuery> {
    const known = await this.find(id);
    if (!known) throw apiError("NOT_FOUND", "There is no saved query of this name.");
    if (known.savedBy !== viewer) throw apiError("FORBIDDEN", `${known.savedBy} has saved this query: save a copy.`);
    return known;
  }

  async #add(viewer: string, id: string, content: Content, deleted: boolean): Promise<SavedQuery> {
    await this.#prepare();
    const { title, sql, view } = content;
    const savedAt = new Date().toISOString();
    const row = {
      id,
      at: savedAt.replace("T", " ").replace("Z", ""),
      viewer,
      deleted,
      title,
      sql,
      view,
      parameters: JSON.stringify(content.parameters),
    };
    await this.#warehouse.insert(
      { table: TABLE, format: "JSONEachRow", columns: Object.keys(row), bytes: Buffer.from(JSON.stringify(row)) },
      { token: `${id} ${savedAt}` },
    );
    return { ...content, id, savedBy: viewer, savedAt };
  }

  async #read(sql: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<SavedQuery[]> {
    try {
      return (await this.#warehouse.query<Row>(sql, parameters)).map(queryOf);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  async #prepare(): Promise<void> {
    this.#prepared ??= (async () => {
      for (const statement of STATEMENTS) await this.#warehouse.command(statement);
    })().catch((error: unknown) => {
      this.#prepared = undefined;
      throw error;
    });
    await this.#prepared;
  }
}
