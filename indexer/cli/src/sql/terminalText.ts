import { Transform } from "node:stream";
import { StringDecoder } from "node:string_decoder";

/** C0 but tab and line feed, DEL, C1, and what turns the direction of writing: a terminal acts on these. */
const CONTROLS = /(?![\t\n])\p{Cc}|\p{Bidi_Control}/gu;

/** A text from a chain, for a terminal: what it would act on is written as `\x1b`, `\u{202e}`. */
export function escapeControls(text: string): string {
  return text.replace(CONTROLS, (character) => {
    const code = character.charCodeAt(0);
    return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
  });
}

/** `escapeControls` over a stream of UTF-8; bytes that are none become U+FFFD. */
export function terminalText(): Transform {
  const decoder = new StringDecoder("utf8");
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, escapeControls(decoder.write(chunk)));
    },
    flush(done) {
      done(null, escapeControls(decoder.end()));
    },
  });
}
