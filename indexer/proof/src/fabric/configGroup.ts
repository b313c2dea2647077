/** `common.ConfigGroup` */
export interface ConfigGroup {
  readonly groups: ReadonlyMap<string, ConfigGroup>;
  /** Values as bytes; their message type depends on the name. */
  readonly values: ReadonlyMap<string, Uint8Array>;
  readonly policies: ReadonlyMap<string, { readonly type: number; readonly value: Uint8Array }>;
}
