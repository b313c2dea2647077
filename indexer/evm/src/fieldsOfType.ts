/** Which fields a transaction has by its EIP-2718 type. Some nodes send others, too: these mean nothing. */
export interface FieldsOfType {
  readonly accessList: boolean;
  readonly caps: boolean;
  readonly blobs: boolean;
  readonly authorizations: boolean;
}

/** All of them for a type without a known rule: nothing of it is dropped. */
export function fieldsOfType(type: number): FieldsOfType {
  const isUnknown = type > 4;
  return {
    accessList: type >= 1,
    caps: type >= 2,
    blobs: isUnknown || type === 3,
    authorizations: isUnknown || type === 4,
  };
}
