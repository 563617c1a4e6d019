/** A terminal that keeps what a command writes. */
import type { Terminal } from '../../src/kernel/command.js'

export interface KeptTerminal extends Terminal {
  /** Result lines for people, as one text. */
  readonly said: string
  readonly noted: string
  /** The document for programs, as it would be read back. */
  readonly given: unknown
  /** Progress lines there were. */
  readonly drawn: number
}

export function keptTerminal(json = false): KeptTerminal {
  let said = ''
  let noted = ''
  let given: unknown
  let drawn = 0
  return {
    json,
    interactive: false,
    get said() {
      return said
    },
    get noted() {
      return noted
    },
    get given() {
      return given
    },
    get drawn() {
      return drawn
    },
    say(line) {
      if (!json) said += `${line}\n`
    },
    give(value) {
      if (json) given = JSON.parse(JSON.stringify(value))
    },
    note(line) {
      noted += `${line}\n`
    },
    progress(line) {
      if (line !== '') drawn++
    },
  }
}
