import type { BlockCutting } from "./channelConfiguration.ts";
import type { Consensus } from "./networkPlan.ts";

/** What a network is made of; it stays as it is when the network is started again. */
export interface NetworkSettings extends BlockCutting {
  readonly consensus: Consensus;
  /** Organisations with one peer each. */
  readonly organisations: number;
  readonly basePort: number;
  readonly channel: string;
  /** Debug loggers are on that trace single transactions. */
  readonly debug: boolean;
  /** Clients must show a TLS certificate, too. */
  readonly mutualTls: boolean;
  /** Milliseconds that a chaincode may take for one call. */
  readonly chaincodeTimeoutMs: number;
  /**
   * Lifetime in milliseconds of identities by name: "User1@org1", "peer0.org1", "User1", "*" for all others;
   * of TLS certificates with "tls:" before the name. What is not named lives for ten years.
   */
  readonly certificateLifetimesMs: Readonly<Record<string, number>>;
}

const DEFAULTS: NetworkSettings = {
  consensus: "raft",
  organisations: 2,
  basePort: 20_000,
  channel: "mychannel",
  debug: false,
  mutualTls: false,
  chaincodeTimeoutMs: 10_000,
  certificateLifetimesMs: {},
  batchTimeoutMs: 500,
  maxMessageCount: 100,
};

/** What was asked for, and the defaults for the rest. @throws Error for a channel's name that Fabric refuses */
export function settingsOf(options: Partial<NetworkSettings>): NetworkSettings {
  const settings: NetworkSettings = { ...DEFAULTS, ...given(options) };
  if (!/^[a-z][a-z0-9.-]{0,248}$/.test(settings.channel))
    throw new Error(
      `a channel's name has lower-case letters, digits, "." and "-", a letter first: not "${settings.channel}"`,
    );
  return settings;
}

/** @throws Error when something is asked for that the network of before does not have */
export function checkUnchanged(folder: string, settings: NetworkSettings, options: Partial<NetworkSettings>): void {
  for (const [name, wanted] of Object.entries(given(options))) {
    const has = JSON.stringify(settings[name as keyof NetworkSettings]);
    if (JSON.stringify(wanted) !== has)
      throw new Error(
        `${folder} holds a network whose ${name} is ${has}, not ${JSON.stringify(wanted)}: \`up --fresh\` makes a new one, \`up\` without options starts that one again`,
      );
  }
}

function given(options: Partial<NetworkSettings>): Partial<NetworkSettings> {
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) => Object.hasOwn(DEFAULTS, name) && value !== undefined),
  );
}
