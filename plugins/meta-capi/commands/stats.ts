/** `storecast events stats`: how many events are where. */
import type { Command } from '../../../src/kernel.js'
import type { MetaState } from '../state.js'
import { storeOf } from './options.js'

export const statsCommand: Command<MetaState> = {
  name: 'events stats',
  summary: 'Count the stored events by name and state, and say which destinations are held or left alone.',
  async run({ host }, _operands, options, terminal) {
    const store = storeOf(options)
    const counts = await host.outbox.counts(store)
    const held = await host.outbox.held(store)
    const breakers = (await host.breakers.list(`${store} meta:`)).filter(({ state }) => state !== 'closed')
    if (counts.length === 0) terminal.say('No event is stored.')
    for (const { destination, name, state, count } of counts)
      terminal.say(`${destination}  ${name.padEnd(22)} ${state.padEnd(7)} ${count}`)
    for (const { destination } of held) terminal.say(`${destination} is held: its credentials were refused.`)
    for (const { name, state, retryAfterMs } of breakers)
      terminal.say(`${name} is left alone (${state}); next try in ${Math.ceil(retryAfterMs / 1_000)} s.`)
    terminal.give({ counts, held, breakers })
    return 0
  },
}
