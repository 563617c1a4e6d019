/** How another process steers the stand-in: a few addresses beside the Graph API's own. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { jsonAnswer } from './answer.js'
import { readBody, type Target } from './call.js'
import type { Behaviour, GraphDesk, TokenState } from './contract.js'
import { type Fields, isFields } from './fields.js'

export const controlPath = '/_stand-in/'

/** Goes down and comes up again by itself, since nothing can be told to it meanwhile. */
export type Off = (forMs: number) => void

type Control = (desk: GraphDesk, asked: Asked) => unknown

interface Asked {
  readonly body: Fields
  readonly query: URLSearchParams
  readonly off: Off | undefined
  readonly res: ServerResponse
}

const since = <T>(list: readonly T[], query: URLSearchParams) => list.slice(Number(query.get('since') ?? 0))

const controls: Readonly<Record<string, Control>> = {
  'GET received': (desk, { query }) => since(desk.received(), query),
  'GET counted': (desk, { query }) => since(desk.counted(), query),
  // With `over=1` only those that came more than once: all of them may be millions.
  'GET counts'(desk, { query }) {
    const over = Number(query.get('over') ?? 0)
    return Object.fromEntries([...desk.counts()].filter(([, { times }]) => times > over))
  },
  'GET totals': (desk) => desk.totals(),
  'GET requests': (desk, { query }) => since(desk.requests(), query),
  'POST misbehave'(desk, { body: { behaviour, times, pixel } }) {
    desk.misbehave(behaviour as Behaviour | null, {
      ...(typeof times === 'number' && { times }),
      ...(typeof pixel === 'string' && { pixel }),
    })
  },
  'POST token'(desk, { body: { pixel, token, state } }) {
    desk.setToken(String(pixel), token as string | null, (state ?? 'valid') as TokenState)
  },
  'POST clear': (desk) => desk.clear(),
  'POST down'(_desk, { body: { forMs }, off, res }) {
    if (off === undefined) throw new TypeError('It has no server of its own')
    if (typeof forMs !== 'number') throw new TypeError('For how many milliseconds (forMs)?')
    res.once('finish', () => off(forMs))
  },
}

/** Answers JSON; 204 where there is nothing to tell, 400 with the reason where it cannot be done. */
export function createControl(desk: GraphDesk, off: Off | undefined) {
  return async (req: IncomingMessage, res: ServerResponse, { path, query }: Target): Promise<void> => {
    const control = controls[`${req.method} ${path.slice(controlPath.length)}`]
    if (control === undefined)
      return write(res, 404, { error: `There are ${Object.keys(controls).join(', ')}` })
    try {
      const result = control(desk, { body: await bodyOf(req), query, off, res })
      write(res, result === undefined ? 204 : 200, result)
    } catch (error) {
      write(res, 400, { error: error instanceof Error ? error.message : String(error) })
    }
  }
}

async function bodyOf(req: IncomingMessage): Promise<Fields> {
  const read = await readBody(req)
  const text = 'bytes' in read ? read.bytes.toString('utf8') : ''
  const body: unknown = 'parsed' in read ? read.parsed : text === '' ? {} : JSON.parse(text)
  if (!isFields(body)) throw new TypeError('The body is not an object')
  return body
}

function write(res: ServerResponse, status: number, value?: unknown): void {
  const { headers, body } = jsonAnswer(status, value ?? {})
  res.writeHead(status, status === 204 ? {} : headers)
  res.end(status === 204 ? undefined : body)
}
