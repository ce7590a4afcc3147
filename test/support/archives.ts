import { crc32, deflateRawSync } from 'node:zlib';

export interface ArchivePart {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** What the archive says that it unpacks to, where it lies. */
  readonly statedBytes?: number;
}

/** A zip archive, byte by byte, so that it can be as wrong as a test needs. */
export function anArchive(parts: readonly ArchivePart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const content = Buffer.from(part.content);
    const packed = deflateRawSync(content);
    const about = headerOf({ name, packed, crc: crc32(content), bytes: part.statedBytes ?? content.length });
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), about, Buffer.alloc(2), name]);
    const place = Buffer.alloc(4);
    place.writeUInt32LE(offset);
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), about, Buffer.alloc(12), place, name]));
    bodies.push(local, packed);
    offset += local.length + packed.length;
  }
  return Buffer.concat([...bodies, ...directory, endOf({ count: parts.length, size: Buffer.concat(directory).length, offset })]);
}

interface Header {
  readonly name: Buffer;
  readonly packed: Buffer;
  readonly crc: number;
  readonly bytes: number;
}

/** What local and central headers share, from "version needed" to the length of the name. */
function headerOf({ name, packed, crc, bytes }: Header): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(0x0800, 2);
  header.writeUInt16LE(8, 4);
  header.writeUInt32LE(crc, 10);
  header.writeUInt32LE(packed.length, 14);
  header.writeUInt32LE(bytes, 18);
  header.writeUInt16LE(name.length, 22);
  return header;
}

function endOf({ count, size, offset }: { readonly count: number; readonly size: number; readonly offset: number }): Buffer {
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
