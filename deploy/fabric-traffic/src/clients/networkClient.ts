import { readFile } from "node:fs/promises";
import { common, peer } from "@hyperledger/fabric-protos";
import { type CommitListener, Gateway, type Network, Wallets, type X509Identity } from "fabric-network";
import type { ContractImpl } from "fabric-network/lib/contract.js";
import {
  type Client,
  type Endorsed,
  OUTCOME_TIMEOUT_MS,
  type Outcome,
  type Request,
  SUBMIT_TIMEOUT_MS,
} from "./client.ts";
import type { Credentials } from "./credentials.ts";
import { endorsersOf } from "./envelope.ts";

type Context = NonNullable<Gateway["identityContext"]>;

/**
 * A client of `fabric-network`, through a connection profile and a wallet, with discovery. It goes step by step
 * through what `Transaction#submit` does in one call, so that each step has its time and an envelope can be held back.
 * @param profile path of the connection profile.
 */
export async function networkClient(options: {
  profile: string;
  channel: string;
  credentials: Credentials;
}): Promise<Client> {
  const { mspId, certificate, privateKey } = options.credentials;
  const wallet = await Wallets.newInMemoryWallet();
  const identity: X509Identity = { type: "X.509", mspId, credentials: { certificate, privateKey } };
  await wallet.put("client", identity);
  const gateway = new Gateway();
  const profile = JSON.parse(await readFile(options.profile, "utf8")) as Record<string, unknown>;
  await gateway.connect(profile, { wallet, identity: "client", discovery: { enabled: true, asLocalhost: false } });
  const network = await gateway.getNetwork(options.channel);
  return {
    kind: "fabric-network",
    propose: async (request: Request) => {
      const context = gateway.identityContext?.calculateTransactionId();
      if (!context) throw new Error("the gateway is closed");
      return {
        txId: context.transactionId ?? "",
        endorse: async () => await endorse(network, mspId, context, request),
      };
    },
    close: () => gateway.disconnect(),
  };
}

async function endorse(network: Network, mspId: string, context: Context, request: Request): Promise<Endorsed> {
  // The interface leaves it out; `Transaction#submit` chooses endorsers and orderers with it.
  const contract = network.getContract(request.chaincode) as unknown as ContractImpl;
  const handler = await contract.getDiscoveryHandler();
  if (!handler) throw new Error("discovery is off");
  const endorsement = network.getChannel().newEndorsement(request.chaincode);
  const transientMap = Object.fromEntries(
    Object.entries(request.transient ?? {}).map(([name, value]) => [name, Buffer.from(value)]),
  );
  endorsement.build(context, {
    fcn: request.function,
    args: [...request.args],
    generateTransactionId: false,
    ...(request.transient && { transientMap }),
  });
  endorsement.sign(context);
  const answers = await endorsement.send({
    ...(request.endorsers
      ? { targets: request.endorsers.flatMap((organisation) => network.getChannel().getEndorsers(organisation)) }
      : { handler }),
    requestTimeout: request.endorseTimeoutMs,
  });
  // As `Transaction#submit` does: one endorsement is enough to go on, and nobody compares them.
  if (!answers.responses.some((answer) => answer.endorsement)) {
    const reasons = [...answers.errors.flatMap(reasonsOf), ...answers.responses.flatMap(reasonsOf)];
    throw new Error(`No valid responses from any peers: ${reasons.join("; ")}`);
  }
  const commit = endorsement.newCommit();
  commit.build(context);
  commit.sign(context);
  const { signature, payload } = commit.getSignedEnvelope() as { signature: Uint8Array; payload: Uint8Array };
  const envelope = new common.Envelope();
  envelope.setPayload(payload);
  envelope.setSignature(signature);
  let listening: Promise<Listening> | undefined;
  return {
    endorsers: endorsersOf(envelope),
    submit: async () => {
      listening ??= listen(network, mspId, context.transactionId ?? "");
      await listening;
      const answer = (await commit.send({ handler, requestTimeout: SUBMIT_TIMEOUT_MS })) as {
        status: string;
        info?: string;
      };
      if (answer.status !== "SUCCESS") throw new Error(`the orderer answered ${answer.status}: ${answer.info ?? ""}`);
    },
    outcome: async () => {
      if (!listening) throw new Error("it was not submitted");
      return await (await listening).outcome;
    },
  };
}

/** What a peer said, or why it did not; a failed plan of discovery holds what each of its peers said. */
function reasonsOf(answer: unknown): string[] {
  const { endorsements, response, message, connection } = answer as {
    endorsements?: readonly unknown[];
    response?: { status: number; message: string };
    message?: string;
    connection?: { name: string };
  };
  if (endorsements) return endorsements.length > 0 ? endorsements.flatMap(reasonsOf) : [message ?? ""];
  return [`${connection?.name ?? "a peer"}: ${response ? `${response.status} ${response.message}` : message}`];
}

interface Listening {
  readonly outcome: Promise<Outcome>;
}

/** Registers with the client's own peers for the transaction. @returns once that is done. */
async function listen(network: Network, mspId: string, txId: string): Promise<Listening> {
  const peers = network.getChannel().getEndorsers(mspId);
  let left = peers.length;
  let settle: (result: Outcome | Error) => void = () => undefined;
  const outcome = new Promise<Outcome>((resolve, reject) => {
    const timer = setTimeout(
      () => settle(new Error(`no commit event within ${OUTCOME_TIMEOUT_MS} ms`)),
      OUTCOME_TIMEOUT_MS,
    );
    settle = (result) => {
      clearTimeout(timer);
      network.removeCommitListener(listener);
      if (result instanceof Error) reject(result);
      else resolve(result);
    };
  });
  // Whoever asks for the outcome is told; when nobody does, a failed listener is no crash.
  outcome.catch(() => undefined);
  const listener: CommitListener = (error, event) => {
    if (event) {
      const code = peer.TxValidationCode[event.status as keyof typeof peer.TxValidationCode];
      settle({ code, block: Number(event.getBlockEvent().blockNumber) });
    } else if (--left <= 0) settle(error ?? new Error("the peer's event service ended"));
  };
  await network.addCommitListener(listener, peers, txId);
  return { outcome };
}
