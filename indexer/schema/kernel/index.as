// Rows in RowBinary in, a block of ClickHouse's Native format out: the same values column by column, which the engine
// takes as they are (https://clickhouse.com/docs/interfaces/formats/Native). `setColumn` describes the columns, `prepare`
// makes room, the rows are written where it says, `turn` does the work on those that are there as a whole.

/** As in nativeBlocks.ts. */
const FIXED: u32 = 0;
const STRING: u32 = 1;
const NULLABLE: u32 = 2;
const NULLABLE_STRING: u32 = 3;
const ARRAY: u32 = 4;
const ARRAY_OF_STRINGS: u32 = 5;
/** LowCardinality(String): which strings there are, and for each row which one it is. */
const DICTIONARY: u32 = 6;

const MOST_COLUMNS: usize = 128;
const MOST_ROWS: u32 = 65536;
/** Names and types of all columns. */
const HEADERS_SIZE: usize = 32768;

// What is known of a column.
const COLUMN_SIZE: usize = 48;
const KIND: usize = 0;
/** Of a value of fixed size, or of an item. */
const SIZE: usize = 4;
/** Name and type, as a block has them. */
const HEADER: usize = 8;
const HEADER_LENGTH: usize = 12;
/** Of all values that vary in size, as they will be written. */
const BYTES: usize = 16;
/** Where the next value goes. */
const NEXT: usize = 20;
/** Where the next null flag, offset or index goes. */
const NEXT_FLAG: usize = 24;
/** Items of arrays so far. */
const ITEMS: usize = 28;
/** Of a dictionary: where it is, how many strings it has, which one was the last. */
const KEYS: usize = 32;
const KEY_COUNT: usize = 36;
const LAST: usize = 40;
/** Where its indexes are. */
const INDEXES: usize = 44;

/** An index takes a byte; a block ends before a row that would need one more. */
const MOST_KEYS: u32 = 256;
const KEY_SIZE: usize = 8;
/** Positions in the dictionary by the string's ends, plus one; twice as many as keys. */
const SLOTS: u32 = 512;
const DICTIONARY_SIZE: usize = <usize>MOST_KEYS * KEY_SIZE + <usize>SLOTS * 2;

/** Reads may go so far past the end. */
const SLACK: usize = 64;
const PAGE: usize = 65536;

const columns: usize = (__heap_base + 15) & ~15;
const headers: usize = columns + MOST_COLUMNS * COLUMN_SIZE;
const working: usize = headers + HEADERS_SIZE;
let columnsEnd: usize = columns;
let headersEnd: usize = headers;
let workingEnd: usize = working;
let input: usize = 0;
let consumedBytes: usize = 0;
let outputAt: usize = 0;
let outputBytes: usize = 0;

function reach(end: usize): void {
  const pages = <i32>((end + PAGE - 1) / PAGE) - memory.size();
  if (pages > 0 && memory.grow(pages) < 0) unreachable();
}

/** Forgets the columns. */
export function clear(): void {
  columnsEnd = columns;
  headersEnd = headers;
  workingEnd = working;
}

/** Where the next column's name and type are to be written, each with its length in front. */
export function headerBuffer(): usize {
  reach(working);
  return headersEnd;
}

export function addColumn(kind: u32, size: u32, headerLength: usize): void {
  if (columnsEnd == headers || headersEnd + headerLength > working) unreachable();
  store<u32>(columnsEnd, kind, KIND);
  store<u32>(columnsEnd, size, SIZE);
  store<u32>(columnsEnd, <u32>headersEnd, HEADER);
  store<u32>(columnsEnd, <u32>headerLength, HEADER_LENGTH);
  if (kind == DICTIONARY) {
    store<u32>(columnsEnd, <u32>workingEnd, KEYS);
    store<u32>(columnsEnd, <u32>(workingEnd + DICTIONARY_SIZE), INDEXES);
    workingEnd += DICTIONARY_SIZE + <usize>MOST_ROWS;
  }
  headersEnd += headerLength;
  columnsEnd += COLUMN_SIZE;
}

/** @returns where the rows are to be written. */
export function prepare(bytes: usize): usize {
  input = (workingEnd + 15) & ~15;
  reach(input + bytes + SLACK);
  return input;
}

/** Bytes of the rows of the last block. */
export function consumed(): usize {
  return consumedBytes;
}

export function output(): usize {
  return outputAt;
}

export function outputLength(): usize {
  return outputBytes;
}

// Of the length that was read last.
let value: usize = 0;

/** Reads a length. @returns what is behind it; `value` is too large for any memory when it does not end. */
// @ts-ignore: decorator
@inline
function length(at: usize): usize {
  const first = load<u8>(at);
  if (first < 0x80) {
    value = first;
    return at + 1;
  }
  return longLength(at);
}

function longLength(from: usize): usize {
  let at = from;
  let sum: u64 = 0;
  for (let shift: u64 = 0; shift < 35; shift += 7) {
    const byte = <u64>load<u8>(at++);
    sum |= (byte & 0x7f) << shift;
    if (byte < 0x80) {
      value = sum > 0x7fffffff ? 0x7fffffff : <usize>sum;
      return at;
    }
  }
  value = 0x7fffffff;
  return at;
}

/** @returns the position of the string in the column's dictionary, -1 when it is full. */
function keyOf(column: usize, at: usize, size: usize): i32 {
  const keys = <usize>load<u32>(column, KEYS);
  const last = load<u32>(column, LAST);
  const lastKey = keys + last * KEY_SIZE;
  if (<usize>load<u32>(lastKey, 4) == size && same(load<u32>(lastKey), at, size)) return <i32>last;
  const slots = keys + <usize>MOST_KEYS * KEY_SIZE;
  const ends = size < 8 ? load<u64>(at) & (((<u64>1) << (<u64>size * 8)) - 1) : load<u64>(at) ^ load<u64>(at + size - 8);
  let slot = <u32>(((ends ^ size) * 0x9e3779b97f4a7c15) >> 32) & (SLOTS - 1);
  for (;;) {
    const known = load<u16>(slots + slot * 2);
    if (known == 0) break;
    const key = keys + (<usize>known - 1) * KEY_SIZE;
    if (<usize>load<u32>(key, 4) == size && same(load<u32>(key), at, size)) {
      store<u32>(column, known - 1, LAST);
      return <i32>known - 1;
    }
    slot = (slot + 1) & (SLOTS - 1);
  }
  const count = load<u32>(column, KEY_COUNT);
  if (count == MOST_KEYS) return -1;
  store<u32>(keys + count * KEY_SIZE, <u32>at);
  store<u32>(keys + count * KEY_SIZE, <u32>size, 4);
  store<u16>(slots + slot * 2, <u16>(count + 1));
  store<u32>(column, count + 1, KEY_COUNT);
  store<u32>(column, count, LAST);
  store<u32>(column, load<u32>(column, BYTES) + <u32>(lengthSize(size) + size), BYTES);
  return <i32>count;
}

function same(a: usize, b: usize, size: usize): bool {
  let at: usize = 0;
  for (; at + 8 <= size; at += 8) if (load<u64>(a + at) != load<u64>(b + at)) return false;
  for (; at < size; at++) if (load<u8>(a + at) != load<u8>(b + at)) return false;
  return true;
}

function lengthSize(size: usize): usize {
  let bytes: usize = 1;
  for (let rest = size >> 7; rest > 0; rest >>= 7) bytes++;
  return bytes;
}

function putLength(to: usize, size: usize): usize {
  let at = to;
  let rest = size;
  for (; rest >= 0x80; rest >>= 7) store<u8>(at++, <u8>(rest | 0x80));
  store<u8>(at, <u8>rest);
  return at + 1;
}

/** What lies behind the values of one column, or of one item; 0 where the input ends before. */
// @ts-ignore: decorator
@inline
function behindString(at: usize, end: usize): usize {
  const next = length(at);
  return next > end || value > end - next ? 0 : next + value;
}

/**
 * Adds the sizes of a row's values to the columns'.
 * @returns what lies behind it; 0, and nothing is added, when it is not there as a whole or a dictionary is full.
 */
function measureRow(start: usize, end: usize, row: u32): usize {
  let at = start;
  for (let column = columns; column < columnsEnd; column += COLUMN_SIZE) {
    const from = at;
    let items: u32 = 0;
    let bytes: usize = 0;
    const kind = load<u32>(column, KIND);
    if (at >= end) at = 0;
    else if (kind == FIXED) at += load<u32>(column, SIZE);
    else if (kind == STRING) {
      at = behindString(at, end);
      bytes = at - from;
    } else if (kind == DICTIONARY) {
      const text = length(at);
      if (text > end || value > end - text) at = 0;
      else {
        at = text + value;
        const key = keyOf(column, text, value);
        if (key < 0) at = 0;
        else store<u8>(<usize>load<u32>(column, INDEXES) + row, <u8>key);
      }
    } else if (kind == NULLABLE) at += load<u8>(at) ? 1 : 1 + load<u32>(column, SIZE);
    else if (kind == NULLABLE_STRING) {
      at = load<u8>(at) ? at + 1 : behindString(at + 1, end);
      bytes = load<u8>(from) ? 1 : at - from - 1;
    } else {
      at = length(at);
      items = <u32>value;
      const size = load<u32>(column, SIZE);
      if (kind == ARRAY) {
        bytes = <usize>items * size;
        at = at > end || <u64>items * size > <u64>(end - at) ? 0 : at + bytes;
      } else {
        const first = at;
        for (let left = items; left > 0 && at != 0; left--) at = at >= end ? 0 : behindString(at, end);
        bytes = at - first;
      }
    }
    if (at == 0 || at > end) {
      if (column > columns) unmeasure(start, end, column);
      return 0;
    }
    if (kind != FIXED) {
      store<u32>(column, load<u32>(column, BYTES) + <u32>bytes, BYTES);
      store<u32>(column, load<u32>(column, ITEMS) + items, ITEMS);
    }
  }
  return at;
}

/** Takes back what `measureRow` has added to the columns before the one at which it ended. */
function unmeasure(start: usize, end: usize, until: usize): void {
  let at = start;
  for (let column = columns; column < until; column += COLUMN_SIZE) {
    const from = at;
    const kind = load<u32>(column, KIND);
    let items: u32 = 0;
    let bytes: usize = 0;
    if (kind == FIXED) at += load<u32>(column, SIZE);
    else if (kind == STRING) {
      at = behindString(at, end);
      bytes = at - from;
    } else if (kind == DICTIONARY) at = behindString(at, end);
    else if (kind == NULLABLE) at += load<u8>(at) ? 1 : 1 + load<u32>(column, SIZE);
    else if (kind == NULLABLE_STRING) {
      at = load<u8>(at) ? at + 1 : behindString(at + 1, end);
      bytes = load<u8>(from) ? 1 : at - from - 1;
    } else {
      at = length(at);
      items = <u32>value;
      const first = at;
      if (kind == ARRAY) at += <usize>items * load<u32>(column, SIZE);
      else for (let left = items; left > 0; left--) at = behindString(at, end);
      bytes = at - first;
    }
    store<u32>(column, load<u32>(column, BYTES) - <u32>bytes, BYTES);
    store<u32>(column, load<u32>(column, ITEMS) - items, ITEMS);
  }
}

/**
 * Turns the rows that are there as a whole into one block.
 * @param bytes that were written where `prepare` said.
 * @returns how many rows it has; 0 when not even one is there.
 */
export function turn(bytes: usize): u32 {
  const end = input + bytes;
  for (let column = columns; column < columnsEnd; column += COLUMN_SIZE) {
    store<u32>(column, 0, BYTES);
    store<u32>(column, 0, ITEMS);
    if (load<u32>(column, KIND) == DICTIONARY) beginDictionary(column);
  }
  let rows: u32 = 0;
  let at = input;
  while (rows < MOST_ROWS && at < end) {
    const next = measureRow(at, end, rows);
    if (next == 0) break;
    at = next;
    rows++;
  }
  consumedBytes = at - input;
  if (rows == 0) return 0;
  outputAt = (end + SLACK + 15) & ~15;
  place(rows);
  let from = input;
  for (let row: u32 = 0; row < rows; row++) from = writeRow(from, row);
  return rows;
}

/** The engine's own dictionaries begin with the empty string. */
function beginDictionary(column: usize): void {
  const keys = <usize>load<u32>(column, KEYS);
  memory.fill(keys, 0, DICTIONARY_SIZE);
  store<u32>(column, 0, KEY_COUNT);
  store<u32>(column, 0, LAST);
  store<u32>(keys, 0xffffffff, 4);
  keyOf(column, keys, 0);
}

/** Version of what keeps a dictionary; that indexes take one byte, and keys come with them. */
const DICTIONARY_VERSION: u64 = 1;
const DICTIONARY_FLAGS: u64 = 0x600;

/** Where each column's values go: the columns lie one behind the other. */
function place(rows: u32): void {
  let size: usize = 16;
  for (let column = columns; column < columnsEnd; column += COLUMN_SIZE) {
    size += <usize>load<u32>(column, HEADER_LENGTH) + <usize>load<u32>(column, BYTES) + 32;
    const kind = load<u32>(column, KIND);
    if (kind == FIXED || kind == NULLABLE) size += <usize>rows * load<u32>(column, SIZE);
    if (kind == ARRAY || kind == ARRAY_OF_STRINGS) size += <usize>rows * 8;
    size += rows;
  }
  reach(outputAt + size + SLACK);
  let at = putLength(outputAt, (columnsEnd - columns) / COLUMN_SIZE);
  at = putLength(at, rows);
  for (let column = columns; column < columnsEnd; column += COLUMN_SIZE) {
    const header = <usize>load<u32>(column, HEADER_LENGTH);
    memory.copy(at, load<u32>(column, HEADER), header);
    at += header;
    const kind = load<u32>(column, KIND);
    const bytes = <usize>load<u32>(column, BYTES);
    store<u32>(column, <u32>at, NEXT_FLAG);
    if (kind == NULLABLE || kind == NULLABLE_STRING) at += rows;
    else if (kind == ARRAY || kind == ARRAY_OF_STRINGS) at += <usize>rows * 8;
    store<u32>(column, <u32>at, NEXT);
    store<u32>(column, 0, ITEMS);
    if (kind == FIXED || kind == NULLABLE) at += <usize>rows * load<u32>(column, SIZE);
    else if (kind == DICTIONARY) at = putDictionary(at, column, rows);
    else at += bytes;
  }
  outputBytes = at - outputAt;
}

function putDictionary(to: usize, column: usize, rows: u32): usize {
  const count = load<u32>(column, KEY_COUNT);
  store<u64>(to, DICTIONARY_VERSION);
  store<u64>(to, DICTIONARY_FLAGS, 8);
  store<u64>(to, count, 16);
  let at = to + 24;
  let key = <usize>load<u32>(column, KEYS);
  for (let left = count; left > 0; left--) {
    const size = <usize>load<u32>(key, 4);
    at = putLength(at, size);
    memory.copy(at, load<u32>(key), size);
    at += size;
    key += KEY_SIZE;
  }
  store<u64>(at, rows);
  memory.copy(at + 8, load<u32>(column, INDEXES), rows);
  return at + 8 + rows;
}

/** Exactly so many bytes, as what lies behind them is there already. */
function copy(to: usize, from: usize, size: usize): void {
  if (size > 64) {
    memory.copy(to, from, size);
    return;
  }
  let at: usize = 0;
  for (; at + 16 <= size; at += 16) v128.store(to + at, v128.load(from + at));
  if (at + 8 <= size) {
    store<u64>(to + at, load<u64>(from + at));
    at += 8;
  }
  if (at + 4 <= size) {
    store<u32>(to + at, load<u32>(from + at));
    at += 4;
  }
  for (; at < size; at++) store<u8>(to + at, load<u8>(from + at));
}

/** @returns what lies behind the row. */
function writeRow(from: usize, row: u32): usize {
  let at = from;
  for (let column = columns; column < columnsEnd; column += COLUMN_SIZE) {
    const kind = load<u32>(column, KIND);
    const to = <usize>load<u32>(column, NEXT);
    if (kind == FIXED) {
      const size = load<u32>(column, SIZE);
      copy(to, at, size);
      at += size;
      store<u32>(column, <u32>to + size, NEXT);
    } else if (kind == STRING) {
      const next = length(at) + value;
      copy(to, at, next - at);
      store<u32>(column, <u32>(to + next - at), NEXT);
      at = next;
    } else if (kind == DICTIONARY) at = length(at) + value;
    else if (kind == NULLABLE) {
      const size = load<u32>(column, SIZE);
      const isNull = load<u8>(at++);
      store<u8>(<usize>load<u32>(column, NEXT_FLAG) + row, isNull);
      if (isNull) memory.fill(to, 0, size);
      else {
        copy(to, at, size);
        at += size;
      }
      store<u32>(column, <u32>to + size, NEXT);
    } else if (kind == NULLABLE_STRING) {
      const isNull = load<u8>(at++);
      store<u8>(<usize>load<u32>(column, NEXT_FLAG) + row, isNull);
      if (isNull) {
        store<u8>(to, 0);
        store<u32>(column, <u32>to + 1, NEXT);
      } else {
        const next = length(at) + value;
        copy(to, at, next - at);
        store<u32>(column, <u32>(to + next - at), NEXT);
        at = next;
      }
    } else {
      const first = length(at);
      const items = load<u32>(column, ITEMS) + <u32>value;
      store<u32>(column, items, ITEMS);
      store<u64>(<usize>load<u32>(column, NEXT_FLAG) + <usize>row * 8, items);
      let next = first;
      if (kind == ARRAY) next += value * load<u32>(column, SIZE);
      else for (let left = value; left > 0; left--) next = length(next) + value;
      copy(to, first, next - first);
      store<u32>(column, <u32>(to + next - first), NEXT);
      at = next;
    }
  }
  return at;
}
