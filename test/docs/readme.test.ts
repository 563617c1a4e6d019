/** What the README says of the start, of addresses and of answers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSources } from '../support/house/sources.js'
import { type Program, startProgram } from '../support/program.js'
import { blockBehind, rowsOf, sectionOf } from './documents.js'

const address = '## A feed’s address'.replace('’', "'")
const tables = rowsOf(sectionOf('README.md', address))

describe('the README', () => {
  let program: Program
  beforeAll(async () => {
    program = await startProgram({})
  })
  afterAll(() => program.end())

  test('shows what the first start prints', () => {
    const port = new URL(program.address).port
    const printed = program
      .output()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('{'))
      .join('\n')
      .replaceAll(port, '3000')
      .replace(/database .*storecast\.db/, 'database data/storecast.db')
      .replace(/token=[\w-]+/g, 'token=…')
      .replace(/one-time password [\w-]+/, 'one-time password …')
    expect(printed).toBe(blockBehind('README.md', 'printed by npm start'))
  })

  test('quotes controllers of the demo shop', () => {
    const controllers = [...readSources(['plugins/demo-shop/controllers']).values()]
      .join('\n')
      .replace(/^ +/gm, '')
    const quoted = blockBehind('README.md', 'plugins/demo-shop/controllers').split('\n')
    expect(quoted.length).toBeGreaterThan(3)
    for (const line of quoted) expect(controllers).toContain(`\n${line}\n`)
  })

  test('names every parameter that a feed takes, and no other', async () => {
    const feed = new URL(program.feed('google-merchant'))
    feed.searchParams.set('nothing', '1')
    const { detail } = (await (await fetch(feed)).json()) as { detail: string }
    const taken = /takes (.*)\.$/.exec(detail)?.[1]?.split(', ') ?? []
    const told = tables.map(([name = '']) => /^`(\w+)`$/.exec(name)?.[1]).filter((name) => name !== undefined)
    expect([...told].sort()).toEqual([...taken].sort())
    expect(taken.length).toBeGreaterThan(4)
  })

  test('names the answers that it gives', async () => {
    const asked = async (change: (feed: URL) => void, options: RequestInit = {}) => {
      const feed = new URL(program.feed('google-merchant'))
      change(feed)
      return (await fetch(feed, options)).status
    }
    const etag = (await fetch(program.feed('google-merchant'))).headers.get('etag') ?? ''
    const got = [
      await asked(() => {}),
      await asked(() => {}, { headers: { 'if-none-match': etag } }),
      await asked((feed) => feed.searchParams.set('top', 'many')),
      await asked((feed) => feed.searchParams.delete('token')),
      await asked((feed) => feed.searchParams.set('token', 'wrong')),
      await asked((feed) => {
        feed.pathname = '/s/nobody/xml/google-merchant'
      }),
      await asked(() => {}, { method: 'DELETE' }),
    ]
    const told = tables.map(([status = '']) => Number(status)).filter(Boolean)
    expect(told).toEqual([...got, 429, 503])
  })
})
