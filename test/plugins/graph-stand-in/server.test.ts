/** The local Graph API as a server, as a process of its own, and inside an Express app. */
import { fileURLToPath } from 'node:url'
import express from 'express'
import { describe, expect, onTestFinished, test } from 'vitest'
import { graphStandInHandler, startGraphStandIn } from '../../../plugins/graph-stand-in/index.js'
import { startChild } from '../../support/child.js'
import { eventually } from '../../support/eventually.js'
import { listen, send } from '../../support/http.js'
import { bring, graphFor, pixel, purchase, token } from './graph.js'

const events = [purchase('1')]
const mainFile = fileURLToPath(new URL('../../../plugins/graph-stand-in/main.ts', import.meta.url))

const post = (url: string, body: unknown) => send(url, { method: 'POST', body: JSON.stringify(body) })

describe('a server', () => {
  test('that is down refuses callers, ends those it has, and is back on the same port', async () => {
    const graph = await graphFor()
    graph.misbehave({ name: 'hang' }, { times: 1 })
    const seen = graph.nextRequest()
    const hanging = expect(bring(graph.url, events)).rejects.toMatchObject({ code: 'ECONNRESET' })
    await seen
    await graph.down()
    await hanging
    await expect(bring(graph.url, events)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await graph.down()
    await graph.up()
    await graph.up()
    expect((await bring(graph.url, events)).status).toBe(200)
    expect(graph.totals().events).toBe(1)
  })

  test('may be told to go down and come up again without waiting', async () => {
    const graph = await graphFor()
    await Promise.all([graph.down(), graph.up(), graph.down(), graph.down(), graph.up()])
    expect((await bring(graph.url, events)).status).toBe(200)
  })

  test('stays closed once it is', async () => {
    const graph = await graphFor()
    await graph.close()
    await graph.up()
    await expect(bring(graph.url, events)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await graph.close()
  })

  test('takes the port that it is given, and says where that is taken', async () => {
    const graph = await graphFor()
    await expect(startGraphStandIn({ port: graph.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await graph.close()
    const next = await graphFor({ port: graph.port })
    expect(next.url).toBe(graph.url)
  })

  test('tells a fault of its own as such', async () => {
    const graph = await graphFor({
      clock: {
        now() {
          throw new Error('no time')
        },
      },
    })
    const answer = await bring(graph.url, events)
    expect(answer).toMatchObject({ status: 500, text: 'The stand-in itself failed: Error: no time' })
  })

  test('shares nothing with another one', async () => {
    const [one, other] = [await graphFor(), await graphFor()]
    one.misbehave({ name: 'html503' })
    expect((await bring(other.url, events)).status).toBe(200)
    expect(one.totals().requests).toBe(0)
  })
})

describe('another process', () => {
  test('steers it and asks it what it got', async () => {
    const graph = await graphFor()
    const at = (name: string) => `${graph.url}/_stand-in/${name}`
    const misbehaved = await post(at('misbehave'), { behaviour: { name: 'html503' }, times: 1, pixel })
    expect(misbehaved.status).toBe(204)
    expect((await bring(graph.url, events)).status).toBe(503)
    await bring(graph.url, [purchase('1'), purchase('1')])
    const ask = async (name: string) => JSON.parse((await send(at(name))).text) as unknown
    expect(await ask('received')).toEqual(graph.received())
    expect(await ask('received?since=1')).toEqual(graph.received().slice(1))
    expect(await ask('counted')).toEqual(graph.counted())
    expect(await ask('requests')).toEqual(graph.requests())
    expect(await ask('totals')).toEqual({ requests: 2, events: 2, counted: 1 })
    expect(await ask('counts')).toEqual({ [`${pixel}/Purchase/1`]: { times: 2, counted: 1 } })
    expect(await ask('counts?over=1')).toEqual(await ask('counts'))
    expect(await ask('counts?over=2')).toEqual({})
    await post(at('token'), { pixel, token: null })
    expect((await bring(graph.url, events)).status).toBe(400)
    await post(at('token'), { pixel, token, state: 'unpermitted' })
    expect((await bring(graph.url, events)).status).toBe(403)
    await post(at('clear'), {})
    expect(graph.requests()).toEqual([])
  })

  test('sends it down for a while', async () => {
    const graph = await graphFor()
    expect((await post(`${graph.url}/_stand-in/down`, { forMs: 50 })).status).toBe(204)
    await eventually(() => refused(graph.url), 2_000)
    await eventually(async () => !(await refused(graph.url)), 5_000)
  })

  test.each([
    ['misbehave', { behaviour: { name: 'dance' } }, 400, 'No behaviour dance'],
    ['misbehave', [], 400, 'not an object'],
    ['down', {}, 400, 'forMs'],
    ['dance', {}, 404, 'POST misbehave'],
  ])('is told why %s of %j cannot be done', async (name, body, status, why) => {
    const graph = await graphFor()
    const answer = await post(`${graph.url}/_stand-in/${name}`, body)
    expect(answer.status).toBe(status)
    expect(answer.json().error).toContain(why)
  })

  test('may be the one it runs in: its first line says where it is', async () => {
    const child = startChild(mainFile, { args: ['--pixel', `${pixel}=a=b`, '--remember', 'counts'] })
    const url = await child.line(/./)
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const now = Math.floor(Date.now() / 1000)
    const answer = await bring(url, [purchase('1', { event_time: now })], { token: 'a=b' })
    expect(answer.json()).toMatchObject({ events_received: 1 })
    expect((await bring(url, events, { token: 'other' })).status).toBe(400)
    expect((await send(`${url}/_stand-in/received`)).text).toBe('[]')
    expect((await send(`${url}/_stand-in/totals`)).json()).toEqual({ requests: 2, events: 1, counted: 1 })
    expect(await child.kill('SIGTERM')).toEqual({ code: 0, signal: null })
  })
})

describe('inside an Express app', () => {
  test.each([
    ['that parses no bodies', []],
    ['that parsed the body before', [express.json()]],
    ['that read the body as text', [express.text({ type: '*/*' })]],
    ['that read the body as bytes', [express.raw({ type: '*/*' })]],
    ['that passed the body by', [express.urlencoded()]],
  ])('%s it works below its path', async (_what, before) => {
    const graph = graphStandInHandler({ clock: { now: () => Date.UTC(2026, 10, 21, 9, 30) } })
    onTestFinished(() => graph.close())
    const app = express()
    for (const each of before) app.use(each)
    app.use('/graph', graph.handle)
    app.use((_req, res) => void res.status(404).end())
    const { url, close } = await listen(app)
    onTestFinished(close)
    expect((await bring(`${url}/graph`, events)).json()).toMatchObject({ events_received: 1 })
    expect(graph.received()).toMatchObject([{ event: purchase('1') }])
    expect(graph.requests()[0]).toMatchObject({ path: `/v26.0/${pixel}/events`, status: 200 })
    const down = await post(`${url}/graph/_stand-in/down`, { forMs: 1 })
    expect(down.json().error).toContain('no server of its own')
  })
})

async function refused(url: string): Promise<boolean> {
  try {
    await send(`${url}/_stand-in/totals`)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ECONNREFUSED'
  }
}
