import type { Stage } from "@ledgerscope/core";
import { attributes, clean, type FabricLogLine, type LogLineRule, secondOf } from "../logLine.ts";

/** Services and methods that a stage is made of; others (gossip, discovery, consensus) say nothing of transactions. */
const STAGES: Readonly<Record<string, Stage>> = {
  "gateway.Gateway/Endorse": "fabric.rpc.endorse",
  "gateway.Gateway/Submit": "fabric.rpc.submit",
  "gateway.Gateway/CommitStatus": "fabric.rpc.commit_status",
  "gateway.Gateway/Evaluate": "fabric.rpc.evaluate",
  "protos.Endorser/ProcessProposal": "fabric.rpc.process_proposal",
  "orderer.AtomicBroadcast/Broadcast": "fabric.rpc.broadcast",
  "orderer.AtomicBroadcast/Deliver": "fabric.rpc.deliver",
  "protos.Deliver/Deliver": "fabric.rpc.deliver",
  "protos.Deliver/DeliverFiltered": "fabric.rpc.deliver",
  "protos.Deliver/DeliverWithPrivateData": "fabric.rpc.deliver",
};

/**
 * INFO at the end of each call, common/grpclogging/server.go: it names no transaction. The deadline is the one that
 * the caller sent (what was left of its time-out), counted from the call's arrival.
 */
const call = (marker: string): LogLineRule => ({
  logger: "comm.grpc.server",
  marker,
  pattern: /^/,
  facts: (line) => {
    const stage = STAGES[`${line.field("grpc.service")}/${line.field("grpc.method")}`];
    const duration = durationNs(line);
    if (stage === undefined || duration === undefined) return [];
    return [
      {
        subject: "call",
        id: secondOf(line.timeNs),
        stage,
        startNs: line.timeNs - duration,
        endNs: line.timeNs,
        remote: clean(line.field("grpc.peer_address")),
        attributes: attributes({
          "rpc.method": stage === "fabric.rpc.deliver" ? line.field("grpc.method") : undefined,
          "rpc.grpc.status_code": line.field("grpc.code"),
          "rpc.grpc.deadline_ns": deadlineNs(line),
          "tls.client.subject": line.field("grpc.peer_subject"),
          error: line.field("error"),
        }),
      },
    ];
  },
});

/** Peer and orderer: calls that they served. */
export const callLines: readonly LogLineRule[] = [call("unary call completed"), call("streaming call completed")];

const UNITS: Readonly<Record<string, number>> = {
  h: 3600e9,
  m: 60e9,
  s: 1e9,
  ms: 1e6,
  µs: 1e3,
  μs: 1e3,
  us: 1e3,
  ns: 1,
};

/** Seconds as a number in JSON, Go's `1m2.5s` on the console. */
function durationNs(line: FabricLogLine): bigint | undefined {
  const text = line.field("grpc.call_duration");
  if (/^[\d.]{1,20}(?:e-\d{1,3})?$/.test(text)) return BigInt(Math.round(Number(text) * 1e9));
  if (!/^(?:\d{1,10}(?:\.\d{1,9})?(?:h|m|s|ms|µs|μs|us|ns)){1,4}$/.test(text)) return undefined;
  let ns = 0;
  for (const [, value, unit] of text.matchAll(/([\d.]+)([^\d.]+)/g)) ns += Number(value) * (UNITS[unit as string] ?? 0);
  return BigInt(Math.round(ns));
}

/** Unix seconds as a number in JSON, RFC 3339 on the console. */
function deadlineNs(line: FabricLogLine): string | undefined {
  const text = line.field("grpc.request_deadline");
  if (/^\d{1,10}(?:\.\d{1,9})?$/.test(text)) {
    const [seconds = "0", fraction = ""] = text.split(".");
    return `${BigInt(seconds)}${fraction.padEnd(9, "0")}`;
  }
  const ms = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
  return ms > 0 ? `${ms}000000` : undefined;
}
