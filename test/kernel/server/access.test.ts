/** Who is let in. */
import { afterEach, describe, expect, test } from 'vitest'
import { AppError } from '../../../src/kernel/errors.js'
import { token } from '../../../src/kernel/server/route.js'
import { expectError } from '../../support/every-route.js'
import { type Listening, listen, send } from '../../support/http.js'
import { guardedBy, page, routed } from '../../support/routed.js'

let listening: Listening | undefined
afterEach(() => listening?.close())

async function start(options: Parameters<typeof routed>[0]) {
  const server = routed(options)
  listening = await listen(server.app)
  const { url } = listening
  return {
    ...server,
    ask: (path: string, headers: Record<string, string> = {}) => send(`${url}${path}`, { headers }),
  }
}

describe('a guarded route', () => {
  const routes = [page('/feed', { access: guardedBy('right', 'also-right') })]

  test('opens to each of its tokens, however it is presented', async () => {
    const { ask } = await start({ routes })
    expect((await ask('/feed?token=right')).status).toBe(200)
    expect((await ask('/feed', { authorization: 'Bearer also-right' })).status).toBe(200)
    expect((await ask('/feed', { authorization: `Basic ${btoa('meta:right')}` })).status).toBe(200)
    expect((await ask('/feed?token=right', { authorization: 'Bearer of-a-proxy' })).status).toBe(200)
    expect((await ask('/feed?token=of-a-guesser', { authorization: 'Bearer right' })).status).toBe(403)
  })

  test('challenges whoever comes without', async () => {
    const { ask } = await start({ routes })
    const answer = await ask('/feed')
    expectError(answer, 401, 'CREDENTIALS_MISSING')
    expect(answer.headers['www-authenticate']).toBe(
      'Basic realm="pages", charset="UTF-8", Bearer realm="pages"',
    )
  })

  test('asks its gate for the store that is meant, and runs no handler before', async () => {
    const asked: string[] = []
    const handled: string[] = []
    const access = token('pages', async (store) => {
      asked.push(store)
      return { state: 'guarded', tokens: [`of-${store}`] }
    })
    const { ask } = await start({
      stores: ['default', 'acme'],
      routes: [
        page('/feed', {
          access,
          handle({ res, store }) {
            handled.push(store)
            res.end()
          },
        }),
      ],
    })
    expect((await ask('/s/acme/feed?token=of-default')).status).toBe(403)
    expect((await ask('/feed?token=of-acme')).status).toBe(403)
    expect(handled).toEqual([])
    expect((await ask('/s/acme/feed?token=of-acme')).status).toBe(200)
    expect((await ask('/s/default/feed?token=of-default')).status).toBe(200)
    expect(asked).toEqual(['acme', 'default', 'acme', 'default'])
    expect(handled).toEqual(['acme', 'default'])
  })

  test('answers a closed gate with its reason, right token or not', async () => {
    const why = new AppError('FEED_DISABLED', 'forbidden', 'This feed is turned off.')
    const access = token('pages', async () => ({ state: 'closed', why }))
    const { ask } = await start({ routes: [page('/feed', { access })] })
    expectError(await ask('/feed?token=right'), 403, 'FEED_DISABLED')
  })

  test('stays shut when its gate fails', async () => {
    const access = token('pages', async () => Promise.reject(new Error('the registry is gone')))
    const { ask } = await start({ routes: [page('/feed', { access })] })
    expectError(await ask('/feed?token=right'), 500, 'INTERNAL')
  })
})

describe('wrong credentials', () => {
  const routes = [page('/feed', { access: guardedBy('right') })]

  test('are limited by themselves, while the right ones always pass', async () => {
    const { ask } = await start({ routes, settings: { failedCredentialsPerMinute: 3 } })
    const statuses: number[] = []
    for (let i = 0; i < 5; i++) statuses.push((await ask(`/feed?token=guess-${i}`)).status)
    expect(statuses).toEqual([403, 403, 403, 429, 429])
    const limited = await ask('/feed?token=guess')
    expectError(limited, 429, 'CREDENTIALS_LIMITED')
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0)
    expect((await ask('/feed?token=right')).status).toBe(200)
    expect((await ask('/feed')).status).toBe(401)
  })

  test('of an attacker who forges X-Forwarded-For are all counted to that attacker', async () => {
    const { ask } = await start({ routes, settings: { failedCredentialsPerMinute: 2 } })
    const statuses: number[] = []
    for (let i = 0; i < 4; i++) {
      statuses.push((await ask('/feed?token=guess', { 'x-forwarded-for': `192.0.2.${i}` })).status)
    }
    expect(statuses).toEqual([403, 403, 429, 429])
  })

  test('are counted per client behind a trusted proxy', async () => {
    const { ask } = await start({
      routes,
      settings: { failedCredentialsPerMinute: 1 },
      trustedProxies: ['127.0.0.0/8'],
    })
    const guess = (chain: string) => ask('/feed?token=guess', { 'x-forwarded-for': chain })
    expect((await guess('192.0.2.1')).status).toBe(403)
    expect((await guess('192.0.2.1')).status).toBe(429)
    expect((await guess('spoofed, 192.0.2.1')).status).toBe(429)
    expect((await guess('192.0.2.2')).status).toBe(403)
  })
})
