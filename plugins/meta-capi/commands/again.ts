/** `storecast events retry` and `drop`: what an operator decides of events that were given up. */
import { AppError, type Command } from '../../../src/kernel.js'
import type { MetaState } from '../state.js'
import { type Options, storeOf, unknownEntry } from './options.js'

const allDead = { flags: '--all', description: 'every event that was given up' }
const mostPerStep = 1_000

export const retryCommand: Command<MetaState> = {
  name: 'events retry',
  operands: '[id]',
  summary:
    'Send an event again that was given up or tested; whoever retries a doubtful one says Meta has it not.',
  options: [allDead],
  async run({ host }, [id], options, terminal) {
    const store = storeOf(options)
    let [retried, left] = [0, 0]
    await eachStep(host, store, id, options, async (ids) => {
      const count = await host.outbox.retry(store, ids)
      retried += count
      left += ids.length - count
    })
    terminal.say(`${retried} ${retried === 1 ? 'event is' : 'events are'} sent again.`)
    if (left > 0) terminal.say(`${left} cannot be: Meta takes nothing that old, or they are not over.`)
    terminal.give({ retried, left })
    return left > 0 ? 3 : 0
  },
}

export const dropCommand: Command<MetaState> = {
  name: 'events drop',
  operands: '[id]',
  summary: 'Take an event away that was given up; the same one cannot come again.',
  options: [allDead],
  async run({ host }, [id], options, terminal) {
    const store = storeOf(options)
    let dropped = 0
    await eachStep(host, store, id, options, async (ids) => {
      dropped += await host.outbox.drop(store, ids)
    })
    if (id !== undefined && dropped === 0)
      throw new AppError('EVENT_NOT_DEAD', 'conflict', 'Only an event that was given up can be dropped.')
    terminal.say(`${dropped} dropped.`)
    terminal.give({ dropped })
    return 0
  },
}

/** The one that is named, or all dead ones a thousand at a time. */
async function eachStep(
  host: MetaState['host'],
  store: string,
  id: string | undefined,
  options: Options,
  work: (ids: readonly string[]) => Promise<void>,
): Promise<void> {
  if ((id === undefined) !== (options.all === true))
    throw new AppError('COMMAND_USAGE', 'invalid', 'Give one of: an id, or --all.')
  if (id !== undefined) {
    if (!(await host.outbox.find(store, id))) throw unknownEntry(id)
    return work([id])
  }
  for (let before: string | undefined; ; ) {
    const entries = await host.outbox.list(store, { state: 'dead', before, limit: mostPerStep })
    if (entries.length > 0) await work(entries.map((entry) => entry.id))
    before = entries.at(-1)?.id
    if (entries.length < mostPerStep) return
  }
}
