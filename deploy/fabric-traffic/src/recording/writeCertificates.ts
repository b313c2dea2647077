import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { DevnetDescription } from "@ledgerscope/fabric-devnet";
import type { RecordedNode, Recording } from "./recording.ts";
import type { RecordingWriter } from "./recordingFolder.ts";

/** Writes the certificates of nodes and authorities. @returns who they are, with the names of the files. */
export async function writeCertificates(
  writer: RecordingWriter,
  network: Pick<DevnetDescription, "peers" | "orderers" | "organisations">,
): Promise<Pick<Recording, "nodes" | "organisations">> {
  const nodes: RecordedNode[] = [];
  for (const kind of ["peer", "orderer"] as const) {
    for (const { name, mspId, msp } of kind === "peer" ? network.peers : network.orderers) {
      const certificate = `certificates/${name}.pem`;
      await writer.write(certificate, await onlyFile(path.join(msp, "signcerts")));
      nodes.push({ name, kind, mspId, certificate });
    }
  }
  const organisations: { mspId: string; ca: string; tlsCa: string }[] = [];
  for (const { mspId, caCertificate, tlsCa } of network.organisations) {
    const names = { mspId, ca: `certificates/${mspId}.ca.pem`, tlsCa: `certificates/${mspId}.tlsca.pem` };
    await writer.write(names.ca, await readFile(caCertificate));
    await writer.write(names.tlsCa, await readFile(tlsCa));
    organisations.push(names);
  }
  return { nodes, organisations };
}

async function onlyFile(folder: string): Promise<Buffer> {
  const [name] = await readdir(folder);
  if (!name) throw new Error(`${folder} is empty`);
  return await readFile(path.join(folder, name));
}
