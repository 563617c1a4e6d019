/** The terminal: results on standard output, everything passing on standard error. */
import type { Terminal } from './kernel/command.js'

export function createTerminal(json: boolean, out = process.stdout, err = process.stderr): Terminal {
  let hasProgress = false
  const endProgress = () => {
    if (hasProgress) err.write('\r\x1b[K')
    hasProgress = false
  }
  return {
    json,
    interactive: err.isTTY === true,
    say(line) {
      endProgress()
      if (!json) out.write(`${line}\n`)
    },
    give(value) {
      if (json) out.write(`${JSON.stringify(value, null, 2)}\n`)
    },
    note(line) {
      endProgress()
      err.write(`${line}\n`)
    },
    progress(line) {
      if (!err.isTTY) return
      endProgress()
      err.write(line)
      hasProgress = line !== ''
    },
  }
}
