/** Who may use an embedded warehouse, and for what. */
export interface WarehouseUser {
  /**
   * `admin` may do everything; `writer` inserts into tables that exist; `reader` reads, within limits.
   * The user `default` is always an admin.
   */
  readonly profile: "admin" | "writer" | "reader";
  /** Empty: none is asked for. */
  readonly password: string;
  /** What a writer may insert into, and a reader read. */
  readonly databases: readonly string[];
  /** Settings of ClickHouse that bound each statement of a reader or writer, over the profile's own. */
  readonly limits: Readonly<Record<string, number>>;
}

/** Where a warehouse is: a folder that this machine serves itself, or a ClickHouse server. */
export type WarehouseTarget =
  | {
      /** Absolute path of the folder. */
      readonly path: string;
      /** By name. The user `default` needs no password unless it stands here, and `analyst` is a reader unless it says otherwise. */
      readonly users?: Readonly<Record<string, WarehouseUser>>;
    }
  | {
      /** `http://host:8123` */
      readonly url: string;
      readonly username?: string;
      readonly password?: string;
      readonly database?: string;
      /** Asks SQL on behalf of people: an account of the server that only reads. */
      readonly analyst?: { readonly username: string; readonly password: string };
    };
