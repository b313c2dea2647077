import { readFile } from "node:fs/promises";
import { HOST, type NetworkPlan, type PlannedOrganisation } from "./networkPlan.ts";
import { OrganisationFolder } from "./organisationFolders.ts";

/** A connection profile as Fabric's samples write it (`connection-org1.json`), for fabric-network and all who read it. */
export async function connectionProfile(
  plan: NetworkPlan,
  crypto: string,
  organisation: PlannedOrganisation,
): Promise<object> {
  const pem = await readFile(new OrganisationFolder(crypto, organisation).tlsCaCertificate, "utf8");
  const peers = plan.nodes.filter((node) => node.organisation === organisation);
  return {
    name: `devnet-${organisation.name.toLowerCase()}`,
    version: "1.0.0",
    client: {
      organization: organisation.name,
      connection: { timeout: { peer: { endorser: "300" } } },
    },
    organizations: {
      [organisation.name]: { mspid: organisation.mspId, peers: peers.map((node) => node.hostName) },
    },
    peers: Object.fromEntries(
      peers.map((node) => [
        node.hostName,
        {
          url: `grpcs://${HOST}:${node.port}`,
          tlsCACerts: { pem },
          grpcOptions: { "ssl-target-name-override": node.hostName, hostnameOverride: node.hostName },
        },
      ]),
    ),
  };
}
