/**
 * The API did not answer a page's question. `unreachable`: no usable answer came; otherwise the code of its
 * first error (`FORBIDDEN`, `INTERNAL`, …).
 */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: string;
  /** The API's own id of the failed request, for its logs. */
  readonly traceId: string | undefined;

  constructor(message: string, code: string, options: { traceId?: string | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.traceId = options.traceId;
  }
}
