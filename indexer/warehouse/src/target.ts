/** Where a warehouse is: a folder that this machine serves itself, or a ClickHouse server. */
export type WarehouseTarget =
  | { /** Absolute path of the folder. */ readonly path: string }
  | {
      /** `http://host:8123` */
      readonly url: string;
      readonly username?: string;
      readonly password?: string;
      readonly database?: string;
    };
