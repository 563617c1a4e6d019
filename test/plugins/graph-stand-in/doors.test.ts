/** Who gets in: versions, pixels and tokens of the local Graph API. */
import { describe, expect, test } from 'vitest'
import { send } from '../../support/http.js'
import { bring, errorIn, graphFor, pixel, purchase, token } from './graph.js'

const events = [purchase('1')]

describe('the door stays shut with', () => {
  test.each([
    ['no token', { token: undefined }, 400, 104, undefined],
    ['a wrong token', { token: 'other' }, 400, 190, undefined],
    ['a pixel that nobody has', { pixel: '999' }, 400, 100, 33],
    ['a pixel that is no number', { pixel: 'abc' }, 400, 100, 33],
    ['a version that has ended', { version: 'v21.0' }, 400, 2635, undefined],
    ['another path', { pixel: 'a/b' }, 400, 2500, undefined],
    ['another method', { method: 'PUT' }, 400, 2500, undefined],
  ])('%s', async (_what, bringing, status, code, subcode) => {
    const graph = await graphFor()
    const answer = await bring(graph.url, events, bringing)
    expect(answer.status).toBe(status)
    expect(errorIn(answer).code).toBe(code)
    expect(errorIn(answer).error_subcode).toBe(subcode)
    expect(graph.received()).toEqual([])
  })

  test('a body that is no JSON', async () => {
    const graph = await graphFor()
    const answer = await send(`${graph.url}/v26.0/${pixel}/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: 'data=[]',
    })
    expect(errorIn(answer)).toMatchObject({ code: 100 })
  })

  test('the token of another pixel, which is good elsewhere', async () => {
    const graph = await graphFor({ pixels: { [pixel]: token, '222': 'second' } })
    expect(errorIn(await bring(graph.url, events, { token: 'second' }))).toMatchObject({
      code: 100,
      error_subcode: 33,
    })
    expect(graph.requests()).toMatchObject([{ hasRightToken: false, outcome: 'refused' }])
  })
})

describe('a token', () => {
  test('is revoked, expires, loses its permission and is replaced while it runs', async () => {
    const graph = await graphFor()
    const numbers = async (bringing = {}) => {
      const answer = await bring(graph.url, events, bringing)
      if (answer.status === 200) return 'in'
      const { code, error_subcode: subcode } = errorIn(answer)
      return `${answer.status} ${code}/${subcode ?? ''}`
    }
    expect(await numbers()).toBe('in')
    graph.setToken(pixel, null)
    expect(await numbers()).toBe('400 190/467')
    graph.setToken(pixel, token, 'expired')
    expect(await numbers()).toBe('400 190/463')
    graph.setToken(pixel, token, 'unpermitted')
    expect(await numbers()).toBe('403 200/')
    graph.setToken(pixel, 'new')
    expect(await numbers()).toBe('400 190/')
    expect(await numbers({ token: 'new' })).toBe('in')
  })

  test('may be any where no pixel is named, until one is revoked', async () => {
    const graph = await graphFor({ pixels: 'any' })
    expect((await bring(graph.url, events, { pixel: '5', token: 'x' })).status).toBe(200)
    graph.setToken('5', null)
    expect(errorIn(await bring(graph.url, events, { pixel: '5', token: 'x' }))).toMatchObject({ code: 190 })
    expect((await bring(graph.url, events, { pixel: '6', token: 'x' })).status).toBe(200)
    expect(errorIn(await bring(graph.url, events, { pixel: 'five', token: 'x' }))).toMatchObject({
      code: 100,
      error_subcode: 33,
    })
  })

  test('is remembered by its print and place, never itself', async () => {
    const graph = await graphFor()
    await bring(graph.url, events)
    await bring(graph.url, events, { token: undefined, body: { access_token: token } })
    await send(`${graph.url}/v26.0/${pixel}/events?access_token=${token}`, {
      method: 'POST',
      body: JSON.stringify({ data: events }),
    })
    const requests = graph.requests()
    expect(requests.map(({ tokenIn }) => tokenIn)).toEqual(['header', 'body', 'query'])
    expect(new Set(requests.map(({ tokenPrint }) => tokenPrint)).size).toBe(1)
    expect(requests.every(({ hasRightToken }) => hasRightToken)).toBe(true)
    expect(JSON.stringify([requests, graph.received()])).not.toContain(token)
  })
})
