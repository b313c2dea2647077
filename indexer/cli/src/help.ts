/** How block ranges are written: part of the help of every command that takes them. */
export const RANGE_HELP = `Block ranges are half-open and written as in cryo; several are separated by commas or blanks:
  15M:16M  1_000:1.5K     from A up to, without, B; numbers may carry _ . K M B
  17000000  latest        one block
  :100  100:  100:latest  an open side is the first or the newest block
  15M:+1000               a length
  -1000:  -1000:7000      that many blocks up to the head, or up to a block
  2023-07-13:2023-07-14   by the times of headers (UTC); a date alone is that day; also T14:30Z`;

/** For commands that check blocks one by one. */
export const SAMPLE_HELP = `  2000:5000:1000          every 1000th block: 2000, 3000, 4000
  100:200/5               5 blocks, evenly spread: 100, 124, 149, 174, 199`;

export const EXIT_CODES = `
Exit codes:
  0    done, and nothing that was asked for is missing or failed
  1    failed, or a check failed, or blocks are missing; one sentence on standard error says which
  130  interrupted by Ctrl-C or SIGTERM (run and warehouse, which serve until then, end with 0)`;
