import type { ChaincodeStub } from "fabric-shim";
import { canonicalJson } from "../canonicalJson.ts";
import type { Appointment, Bill, NodeRecord, Project, Remittance, Report, Unit } from "./records.ts";
import { ReliefError } from "./rules/reliefError.ts";

/** Kinds of records and what each is; a record's key is `<kind>/<id>`, of a remittance `remittance/<draft>/<hop>`. */
interface Kinds {
  unit: Unit;
  project: Project;
  bill: Bill;
  /** Which bill an instruction became. */
  instruction: { readonly DraftID: string };
  remittance: Remittance;
  /** One record, `appointment/roles`. */
  appointment: Appointment;
  report: Report;
  node: NodeRecord;
  /** Which remittance a bank's serial number belongs to, under its digest. */
  serial: { readonly DraftID: string; readonly Seq: number };
  /** Remittances that do not balance yet; deleted as soon as they do. */
  open: { readonly DraftID: string; readonly Seq: number; readonly Status: string };
}

/** Composite keys without a value of their own: `<index> <attribute> <id>`. */
export type Index = "project~status" | "project~evidence" | "bill~project" | "bill~status" | "bill~holder";

/** Fabric takes an empty value for a deletion. */
const PRESENT = Buffer.from([0]);

/** Records as canonical JSON under readable keys. */
export class Store {
  readonly #stub: ChaincodeStub;

  constructor(stub: ChaincodeStub) {
    this.#stub = stub;
  }

  async find<K extends keyof Kinds>(kind: K, id: string): Promise<Kinds[K] | undefined> {
    const bytes = await this.#stub.getState(`${kind}/${id}`);
    return bytes.length === 0 ? undefined : JSON.parse(Buffer.from(bytes).toString());
  }

  /** @throws ReliefError NOT_FOUND */
  async get<K extends keyof Kinds>(kind: K, id: string): Promise<Kinds[K]> {
    const record = await this.find(kind, id);
    if (record === undefined) throw new ReliefError("NOT_FOUND", `${kind} ${id}`);
    return record;
  }

  async put<K extends keyof Kinds>(kind: K, id: string, record: Kinds[K]): Promise<void> {
    await this.#stub.putState(`${kind}/${id}`, Buffer.from(canonicalJson(record)));
  }

  /** @throws ReliefError ALREADY_EXISTS */
  async assertNew(kind: keyof Kinds, id: string): Promise<void> {
    if ((await this.find(kind, id)) !== undefined) throw new ReliefError("ALREADY_EXISTS", `${kind} ${id}`);
  }

  async delete(kind: keyof Kinds, id: string): Promise<void> {
    await this.#stub.deleteState(`${kind}/${id}`);
  }

  /** All records of a kind, by key. */
  async list<K extends keyof Kinds>(kind: K): Promise<Kinds[K][]> {
    const records: Kinds[K][] = [];
    // "0" is the character after "/".
    for await (const { value } of this.#stub.getStateByRange(`${kind}/`, `${kind}0`)) {
      records.push(JSON.parse(Buffer.from(value).toString()));
    }
    return records;
  }

  /** Every version of a record, newest first; a deletion has no record. */
  async history(kind: keyof Kinds, id: string): Promise<{ TxID: string; Record: unknown }[]> {
    const versions = [];
    for await (const { txId, isDelete, value } of this.#stub.getHistoryForKey(`${kind}/${id}`)) {
      versions.push({ TxID: txId, Record: isDelete ? null : JSON.parse(Buffer.from(value).toString()) });
    }
    return versions;
  }

  async addTo(index: Index, attribute: string, id: string): Promise<void> {
    await this.#stub.putState(this.#stub.createCompositeKey(index, [attribute, id]), PRESENT);
  }

  async move(index: Index, from: string, to: string, id: string): Promise<void> {
    if (from === to) return;
    await this.#stub.deleteState(this.#stub.createCompositeKey(index, [from, id]));
    await this.addTo(index, to, id);
  }

  /** Ids under an attribute, sorted. */
  async idsIn(index: Index, attribute: string): Promise<string[]> {
    const ids: string[] = [];
    for await (const { key } of this.#stub.getStateByPartialCompositeKey(index, [attribute])) {
      ids.push(this.#stub.splitCompositeKey(key).attributes[1] ?? "");
    }
    return ids;
  }
}

/** Ids of remittances sort as their hops do. */
export function remittanceId(draftId: string, seq: number): string {
  return `${draftId}/${String(seq).padStart(3, "0")}`;
}
