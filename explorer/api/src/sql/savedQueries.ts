import { randomBytes } from "node:crypto";
import type { Warehouse } from "@ledgerscope/warehouse";
import { apiError } from "../errors.ts";
import { engineTime, insertAppRow, SAVED_QUERIES } from "./appTables.ts";

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

/** Newest of the saved queries that are listed: together they are held in memory. */
const LISTED = 500;

const CURRENT = `SELECT id, argMax(title, t.at) AS title, argMax(sql, t.at) AS sql,
    argMax(parameters, t.at) AS parameters, argMax(view, t.at) AS view, argMax(viewer, t.at) AS savedBy,
    concat(replaceOne(toString(toTimeZone(max(t.at), 'UTC')), ' ', 'T'), 'Z') AS savedAt
  FROM ${SAVED_QUERIES} AS t`;

interface Row extends Omit<SavedQuery, "parameters"> {
  readonly parameters: string;
}

const queryOf = ({ parameters, ...row }: Row): SavedQuery => ({ ...row, parameters: JSON.parse(parameters) });

/** ClickHouse: unknown table, unknown database. Nothing has been saved yet. */
const isMissing = (error: unknown): boolean => ["60", "81"].includes(String((error as { code?: unknown }).code));

/** Saved queries of one warehouse. */
export class SavedQueries {
  readonly #warehouse: Warehouse;

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
    const { title, sql, view } = content;
    const at = new Date();
    const savedAt = at.toISOString();
    const row = {
      ...{ id, at: engineTime(at), viewer, deleted, title, sql, view },
      parameters: JSON.stringify(content.parameters),
    };
    await insertAppRow(this.#warehouse, SAVED_QUERIES, row, `${id} ${savedAt}`);
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
}
