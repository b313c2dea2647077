export type { Role } from "./certificateAuthority.ts";
export type { ChaincodeOptions } from "./deployChaincode.ts";
export {
  type ChaincodeDescription,
  type DevnetDescription,
  type NodeDescription,
  type OrdererDescription,
  type OrganisationDescription,
  readDescription,
} from "./description.ts";
export { type Devnet, type ProcessStatus, readDevnet } from "./devnet.ts";
export { findFabricBinaries } from "./fabricBinaries.ts";
export type { IdentityFolder } from "./organisationFolders.ts";
export { orderingArguments, peerCommand } from "./peerCommand.ts";
export { type DevnetOptions, startDevnet } from "./startDevnet.ts";
export type { ChannelConfig, ChannelUpdate } from "./updateChannel.ts";
