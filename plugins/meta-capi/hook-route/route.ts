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

/** The key and the event are written together: what was answered holds, and what holds is answered the same again. */
async function keep(
  { host }: MetaState,
  idempotency: Idempotency,
  call: Call,
  prepared: Exclude<Prepared, { state: 'invalid' }>,
): Promise<Answer> {
  const key = idempotencyKeyOf(call.req)
  const isEntry = prepared.state === 'entry'
  const planned: Answer = {
    eventId: prepared.eventId,
    stored: isEntry ? (prepared.entry.pending ? 'pending' : 'stored') : prepared.state,
  }
  if (!isEntry && key === undefined) return planned
  try {
    return await host.database.transaction(async (trx) => {
      if (key !== undefined) {
        const remembered = await idempotency.remember(trx, {
          store: call.store,
          route: `hooks/meta/${call.params.event}`.slice(0, 190),
          key,
          bodyHash: createHash('sha256').update(call.body()).digest('hex'),
          answer: JSON.stringify(planned),
          nowMs: host.clock.now(),
        })
        if (remembered === 'conflict') throw idempotencyConflict()
        if (remembered !== 'new') return JSON.parse(remembered.answer) as Answer
      }
      if (!isEntry) return planned
      const kept = await host.outbox.addWithin(trx, prepared.entry)
      return kept === 'known' ? { ...planned, stored: kept } : planned
    })
  } catch (cause) {
    throw databaseAway(cause)
  }
}
