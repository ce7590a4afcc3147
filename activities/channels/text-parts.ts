/** Cuts a text into parts of at most `limit` bytes of UTF-8: between lines where that is possible, else between characters, never within one. */
export function textParts(text: string, limit: number): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const piece of pieces(text, limit)) {
    if (part !== '' && bytesOf(part) + bytesOf(piece) > limit) {
      parts.push(part);
      part = '';
    }
    part += piece;
  }
  return [...parts, part];
}

export const bytesOf = (text: string): number => Buffer.byteLength(text);

/** Lines with their ends; a line that is too long by itself, in pieces. */
function* pieces(text: string, limit: number): Generator<string> {
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    let piece = '';
    let bytes = 0;
    for (const character of line) {
      const more = bytesOf(character);
      if (bytes + more > limit) {
        yield piece;
        piece = '';
        bytes = 0;
      }
      piece += character;
      bytes += more;
    }
    yield piece;
  }
}
