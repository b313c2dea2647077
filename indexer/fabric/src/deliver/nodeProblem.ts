import { status as grpcStatus, type ServiceError } from "@grpc/grpc-js";
import { common } from "@hyperledger/fabric-protos";
import type { Identity } from "./identity.ts";
import type { FabricNode } from "./liveConfig.ts";

/** Why a node serves no blocks just now. */
export interface NodeProblem {
  readonly kind:
    | "unreachable" // it may come back
    | "lie" // it sends what was not asked for, or no block
    | "config" // the user has to change something
    | "channel"; // it has not joined the channel
  readonly message: string;
}

/** What a status of Deliver means (fabric common/deliver/deliver.go), and what to do about it. */
export function statusProblem(node: FabricNode, status: number, channel: string, identity: Identity): NodeProblem {
  const { Status } = common;
  const { mspId, certificate } = identity;
  const who = `${certificate.subject.replaceAll("\n", ", ")} of ${mspId}`;
  switch (status) {
    case Status.FORBIDDEN: {
      const expired = Date.parse(certificate.validTo) < Date.now();
      const why = expired
        ? `the certificate expired on ${certificate.validTo}: enrol the identity again`
        : `its certificate must be issued by that MSP's CA and be in the channel policy /Channel/Application/Readers` +
          `${node.kind === "orderer" ? " or /Channel/Readers" : ""}: does mspId belong to the certificate, and the organisation to the channel?`;
      return { kind: "config", message: `${node.name} refuses ${who} on channel "${channel}" (FORBIDDEN): ${why}` };
    }
    case Status.NOT_FOUND:
      return { kind: "channel", message: `${node.name} has not joined channel "${channel}" (NOT_FOUND)` };
    case Status.BAD_REQUEST:
      return {
        kind: "config",
        message:
          `${node.name} does not accept the request (BAD_REQUEST): its clock and ours may be more than 15 minutes apart, ` +
          "or it wants mutual TLS: give tls: { certificate, key }",
      };
    default: {
      const name = Object.entries(Status).find(([, value]) => value === status)?.[0] ?? String(status);
      return { kind: "unreachable", message: `${node.name} answered ${name}` };
    }
  }
}

/** What a failed connection or call means. */
export function connectionProblem(node: FabricNode, error: Partial<ServiceError> & Error): NodeProblem {
  const text = (error.details || error.message).replace(/\s+Resolution note:.*$/, "");
  const at = `${node.name} (${node.address})`;
  const name = /Hostname\/IP does not match certificate's altnames: (.*?)(?:\s+\(\d{4}-.*)?$/.exec(text);
  if (name) {
    return {
      kind: "config",
      message:
        `${at}: its TLS certificate is for another name: ${name[1]}: give hostname: with a name that is on it ` +
        "(in a connection profile grpcOptions: { ssl-target-name-override })",
    };
  }
  if (
    /self[- ]signed certificate|unable to (verify|get)|CERT_|certificate (has expired|is not yet valid)/i.test(text)
  ) {
    return {
      kind: "config",
      message: `${at}: its TLS certificate does not lead to tlsCa (tlsCACerts): ${text}; give the TLS CA certificate of its organisation`,
    };
  }
  if (
    /alert (bad certificate|certificate (required|unknown|expired)|unknown ca|handshake failure)|certificate required/i.test(
      text,
    )
  ) {
    return {
      kind: "config",
      message: `${at} wants mutual TLS, or another certificate than ours: give tls: { certificate, key }`,
    };
  }
  if (error.code === grpcStatus.UNIMPLEMENTED) {
    const other = node.kind === "peer" ? "an orderer (orderers:)" : "a peer (peers:)";
    return { kind: "config", message: `${at} does not serve blocks as a ${node.kind} does: is it ${other}?` };
  }
  return { kind: "unreachable", message: `${at}: ${text}` };
}
