/**
 * HTTP status by exception code, as ClickHouse answers
 * (https://github.com/ClickHouse/ClickHouse/blob/master/src/Server/HTTP/exceptionCodeToHTTPStatus.cpp).
 */
const CODES: Readonly<Record<number, readonly number[]>> = {
  400: [6, 8, 15, 25, 26, 27, 36, 38, 41, 44, 53, 62, 72, 82, 83, 117, 167, 168, 223, 321, 376, 427, 441, 675, 676],
  401: [194],
  403: [192, 193, 497, 512, 516],
  404: [46, 47, 50, 56, 60, 63, 73, 78, 81, 115, 336, 511],
  408: [159],
  411: [381],
  413: [229],
  501: [48],
  503: [76, 202, 209, 439],
};

const STATUS = new Map(
  Object.entries(CODES).flatMap(([status, codes]) => codes.map((code) => [code, Number(status)] as const)),
);

/** Exception code at the start of the engine's message; 1001 (STD_EXCEPTION) where it carries none. */
export function exceptionCode(message: string): number {
  return Number(/^Code: (\d+)\./.exec(message)?.[1] ?? 1001);
}

export function httpStatus(code: number): number {
  return STATUS.get(code) ?? 500;
}
