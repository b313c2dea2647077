/** A program of the local installation, as data. */
export interface Service {
  /** Also the name of its log file. */
  readonly name: string;
  /** What is shown while it starts. */
  readonly title: string;
  /** Program and arguments. */
  readonly command: readonly string[];
  /** Working folder (absolute). */
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Names of the services that have to be ready before this one starts. */
  readonly needs: readonly string[];
  /** An HTTP request that is answered with a status below 400 once the service is ready. */
  readonly ready: { readonly url: string; readonly body?: unknown };
}
