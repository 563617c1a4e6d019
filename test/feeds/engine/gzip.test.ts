/** One gzip member made of blocks that were deflated side by side. */
import { gunzipSync, inflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type GzipTotals, gzip } from '../../../feeds/engine/gzip.js'
import { gathered } from '../../support/gathered.js'
import fc from '../../support/property.js'

const options = { level: 6, depth: 4 }

async function* given(texts: readonly string[]): AsyncGenerator<string> {
  yield* texts
}

async function packed(texts: readonly string[], depth = 4): Promise<{ bytes: Buffer; totals: GzipTotals }> {
  const totals: GzipTotals = { plainBytes: 0 }
  const chunks: Buffer[] = []
  for await (const chunk of gzip(given(texts), { ...options, depth }, totals)) chunks.push(chunk)
  return { bytes: Buffer.concat(chunks), totals }
}

const anyTexts = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    // Long enough for several windows and for more than one of zlib's own output buffers.
    fc
      .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.nat(5_000))
      .map(([text, times]) => text.repeat(times)),
  ),
  { maxLength: 12 },
)

describe('gzip', () => {
  test('gives back every text, whatever it holds and wherever it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(anyTexts, fc.integer({ min: 1, max: 6 }), async (texts, depth) => {
        const { bytes, totals } = await packed(texts, depth)
        const plain = Buffer.from(texts.join(''), 'utf8')
        expect(gunzipSync(bytes).equals(plain)).toBe(true)
        expect(totals.plainBytes).toBe(plain.length)
      }),
      { numRuns: 200 },
    )
  })

  test('is one member: the deflated stream ends where the trailer begins', async () => {
    const { bytes } = await packed(['a'.repeat(70_000), '', 'b', 'é'.repeat(9)])
    // A raw inflate stops at the final block; with a second member more than the trailer would follow it.
    const { buffer, engine } = inflateRawSync(bytes.subarray(10), { info: true }) as never as {
      buffer: Buffer
      engine: { bytesWritten: number }
    }
    expect(buffer.length).toBe(70_000 + 1 + 18)
    expect(10 + engine.bytesWritten + 8).toBe(bytes.length)
  })

  test('gives the same bytes for the same blocks, however many are deflated at once', async () => {
    const texts = Array.from({ length: 9 }, (_, n) => `<item>${n}</item>`.repeat(9_000 * (n % 3)))
    const one = await packed(texts, 1)
    for (const depth of [2, 4, 7]) expect((await packed(texts, depth)).bytes.equals(one.bytes)).toBe(true)
  })

  test('gives the same bytes for the same text, wherever it is cut, also in blocks that are used again', async () => {
    const text = Array.from({ length: 60_000 }, (_, n) => `<g:title>Größe ${n} 靴 🔥</g:title>`).join('')
    const whole = await packed([text])
    expect(gunzipSync(whole.bytes).toString() === text).toBe(true)
    const characters = [...text]
    for (const length of [7_777, 150_001]) {
      const cut: string[] = []
      for (let from = 0; from < characters.length; from += length)
        cut.push(characters.slice(from, from + length).join(''))
      expect((await packed(cut, 2)).bytes.equals(whole.bytes)).toBe(true)
    }
  })

  test('of nothing is an empty file', async () => {
    expect(gunzipSync((await packed([])).bytes)).toHaveLength(0)
  })

  test('that is left early ends its source, and rejects nothing that nobody awaits', async () => {
    let ended = false
    async function* endless() {
      try {
        for (;;) yield 'x'.repeat(200_000)
      } finally {
        ended = true
      }
    }
    let chunks = 0
    for await (const _ of gzip(endless(), options, { plainBytes: 0 })) if (++chunks === 3) break
    expect(ended).toBe(true)
  })

  test('passes on what its source throws, after the blocks under way have ended', async () => {
    async function* broken() {
      yield 'x'.repeat(200_000)
      yield 'y'.repeat(200_000)
      throw new Error('the catalog broke')
    }
    await expect(gathered(gzip(broken(), options, { plainBytes: 0 }))).rejects.toThrow('the catalog broke')
  })

  test('whose blocks cannot be deflated fails once, with no rejection left over', async () => {
    const unhandled: unknown[] = []
    const note = (error: unknown) => unhandled.push(error)
    process.on('unhandledRejection', note)
    try {
      async function* slow() {
        for (let n = 0; n < 3; n++) {
          yield 'text '.repeat(200_000)
          await new Promise((resolve) => setImmediate(resolve))
        }
      }
      const impossible = gzip(slow(), { level: 42, depth: 4 }, { plainBytes: 0 })
      await expect(gathered(impossible)).rejects.toThrow(/level/)
      await new Promise((resolve) => setImmediate(resolve))
    } finally {
      process.off('unhandledRejection', note)
    }
    expect(unhandled).toEqual([])
  })
})
