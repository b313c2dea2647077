/**
 * @typedef {object} Step
 * @property {(text: string) => void} update says what the step is at, beside its title.
 * @property {(text?: string) => void} done ends the step well.
 * @property {(text?: string) => void} fail ends the step badly.
 */

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** Open steps in the order in which they began; a terminal shows them as moving lines at the bottom. */
const open = new Set();
let drawn = 0;
let timer;

const colour = (code, text) =>
  process.stdout.isTTY && !process.env.NO_COLOR ? `\u001b[${code}m${text}\u001b[0m` : text;

/**
 * Starts showing a step with its elapsed time: a spinner on a terminal, plain lines elsewhere.
 *
 * @param {string} title
 * @returns {Step}
 */
export function step(title) {
  const started = Date.now();
  const state = { title, text: "", started };
  const elapsed = () => colour(2, `${((Date.now() - started) / 1000).toFixed(1)} s`);
  const end = (mark, text) => {
    if (!open.delete(state)) return;
    print(`${mark} ${title}${text ? `  ${text}` : ""}  ${elapsed()}`);
    if (open.size === 0) stop();
  };
  open.add(state);
  if (!process.stdout.isTTY) process.stdout.write(`… ${title}\n`);
  else {
    timer ??= setInterval(draw, 100);
    timer.unref();
    draw();
  }
  return {
    update(text) {
      state.text = text;
    },
    done: (text) => end(colour(32, "✔"), text),
    fail: (text) => end(colour(31, "✖"), text),
  };
}

/** Prints a line above the moving ones. */
export function print(line) {
  erase();
  process.stdout.write(`${line}\n`);
  if (open.size > 0 && process.stdout.isTTY) draw();
}

function draw() {
  erase();
  const frame = frames[Math.floor(Date.now() / 100) % frames.length];
  const width = process.stdout.columns || 80;
  for (const { title, text, started } of open) {
    const seconds = Math.floor((Date.now() - started) / 1000);
    const line = `${frame} ${title}  ${seconds} s${text ? `  ${text}` : ""}`;
    process.stdout.write(`${line.slice(0, width - 1)}\n`);
    drawn++;
  }
}

function erase() {
  if (drawn > 0) process.stdout.write(`\u001b[${drawn}A\u001b[J`);
  drawn = 0;
}

function stop() {
  clearInterval(timer);
  timer = undefined;
}
