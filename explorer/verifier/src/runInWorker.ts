import type { CheckRequest, CheckResult, Progress } from "./checkBundle.ts";
import { Problem } from "./problem.ts";
import type { WorkerMessage } from "./verifyWorker.ts";

/**
 * Checks a bundle off the main thread, so that the page stays usable.
 * @throws Problem when the file is no bundle, or when the browser cannot check it.
 */
export function runInWorker(request: CheckRequest, onProgress: (progress: Progress) => void): Promise<CheckResult> {
  return new Promise((resolve, reject) => {
    // `crypto.subtle` exists only in a secure context; without it every check would fail for the wrong reason.
    if (!globalThis.isSecureContext) return reject(new Problem({ code: "insecure" }));
    const worker = new Worker(new URL("./verifyWorker.ts", import.meta.url), { type: "module" });
    const end = (settle: () => void): void => {
      worker.terminate();
      settle();
    };
    worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
      if (data.kind === "progress") onProgress(data.progress);
      else if (data.kind === "done") end(() => resolve(data.result));
      else if (data.kind === "not_a_bundle") end(() => reject(new Problem({ code: "not_a_bundle" })));
      else end(() => reject(new Problem({ code: "internal", detail: data.message })));
    };
    worker.onerror = (event) => end(() => reject(new Problem({ code: "internal", detail: event.message })));
    worker.postMessage(request);
  });
}
