/** TCP ports on the loopback interface; the keys are the names of the flags (`--explorer-port`). */
export interface Ports {
  readonly explorer: number;
  readonly disclosure: number;
  readonly api: number;
  readonly "public-api": number;
  readonly warehouse: number;
  readonly "public-warehouse": number;
  readonly chain: number;
  readonly metrics: number;
  readonly fabric: number;
  readonly "fabric-operations": number;
}

/** @returns the address of a port on the loopback interface, without a slash at its end. */
export function url(port: number): string {
  return `http://127.0.0.1:${port}`;
}
