/** How the stand-in misbehaves, as a table: what each behaviour does with a call that was read. */
import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { type Answer, jsonAnswer, refuse } from './answer.js'
import type { Behaviour, BehaviourName } from './contract.js'
import { refusals, throttling } from './refusals.js'

/** The call as a behaviour meets it. */
export interface Stage {
  readonly res: ServerResponse
  /** Counts the calls up. */
  readonly turn: number
  /** What would be answered; for a behaviour that takes nothing, nothing. */
  readonly answer: Answer
  /** Tells the memory of an answer that the behaviour writes by itself. */
  noteAnswer(answer: Answer): void
  send(answer: Answer): void
}

interface Way<B extends Behaviour> {
  /** Whether the events are judged, and taken where they are good, before it shows. */
  readonly takes: boolean
  /** Whether it shows as soon as the headers are there. */
  readonly isEarly?: true
  show(stage: Stage, behaviour: B): void
}

type Ways = { readonly [Name in BehaviourName]: Way<Extract<Behaviour, { name: Name }>> }

const page = '<!DOCTYPE html><html><body><h1>Sorry, something went wrong.</h1></body></html>'

const html = (status: number): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset="utf-8"' },
  body: page,
})

const withHeaders = (answer: Answer, headers: Readonly<Record<string, string>>): Answer => ({
  ...answer,
  headers: { ...answer.headers, ...headers },
})

export const ways: Ways = {
  throttled: {
    takes: false,
    show({ send, turn }, { code, retryAfter }) {
      const known = code === undefined ? throttling : throttling.filter((refusal) => refusal.code === code)
      const refusal = known[turn % known.length] ?? { text: 'throttled', code: code ?? 4 }
      const answer = refuse(refusal, turn)
      send(retryAfter === undefined ? answer : withHeaders(answer, { 'retry-after': String(retryAfter) }))
    },
  },
  temporary: { takes: false, show: ({ send, turn }) => send(refuse(refusals.temporary, turn)) },
  unknownError: { takes: false, show: ({ send, turn }) => send(refuse(refusals.unknownError, turn)) },
  notReady: { takes: false, show: ({ send, turn }) => send(refuse(refusals.notReady, turn)) },
  error: {
    takes: false,
    show({ send, turn }, { name: _, ...numbers }) {
      send(refuse({ text: 'tryLater', ...numbers }, turn))
    },
  },
  html503: { takes: false, show: ({ send }) => send(html(503)) },
  error200: {
    takes: false,
    show: ({ send, turn }) => send(refuse({ ...refusals.temporary, status: 200 }, turn)),
  },
  html200: { takes: false, show: ({ send }) => send(html(200)) },
  halfJson200: {
    takes: true,
    show: ({ send, answer }) => send({ ...answer, body: answer.body.slice(0, answer.body.length / 2) }),
  },
  redirect: {
    takes: false,
    show: ({ send }, { to = 'http://127.0.0.1:1/' }) =>
      send({ status: 302, headers: { location: to }, body: '' }),
  },
  hang: { takes: false, show: () => {} },
  resetBeforeReading: { takes: false, isEarly: true, show: ({ res }) => reset(res) },
  resetAfterAccepting: { takes: true, show: ({ res }) => reset(res) },
  hangAfterAccepting: { takes: true, show: () => {} },
  cutAnswer: {
    takes: true,
    show({ res, answer, noteAnswer }) {
      const bytes = Buffer.from(answer.body)
      noteAnswer(answer)
      res.writeHead(answer.status, { ...answer.headers, 'content-length': bytes.length })
      res.write(bytes.subarray(0, bytes.length / 2), () => res.destroy())
    },
  },
  trickle: {
    takes: true,
    show({ res, answer, noteAnswer }, { everyMs = 100 }) {
      const bytes = Buffer.from(answer.body)
      let at = 0
      noteAnswer(answer)
      res.writeHead(answer.status, { ...answer.headers, 'content-length': bytes.length })
      res.flushHeaders()
      const timer = setInterval(() => {
        res.write(bytes.subarray(at, ++at))
        if (at >= bytes.length) res.end()
      }, everyMs)
      res.once('finish', () => clearInterval(timer)).once('close', () => clearInterval(timer))
    },
  },
  slow: {
    takes: true,
    show({ res, answer, send }, { latencyMs }) {
      const timer = setTimeout(() => send(answer), latencyMs)
      res.once('close', () => clearTimeout(timer))
    },
  },
  highUsage: {
    takes: true,
    show({ send, answer }, { percent = 95, regainMinutes = 0 }) {
      const usage = { call_count: percent, total_cputime: 25, total_time: 25 }
      const business = { type: 'ads_management', ...usage, estimated_time_to_regain_access: regainMinutes }
      send(
        withHeaders(answer, {
          'x-app-usage': JSON.stringify(usage),
          'x-ad-account-usage': JSON.stringify({ acc_id_util_pct: percent, reset_time_duration: 0 }),
          'x-business-use-case-usage': JSON.stringify({ '1000000000': [business] }),
        }),
      )
    },
  },
  retryAfter: {
    takes: true,
    show: ({ send, answer }, { value }) => send(withHeaders(answer, { 'retry-after': String(value) })),
  },
  oversize: {
    takes: true,
    show({ send, answer }, { bytes = 2_000_000 }) {
      const end = ',"padding":""}'
      const padding = 'x'.repeat(Math.max(0, bytes - answer.body.length + 1 - end.length))
      send({ ...answer, body: `${answer.body.slice(0, -1)},"padding":"${padding}"}` })
    },
  },
  gzip: {
    takes: true,
    show({ res, answer, noteAnswer }) {
      const bytes = gzipSync(answer.body)
      noteAnswer(answer)
      res.writeHead(answer.status, {
        ...answer.headers,
        'content-encoding': 'gzip',
        'content-length': bytes.length,
      })
      res.end(bytes)
    },
  },
  undercount: {
    takes: true,
    show({ send, answer }, { by = 1 }) {
      const { events_received: events, ...rest } = JSON.parse(answer.body) as Record<string, unknown>
      send(
        typeof events === 'number'
          ? jsonAnswer(200, { events_received: Math.max(0, events - by), ...rest })
          : answer,
      )
    },
  },
  hangUp: {
    takes: true,
    show({ res, send, answer }) {
      // By then the answer no longer knows its socket.
      const { socket } = res.req
      res.once('finish', () => socket.destroySoon())
      send(answer)
    },
  },
  // The judge knows it; what it refuses is answered as ever.
  poison: { takes: true, show: ({ send, answer }) => send(answer) },
}

/** A closing that the other side sees as ECONNRESET, with nothing of what was under way. */
function reset({ req }: ServerResponse): void {
  req.socket.resetAndDestroy()
}
