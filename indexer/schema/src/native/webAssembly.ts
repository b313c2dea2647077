/** What is used of https://webassembly.github.io/spec/js-api: the compiler's own declarations come with a browser's. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => WebAssemblyModule;
  readonly Instance: new (module: WebAssemblyModule) => { readonly exports: unknown };
  /** What a trap throws. */
  readonly RuntimeError: new (
    message?: string,
  ) => Error;
}

declare const compiled: unique symbol;
export interface WebAssemblyModule {
  readonly [compiled]: true;
}

export interface WebAssemblyMemory {
  /** Another one after the memory has grown. */
  readonly buffer: ArrayBuffer;
}

export const webAssembly: WebAssemblyApi = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi })
  .WebAssembly;
