/** A newcomer's first start: nothing configured, both feeds of the demo shop a moment later. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoProducts } from '../../feeds/catalog/demo/shop.js'
import { describeEachDatabase } from '../support/databases.js'
import { readFeed } from '../support/feed.js'
import { type Program, startProgram } from '../support/program.js'

describeEachDatabase('the first start', (fresh) => {
  let program: Program

  beforeAll(async () => {
    program = await startProgram({ DATABASE_URL: (await fresh()).url })
  })
  afterAll(() => program.end())

  test('prints a working address with its token for each channel', async () => {
    expect(program.feeds.map(({ pathname }) => pathname)).toEqual([
      '/xml/google-merchant',
      '/xml/facebook-catalog',
    ])
    for (const address of program.feeds) {
      const answer = await fetch(address)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        200,
        'application/xml; charset=utf-8',
      ])
    }
  })

  test.each(['google-merchant', 'facebook-catalog'])(
    'serves %s as RSS that an independent parser reads back right',
    async (channel) => {
      const { items, title } = await readFeed(program.feed(channel))
      expect(title).toBe('Harbour & Pine')
      expect(items.length).toBeGreaterThanOrEqual(60)
      const ids = items.map((item) => item['g:id'])
      expect(new Set(ids).size).toBe(ids.length)
      for (const item of items) {
        const product = demoProducts.find(({ id }) => `hp_${id}` === item['g:id'])
        expect(product, item['g:id']).toBeDefined()
        expect(item['g:price']).toMatch(/^\d+\.\d\d EUR$/)
        const link = product?.link ?? `/demo/products/${product?.id}`
        expect(item['g:link']).toBe(program.address + link)
      }
    },
  )

  test('serves the pictures that its feeds name, as PNG', async () => {
    const { items } = await readFeed(program.feed('facebook-catalog'))
    const picture = await fetch(items[0]?.['g:image_link'] ?? '')
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
    const bytes = Buffer.from(await picture.arrayBuffer())
    expect(bytes.subarray(1, 4).toString()).toBe('PNG')
    expect(bytes.readUInt32BE(16)).toBeGreaterThanOrEqual(500)
  })

  test('keeps tokens and feeds over a restart', async () => {
    const before = await fetch(program.feed('google-merchant'), { method: 'HEAD' })
    await program.restart()
    const after = await fetch(program.feed('google-merchant'), { method: 'HEAD' })
    expect(after.headers.get('etag')).toBe(before.headers.get('etag'))
    expect(after.headers.get('last-modified')).toBe(before.headers.get('last-modified'))
  })

  test('writes no token to its log', async () => {
    await fetch(program.feed('google-merchant'))
    const token = program.feed('google-merchant').searchParams.get('token') ?? ''
    const log = program
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'))
    expect(log.length).toBeGreaterThan(0)
    expect(log.join('\n')).not.toContain(token)
  })

  test('ends by itself on SIGTERM, with exit code 0', async () => {
    expect(await program.stop()).toEqual({ code: 0, signal: null })
  })
})

describe('a start that cannot work', () => {
  test('tells every mistake of the configuration at once, and ends with 2', async () => {
    const ended = await startProgram.failing({
      PORT: 'many',
      LOG_LEVEL: 'loud',
      XML_FEEDS__IS_ENABLED_GOOGLE: 'perhaps',
    })
    expect(ended.code).toBe(2)
    for (const name of ['PORT', 'LOG_LEVEL', 'XML_FEEDS__IS_ENABLED_GOOGLE'])
      expect(ended.stderr).toContain(`- ${name}: `)
  })

  test('says which port is taken, and what to do', async () => {
    const program = await startProgram({})
    const ended = await startProgram.failing({ PORT: new URL(program.address).port })
    await program.end()
    expect([ended.code, ended.stderr]).toEqual([
      1,
      expect.stringMatching(/PORT_UNUSABLE: .*EADDRINUSE.*set PORT/),
    ])
  })
})
