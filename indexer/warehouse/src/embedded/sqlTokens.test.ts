import { expect, test } from "vitest";
import { sqlTokens } from "./sqlTokens.ts";

const MIB = 1024 * 1024;

function read(source: string): string[] {
  return Array.from(sqlTokens(source), ({ kind, start, end }) => `${kind} ${source.slice(start, end)}`);
}

test.each([
  ["'it''s' x", ["quoted 'it''s'", "word x"]],
  ['\'\\\'\' "a""b" `c\\`d`', ["quoted '\\''", 'quoted "a""b"', "quoted `c\\`d`"]],
  ["$a$ '; $a$ b", ["quoted $a$ '; $a$", "word b"]],
  ["$a$b$c$ $b$", ["other $", "word a$b$c$", "other $", "word b$"]],
  ["'open ; x", ["quoted 'open ; x"]],
  ["'ends\\", ["quoted 'ends\\"]],
  ["$open$ ; x", ["other $", "word open$", "semicolon ;", "word x"]],
  ["\xe2\x80\x9copen ; x", ["quoted \xe2\x80\x9copen ; x"]],
  ["\xe2\x80\x98;\xe2\x80\x99 x", ["quoted \xe2\x80\x98;\xe2\x80\x99", "word x"]],
  ["/* /* x */ y */ z /* open", ["word z"]],
])("%j", (source, expected) => {
  expect(read(source)).toEqual(expected);
});

const repeated = (unit: string, bytes: number): string => unit.repeat(Math.ceil(bytes / unit.length)).slice(0, bytes);

test.each<[string, (bytes: number) => string]>([
  ["open typographic quotes", (bytes) => repeated("\xe2\x80\x9c", bytes)],
  ["open typographic quotes of both kinds", (bytes) => repeated("\xe2\x80\x98 \xe2\x80\x9c ", bytes)],
  ["starts of typographic quotes", (bytes) => repeated("\xe2\x80", bytes)],
  ["open heredocs of many names", (bytes) => Array.from({ length: bytes / 10 }, (_, n) => `$a${1e5 + n}$ `).join("")],
  ["open heredocs of two names", (bytes) => repeated("$a$$b$ ", bytes / 2) + repeated("$c", bytes / 2)],
  ["dollars", (bytes) => repeated("$", bytes)],
  ["a heredoc's long name", (bytes) => `$${repeated("a", bytes)}`],
  ["backslashes in an open quotation", (bytes) => `'${repeated("\\'", bytes)}`],
  ["quotes in an open quotation", (bytes) => `"${repeated('""', bytes)}`],
  ["quotations of all kinds, one in another", (bytes) => repeated("'\"`$x$", bytes)],
  ["an open comment", (bytes) => repeated("/*", bytes)],
  ["ends of comments", (bytes) => repeated("*/", bytes)],
  ["starts of line comments", (bytes) => repeated("--\n#", bytes)],
  ["a long literal", (bytes) => `'${repeated("a", bytes)}'`],
  ["blanks and brackets", (bytes) => repeated(" (\0", bytes)],
  ["digits and letters", (bytes) => repeated("1a ", bytes)],
])("%s are read in a time linear in their length", (_, text) => {
  const time = (source: string): number => {
    const started = process.cpuUsage();
    for (const _token of sqlTokens(source));
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  };
  const [one, four] = [text(MIB), text(4 * MIB)];
  time(one);
  const fastest = (source: string): number => Math.min(time(source), time(source), time(source));
  const [short, long] = [fastest(one), fastest(four)];
  // Four times the time where it is linear, sixteen times where it is quadratic. What takes next to no time is not
  // compared: a collection of garbage would decide.
  expect(long).toBeLessThan(Math.max(9 * short, 150));
});
