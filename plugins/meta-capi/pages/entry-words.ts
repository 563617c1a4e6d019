/** An entry's state in a word or two. */
import { badge, type CardState, type EntryState, entryStates, type Html } from '../../../src/kernel.js'

interface StateWords {
  readonly state: CardState
  readonly label: string
}

export const stateWords: Readonly<Record<EntryState, StateWords>> = {
  waiting: { state: 'off', label: 'Waiting' },
  pending: { state: 'off', label: 'Waits for consent' },
  sending: { state: 'off', label: 'Being sent' },
  done: { state: 'good', label: 'Meta has it' },
  tested: { state: 'good', label: 'Taken as a test' },
  dead: { state: 'bad', label: 'Given up' },
}

/** Undefined for what is none of them. */
export const stateNamed = (text: string | null): EntryState | undefined =>
  entryStates.find((state) => state === text)

export function stateBadge(state: EntryState, isHeld: boolean): Html {
  if (state === 'waiting' && isHeld) return badge('attention', 'Held')
  const words = stateWords[state]
  return badge(words.state, words.label)
}
