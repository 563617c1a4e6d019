/** Encodes 8-bit RGB pixels as a PNG. */
import { crc32, deflateSync } from 'node:zlib'

const signature = Buffer.from('89504e470d0a1a0a', 'hex')

/** `rgb` holds three bytes a pixel, row by row from the top. */
export function encodePng(width: number, height: number, rgb: Uint8Array): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits a channel, RGB without alpha.
  header[8] = 8
  header[9] = 2
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(filtered(width, height, rgb), { level: 4 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

// Filter 2 stores each row as its difference from the row above: soft gradients become long runs.
function filtered(width: number, height: number, rgb: Uint8Array): Uint8Array {
  const stride = width * 3
  const rows = new Uint8Array(height * (stride + 1))
  for (let y = 0; y < height; y++) {
    const from = y * stride
    const to = y * (stride + 1) + 1
    rows[to - 1] = 2
    for (let x = 0; x < stride; x++) {
      const above = y === 0 ? 0 : (rgb[from + x - stride] ?? 0)
      rows[to + x] = (rgb[from + x] ?? 0) - above
    }
  }
  return rows
}
