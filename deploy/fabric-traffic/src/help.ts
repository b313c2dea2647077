import { intents } from "./plan/intents.ts";
import { RELIEF_FUND } from "./plan/mix.ts";

const kinds = Object.entries(intents).map(([name, { about }]) => `  ${name.padEnd(20)} ${about}`);

export const help = `fabric-traffic: drives a Fabric network with traffic that succeeds and fails on demand, and records what happens.

fabric-traffic drive  --devnet FOLDER [options]               drives; writes what the clients saw
fabric-traffic record --devnet FOLDER --out FOLDER [options]  drives and makes a recording

  --devnet FOLDER     a network that \`fabric-devnet up\` made
  --channel NAME      default: the network's first
  --mix MIX           kinds of traffic with their shares, such as put=40,increment=10,phantom; default: all
  --rate N            submissions per second, on average; default 20
  --seconds N         how long submissions begin; default 60
  --seed N            same seed, same submissions; default 1
  --faults FAULTS     what is done to the network meanwhile, such as kill:leader@20+8,pause:peer0.org2@35+5,
                      upgrade:bench@45,policy:bench2@50,config@55 (what:whom@after seconds+for seconds)
  --out FILE|FOLDER   drive: the file of what clients saw, default clients.jsonl; record: the recording's folder
  --title-en, --title-zh TEXT   record: what the recording is called
  --hide FOLDER       record: a folder whose name is left out of logs; may be given again
  --help              this text

Half of the submissions go through fabric-network, half through fabric-gateway. Chaincodes that the mix needs are
deployed when the channel does not have them.

Kinds of traffic:
  ${RELIEF_FUND.padEnd(20)} stories of bills of exchange of a relief fund, each step waiting for the one before
  all                  every kind below with its usual share
${kinds.join("\n")}

Examples:
  fabric-traffic drive --devnet .devnet --rate 50 --seconds 60
  fabric-traffic drive --devnet .devnet --mix ${RELIEF_FUND} --rate 5 --seconds 300
  fabric-traffic drive --devnet .devnet --mix put=10,mvccWithinBlock,phantom --faults kill:leader@20+8
  fabric-traffic record --devnet .devnet --mix ${RELIEF_FUND} --rate 5 --seconds 180 --out my-recording
`;
