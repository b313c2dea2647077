import { type CheckRequest, type CheckResult, checkBundle, NotABundleError, type Progress } from "./checkBundle.ts";
import { webCrypto } from "./webCrypto.ts";

/** What the worker says. The last message is `done`, `not_a_bundle` or `error`. */
export type WorkerMessage =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "done"; readonly result: CheckResult }
  | { readonly kind: "not_a_bundle" }
  | { readonly kind: "error"; readonly message: string };

/** The worker's global scope; the DOM's and the worker's libraries of TypeScript exclude each other. */
const scope = globalThis as unknown as {
  postMessage(message: WorkerMessage): void;
  onmessage: (event: MessageEvent<CheckRequest>) => void;
};

scope.onmessage = async ({ data }) => {
  try {
    const result = await checkBundle(data, webCrypto, (progress) => scope.postMessage({ kind: "progress", progress }));
    scope.postMessage({ kind: "done", result });
  } catch (error) {
    if (error instanceof NotABundleError) scope.postMessage({ kind: "not_a_bundle" });
    else scope.postMessage({ kind: "error", message: error instanceof Error ? error.message : String(error) });
  }
};
