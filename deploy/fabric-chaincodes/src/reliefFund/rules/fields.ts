import { fenOf } from "./amount.ts";
import type { Label } from "./label.ts";
import { ReliefError } from "./reliefError.ts";

const LONGEST_TEXT = 2_000;
const LONGEST_LIST = 50;
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Reads a JSON object field by field. Each field must be there and fit; what nobody asked for is refused by `end`. */
export class Fields {
  readonly #object: Readonly<Record<string, unknown>>;
  readonly #path: string;
  readonly #read = new Set<string>();

  constructor(value: unknown, path: string) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid(`${path} must be an object`);
    this.#object = value as Record<string, unknown>;
    this.#path = path;
  }

  static parse(json: string, path: string): Fields {
    try {
      return new Fields(JSON.parse(json), path);
    } catch (cause) {
      throw cause instanceof ReliefError ? cause : invalid(`${path} must be JSON`);
    }
  }

  text(name: string): string {
    const value = this.#take(name);
    if (typeof value !== "string" || value.length === 0 || value.length > LONGEST_TEXT) {
      throw this.#wrong(name, `a text of 1 to ${LONGEST_TEXT} characters`);
    }
    return value;
  }

  matching(name: string, form: RegExp): string {
    const value = this.text(name);
    if (!form.test(value)) throw this.#wrong(name, `a text like ${form.source}`);
    return value;
  }

  /** Letters, digits, dot, underline and hyphen: what stands in keys. */
  id(name: string): string {
    return this.matching(name, ID);
  }

  /** What `read` reads, or the null that stands there instead. */
  nullOr<T>(name: string, read: () => T): T | null {
    if (this.#object[name] !== null) return read();
    this.#read.add(name);
    return null;
  }

  oneOf<T extends string>(name: string, choices: readonly T[]): T {
    const value = this.text(name);
    if (!(choices as readonly string[]).includes(value)) throw this.#wrong(name, `one of ${choices.join(", ")}`);
    return value as T;
  }

  /** Yuan with two decimals, more than nothing. */
  amount(name: string): string {
    const value = this.text(name);
    if (fenOf(value) <= 0n) throw this.#wrong(name, "more than 0.00");
    return value;
  }

  /** A time as `Date.toISOString` writes it, in UTC: one form per moment, so that texts compare as times do. */
  time(name: string): string {
    const value = this.text(name);
    const ms = Date.parse(value);
    if (Number.isNaN(ms) || new Date(ms).toISOString() !== value)
      throw this.#wrong(name, "a time like 2026-03-02T01:00:00.000Z");
    return value;
  }

  integer(name: string, from: number, to: number): number {
    const value = this.#take(name);
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < from || value > to) {
      throw this.#wrong(name, `an integer from ${from} to ${to}`);
    }
    return value;
  }

  yesOrNo(name: string): boolean {
    const value = this.#take(name);
    if (typeof value !== "boolean") throw this.#wrong(name, "true or false");
    return value;
  }

  label(name: string): Label {
    const fields = this.object(name);
    const label = { zh: fields.text("zh"), en: fields.text("en") };
    fields.end();
    return label;
  }

  object(name: string): Fields {
    return new Fields(this.#take(name), `${this.#path}.${name}`);
  }

  objects<T>(name: string, read: (fields: Fields, index: number) => T): T[] {
    return this.#list(name).map((value, i) => {
      const fields = new Fields(value, `${this.#path}.${name}[${i}]`);
      const item = read(fields, i);
      fields.end();
      return item;
    });
  }

  ids(name: string): string[] {
    return this.#list(name).map((value) => {
      if (typeof value !== "string" || !ID.test(value)) throw this.#wrong(name, `a list of texts like ${ID.source}`);
      return value;
    });
  }

  /** @throws when the object has fields that were not read */
  end(): void {
    const unknown = Object.keys(this.#object).filter((name) => !this.#read.has(name));
    if (unknown.length > 0) throw invalid(`${this.#path} has unknown fields: ${unknown.slice(0, 5).join(", ")}`);
  }

  #list(name: string): unknown[] {
    const value = this.#take(name);
    if (!Array.isArray(value) || value.length > LONGEST_LIST)
      throw this.#wrong(name, `a list of at most ${LONGEST_LIST}`);
    return value;
  }

  #take(name: string): unknown {
    this.#read.add(name);
    return Object.hasOwn(this.#object, name) ? this.#object[name] : undefined;
  }

  #wrong(name: string, wanted: string): ReliefError {
    return invalid(`${this.#path}.${name} must be ${wanted}`);
  }
}

/** An argument that is an identifier by itself. */
export function readId(value: string, name: string): string {
  if (!ID.test(value)) throw invalid(`${name} must be a text like ${ID.source}`);
  return value;
}

function invalid(detail: string): ReliefError {
  return new ReliefError("INPUT_INVALID", detail);
}
