/** The demo's pictures: real PNGs, always the same, and nothing but them. */
import { crc32, inflateSync } from 'node:zlib'
import request from 'supertest'
import { afterAll, describe, expect, test } from 'vitest'
import { createImageRoute } from '../../../../feeds/catalog/demo/images.js'
import { imageLink } from '../../../../feeds/catalog/demo/links.js'
import { drawPicture, pictureSide } from '../../../../feeds/catalog/demo/picture/draw.js'
import { type Motif, motifs } from '../../../../feeds/catalog/demo/picture/motifs.js'
import { encodePng } from '../../../../feeds/catalog/demo/picture/png.js'
import { productRows } from '../../../../feeds/catalog/demo/rows.js'
import { routed } from '../../../support/routed.js'

interface Png {
  readonly width: number
  readonly height: number
  readonly pixels: Buffer
}

/** Reads what our encoder may write, and throws at anything that is not as the format says. */
function decode(png: Buffer): Png {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const body = png.subarray(at + 4, at + 8 + length)
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(body))
    chunks.set(body.subarray(0, 4).toString('latin1'), body.subarray(4))
    at += length + 12
  }
  expect([...chunks.keys()]).toEqual(['IHDR', 'IDAT', 'IEND'])
  const header = chunks.get('IHDR') ?? Buffer.alloc(0)
  expect([...header.subarray(8)]).toEqual([8, 2, 0, 0, 0])
  const width = header.readUInt32BE(0)
  const height = header.readUInt32BE(4)
  const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0))
  expect(rows).toHaveLength(height * (width * 3 + 1))
  return { width, height, pixels: unfiltered(rows, width * 3, height) }
}

function unfiltered(rows: Buffer, stride: number, height: number): Buffer {
  const pixels = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    if (rows[y * (stride + 1)] !== 2) throw new Error('Another filter than Up')
    for (let x = 0; x < stride; x++) {
      const above = y === 0 ? 0 : (pixels[(y - 1) * stride + x] ?? 0)
      pixels[y * stride + x] = (rows[y * (stride + 1) + 1 + x] ?? 0) + above
    }
  }
  return pixels
}

describe('the encoder', () => {
  test('gives back the pixels it was given', () => {
    const pixels = Uint8Array.from({ length: 7 * 5 * 3 }, (_, at) => (at * 89) % 256)
    const png = decode(encodePng(7, 5, pixels))
    expect([png.width, png.height]).toEqual([7, 5])
    expect([...png.pixels]).toEqual([...pixels])
  })
})

describe('a picture', () => {
  test.each(Object.keys(motifs) as Motif[])('of a %s is a PNG that shows something', (motif) => {
    const { width, height, pixels } = decode(drawPicture(motif, '#a4452c', 1))
    expect([width, height]).toEqual([pictureSide, pictureSide])
    expect(pictureSide).toBeGreaterThanOrEqual(600)
    const middleRows = pixels.subarray(width * 3 * 200, width * 3 * 480)
    const coloured = Array.from({ length: middleRows.length / 3 }, (_, at) => middleRows[at * 3 + 2] ?? 0)
    expect(coloured.filter((blue) => blue < 150).length).toBeGreaterThan(2_000)
  })

  test('is the same bytes each time, and another for another colour or number', () => {
    const first = drawPicture('mug', '#2f7f86', 1)
    expect(drawPicture('mug', '#2f7f86', 1).equals(first)).toBe(true)
    expect(drawPicture('mug', '#2f7f87', 1).equals(first)).toBe(false)
    expect(drawPicture('mug', '#2f7f86', 2).equals(first)).toBe(false)
  })
})

describe('the route', () => {
  const { app, close } = routed({ routes: [createImageRoute()] })
  afterAll(close)

  test('serves every picture that a product links to', async () => {
    const links = productRows('default', 0).flatMap((row) => [
      ...(row.image_link ? [row.image_link] : []),
      ...(row.additional_image_links?.split('\n') ?? []),
    ])
    expect(links.length).toBeGreaterThan(70)
    expect(new Set(links).size).toBe(links.length)
    for (const link of links) {
      const answer = await request(app).get(`/${link}`)
      expect([link, answer.status, answer.headers['content-type']]).toEqual([link, 200, 'image/png'])
    }
  })

  test('gives a strong tag that answers a second asking with 304', async () => {
    const link = `/${imageLink('HP-TERN-OAT-S', 1)}`
    const first = await request(app).get(link)
    expect(first.headers.etag).toMatch(/^"[\w-]+"$/)
    expect(first.headers['cache-control']).toContain('public')
    const again = await request(app).get(link).set('If-None-Match', String(first.headers.etag))
    expect(again.status).toBe(304)
    expect(again.headers.etag).toBe(first.headers.etag)
    const head = await request(app).head(link)
    expect([head.status, head.headers.etag, head.text]).toEqual([200, first.headers.etag, undefined])
  })

  test.each([
    'HP-EIDER-VEST.png',
    'nothing.png',
    'HP-TERN-OAT-S',
    'HP-TERN-OAT-S~9.png',
    '__proto__',
    '%2e%2e%2fx',
  ])('knows no picture %s', async (file) => {
    const answer = await request(app).get(`/demo/images/${file}`)
    expect([answer.status, answer.body.code]).toEqual([404, 'DEMO_IMAGE_UNKNOWN'])
  })
})
