/** `storecast events show`: one event whole, as Meta gets it, and what was answered. */
import type { Command, EntryDetail, Terminal } from '../../../src/kernel.js'
import type { MetaState } from '../state.js'
import { lineOf, storeOf, unknownEntry } from './options.js'

export const showCommand: Command<MetaState> = {
  name: 'events show',
  operands: '<id>',
  summary: 'Show one event whole: what Meta gets, and what it answered.',
  async run({ host }, [id = ''], options, terminal) {
    const entry = await host.outbox.find(storeOf(options), id)
    if (!entry) throw unknownEntry(id)
    tell(entry, terminal)
    terminal.give({ ...entry, body: JSON.parse(entry.body) })
    return 0
  },
}

function tell(entry: EntryDetail, terminal: Terminal): void {
  const at = (instant: number | undefined) =>
    instant === undefined ? 'never' : new Date(instant).toISOString()
  terminal.say(lineOf(entry))
  terminal.say(`  to ${entry.destination}, event id ${entry.eventId}`)
  terminal.say(
    `  attempted ${at(entry.attemptedAt)}, reported ${at(entry.reportedAt)}, attempts ${entry.attempts}`,
  )
  if (entry.isHeld) terminal.say('  held: its destination takes nothing until its credentials change')
  if (entry.doubtSince !== undefined) terminal.say(`  Meta may have it since ${at(entry.doubtSince)}`)
  if (entry.state === 'waiting')
    terminal.say(`  next try ${at(entry.dueAt)}, given up ${at(entry.sendUntil)}`)
  for (const { startedAt, durationMs, entries, outcome, answer } of entry.exchanges)
    terminal.say(`  ${at(startedAt)}: ${outcome}, ${answer} (${entries} events, ${durationMs} ms)`)
  terminal.say(JSON.stringify(JSON.parse(entry.body), null, 2))
}
