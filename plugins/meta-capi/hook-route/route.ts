/** POST /hooks/meta/:event: the hooks for shops in other languages, signed and answered once the event is kept. */
import { createHash } from 'node:crypto'
import {
  AppError,
  type Call,
  createIdempotency,
  databaseAway,
  type Idempotency,
  idempotencyConflict,
  idempotencyKeyOf,
  type Route,
  sendJson,
  signed,
} from '../../../src/kernel.js'
import type { Kept } from '../contract.js'
import { type Prepared, prepare } from '../hooks/hook.js'
import { FACEBOOK_CONVERSION } from '../settings.js'
import type { MetaState } from '../state.js'
import { eventByName } from './events-by-name.js'
import { payloadError, readPayload } from './payload.js'
import { contextOfRemote, contextOfSaved } from './remote-context.js'

const limitBodyBytes = 128 * 1024

const closed = new AppError(
  'HOOKS_CLOSED',
  'forbidden',
  'Signed hooks are closed until the registry key FACEBOOK_CONVERSION.HOOK_KEYS is set.',
)

export function hookRoute(state: MetaState): Route {
  const { host } = state
  const idempotency = createIdempotency(host.database)
  return {
    method: 'POST',
    path: '/hooks/meta/:event',
    summary: 'Reports an event of a shop in another language.',
    scope: 'store',
    bodyLimitBytes: limitBodyBytes,
    access: signed('Storecast hooks', async (store) => {
      const { HOOK_KEYS: keys } = await host.registry.read(FACEBOOK_CONVERSION, store)
      return keys.length === 0 ? { state: 'closed', why: closed } : { state: 'guarded', keys }
    }),
    async handle(call) {
      const prepared = await prepareCall(state, call)
      if (prepared.state === 'invalid') throw payloadError(prepared.field)
      const answer = await keep(state, idempotency, call, prepared)
      call.res.setHeader('cache-control', 'no-store')
      sendJson(call.res, 202, answer)
    },
  }
}

async function prepareCall(state: MetaState, { store, params, body }: Call): Promise<Prepared> {
  const payload = readPayload(body())
  const configuration = await state.configurations.read(store)
  const context =
    payload.context === undefined
      ? contextOfRemote(payload.shopper ?? {}, configuration, state.host)
      : contextOfSaved(payload.context, configuration, state.host)
  const { definition, input } = eventByName(params.event ?? '', payload.data)
  return prepare(state, store, definition, context, input)
}

interface Answer {
  readonly eventId: string
  readonly stored: Kept
}

/** Ends a transaction that must leave nothing behind, because its key was answered before. */
class Replay extends Error {
  readonly answer: Answer

  constructor(answer: Answer) {
    super('answered before')
    this.answer = answer
  }
}

/** The key and the event are written together: what was answered holds, and what holds is answered the same again. */
async function keep(
  { host }: MetaState,
  idempotency: Idempotency,
  call: Call,
  prepared: Exclude<Prepared, { state: 'invalid' }>,
): Promise<Answer> {
  const key = idempotencyKeyOf(call.req)
  const { eventId } = prepared
  // What was not kept is no answer for ever: the same request may be kept once events are switched on.
  if (prepared.state !== 'entry') return { eventId, stored: prepared.state }
  const { entry } = prepared
  try {
    return await host.database.transaction(async (trx) => {
      const kept = await host.outbox.addWithin(trx, entry)
      const answer: Answer = { eventId, stored: kept === 'stored' && entry.pending ? 'pending' : kept }
      if (key === undefined) return answer
      const remembered = await idempotency.remember(trx, {
        store: call.store,
        route: `hooks/meta/${call.params.event}`.slice(0, 190),
        key,
        bodyHash: createHash('sha256').update(call.body()).digest('hex'),
        answer: JSON.stringify(answer),
        nowMs: host.clock.now(),
      })
      if (remembered === 'new') return answer
      if (remembered === 'conflict') throw idempotencyConflict()
      throw new Replay(JSON.parse(remembered.answer) as Answer)
    })
  } catch (cause) {
    if (cause instanceof Replay) return cause.answer
    throw databaseAway(cause)
  }
}
