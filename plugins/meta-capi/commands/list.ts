/** `storecast events list`: the newest events, and where they are on their way. */
import type { Command } from '../../../src/kernel.js'
import type { MetaState } from '../state.js'
import { limitOf, lineOf, stateOf, storeOf } from './options.js'

export const listCommand: Command<MetaState> = {
  name: 'events list',
  summary: 'List the newest events, and where they are on their way.',
  options: [
    { flags: '--state <state>', description: 'only these: waiting, pending, sending, done, tested or dead' },
    { flags: '--name <name>', description: 'only events of this name, as Purchase' },
    { flags: '--order <id>', description: 'only those of this order' },
    { flags: '--event <id>', description: 'only those with this event id' },
    { flags: '--before <id>', description: 'only those before this one: the next page' },
    { flags: '--limit <count>', description: 'how many, 20 unless given' },
  ],
  async run({ host }, _operands, options, terminal) {
    const text = (key: string) => (options[key] === undefined ? undefined : String(options[key]))
    const entries = await host.outbox.list(storeOf(options), {
      state: stateOf(options),
      name: text('name'),
      orderId: text('order'),
      eventId: text('event'),
      before: text('before'),
      limit: limitOf(options),
    })
    if (entries.length === 0) terminal.say('No event is stored that fits.')
    for (const entry of entries) terminal.say(lineOf(entry))
    terminal.give(entries)
    return 0
  },
}
