/** Whether a picture file is complete: a truncated one still decodes, with grey at the bottom. */

const uint = (bytes: Uint8Array, at: number, length: number): number =>
  bytes.subarray(at, at + length).reduce((sum, byte) => sum * 256 + byte, 0)

/** PNG is a list of chunks whose last one is IEND (PNG specification §5.6). */
function isWholePng(bytes: Uint8Array): boolean {
  let at = 8
  while (at + 12 <= bytes.length) {
    const end = at + 12 + uint(bytes, at, 4)
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (name === 'IEND') return end <= bytes.length
    at = end
  }
  return false
}

/** JPEG is a list of segments, of which a scan runs to the next marker; EOI ends it (ITU-T T.81 annex B). */
function isWholeJpeg(bytes: Uint8Array): boolean {
  let at = 2
  while (at + 4 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff) return false
    if (marker === 0xd9) return true
    if (marker === 0xff) at += 1
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2
    else {
      at += 2 + uint(bytes, at + 2, 2)
      if (marker === 0xda) at = endOfScan(bytes, at)
    }
  }
  return bytes[at] === 0xff && bytes[at + 1] === 0xd9
}

/** Where the next marker stands: in a scan, 0xff is followed by 0 or is a restart marker. */
function endOfScan(bytes: Uint8Array, start: number): number {
  let at = start
  for (;;) {
    at = bytes.indexOf(0xff, at)
    if (at < 0) return bytes.length
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
    at += next === 0xff ? 1 : 2
  }
}

/** WebP is a RIFF file that says how long it is. */
function isWholeWebp(bytes: Uint8Array): boolean {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true) + 8 <= bytes.length
}

export function isWholePicture(bytes: Uint8Array, type: 'png' | 'jpeg' | 'webp'): boolean {
  if (type === 'png') return isWholePng(bytes)
  return type === 'jpeg' ? isWholeJpeg(bytes) : isWholeWebp(bytes)
}
