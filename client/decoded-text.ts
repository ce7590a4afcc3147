/** The text of a file whatever program saved it: UTF-8, UTF-16, or GB18030 as Chinese Windows writes .csv files. Null where it is none of them. */
export function decodedText(bytes: Uint8Array): { readonly text: string; readonly encoding: string } | null {
  for (const encoding of encodingsOf(bytes)) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
    } catch {
      // The next one.
    }
  }
  return null;
}

function encodingsOf(bytes: Uint8Array): readonly string[] {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return ['utf-16le'];
  if (first === 0xfe && second === 0xff) return ['utf-16be'];
  return zeroes(bytes, 0) + zeroes(bytes, 1) > 0 ? [zeroes(bytes, 1) >= zeroes(bytes, 0) ? 'utf-16le' : 'utf-16be'] : ['utf-8', 'gb18030'];
}

const lookedAt = 65_536;

/** Commas and digits of UTF-16 have a zero byte beside them; no other text has any. */
const zeroes = (bytes: Uint8Array, parity: 0 | 1): number =>
  bytes.subarray(0, lookedAt).filter((byte, position) => byte === 0 && position % 2 === parity).length;
