/** Tables as they lie on disk; analysts read the text views in `default`. */
export const STORE = "store";
