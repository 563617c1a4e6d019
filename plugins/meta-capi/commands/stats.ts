/** `storecast events stats`: how many events are where. */
import type { Command } from '../../../src/kernel.js'
import type { MetaState } from '../state.js'
import { storeOf } from './options.js'

interface Counted {
  readonly destination: string
  readonly name: string
  readonly state: string
}

export const statsCommand: Command<MetaState> = {
  name: 'events stats',
  summary: 'Count the stored events by name and state, and say which destinations are held or left alone.',
  async run({ host }, _operands, options, terminal) {
    const store = storeOf(options)
    const counts = [...(await host.outbox.counts(store))].sort(inOrder)
    const held = await host.outbox.held(store)
    const breakers = (await host.breakers.list(`${store} meta:`)).filter(({ state }) => state !== 'closed')
    if (counts.length === 0) terminal.say('No event is stored.')
    for (const { destination, name, state, ...count } of counts)
      terminal.say(`${destination}  ${name.padEnd(22)} ${state.padEnd(7)} ${told(count)}`)
    if (counts.some(({ isMore }) => isMore))
      terminal.say('“or more”: a state has more than are counted, maybe of further names.')
    for (const { destination } of held) terminal.say(`${destination} is held: its credentials were refused.`)
    for (const { name, state, retryAfterMs } of breakers)
      terminal.say(`${name} is left alone (${state}); next try in ${Math.ceil(retryAfterMs / 1_000)} s.`)
    terminal.give({ counts, held, breakers })
    return 0
  },
}

function inOrder(one: Counted, other: Counted): number {
  const [a, b] = [one, other].map(({ destination, name, state }) => `${destination} ${name} ${state}`)
  return String(a) < String(b) ? -1 : 1
}

const told = ({ count, isMore }: { readonly count: number; readonly isMore: boolean }): string =>
  isMore ? `${count.toLocaleString('en')} or more` : String(count)
