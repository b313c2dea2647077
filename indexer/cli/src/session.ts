import { families } from "@ledgerscope/chains";
import { tracerSchema } from "@ledgerscope/tracer-store/schema";
import { type LedgerscopeConfig, loadConfig, openWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import { Interrupted } from "./interrupted.ts";

/** Everything that the private warehouse holds. */
export const privateSchema = [...Object.values(families).map((family) => family.schema), tracerSchema];

export interface Session {
  readonly config: LedgerscopeConfig;
  readonly warehouse: Warehouse;
  /** Aborts on Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal;
}

export interface SessionOptions {
  /** False: the warehouse is used as it is found. @default true */
  readonly migrate?: boolean;
}

export interface ConfigOption {
  /** Path of the configuration. @default "./ledgerscope.yaml" */
  readonly config?: string;
}

/** Ctrl-C and SIGTERM abort the signal once; a second Ctrl-C ends the process at once, as users expect. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => {
      controller.abort(new Interrupted("interrupted"));
      process.once("SIGINT", () => process.exit(130));
    });
  }
  return controller.signal;
}

/** Opens the warehouse (starting it when none runs), brings its schema up to date, runs `work`, and closes it. */
export async function withSession<T>(
  options: ConfigOption,
  work: (session: Session) => Promise<T>,
  { migrate = true }: SessionOptions = {},
): Promise<T> {
  const config = await loadConfig(options.config);
  const signal = interruptSignal();
  const warehouse = await openWarehouse(config.warehouse);
  try {
    if (migrate) await warehouse.migrate(privateSchema, { retention: config.retention });
    return await work({ config, warehouse, signal });
  } finally {
    await warehouse.close();
  }
}
