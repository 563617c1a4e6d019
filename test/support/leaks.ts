/** Runs in every test file: fails it where a child, a server, a folder or a timer outlives its tests. */
import { setImmediate as turn } from 'node:timers/promises'
import { afterAll } from 'vitest'
import { endHeld } from './held.js'
import { watchTimers } from './timers.js'

// Closing takes some turns of the event loop: a close callback, an exit event, the end of a socket.
const patienceMs = 1_000

const names: Readonly<Record<string, string>> = {
  TCPSERVERWRAP: 'a listening server',
  PROCESSWRAP: 'a child process',
}

const timers = watchTimers()
const before = handles()

// Registered before anything of the file itself, so it runs after all of that (hooks run as a stack).
afterAll(async () => {
  const held = await endHeld()
  const until = performance.now() + patienceMs
  let left = leftovers()
  while (left.length > 0 && performance.now() < until) {
    await turn()
    left = leftovers()
  }
  timers.stop()
  const leaks = [...held, ...left]
  if (leaks.length > 0) throw new Error(`Left over when the file ended:\n- ${leaks.join('\n- ')}`)
})

function leftovers(): readonly string[] {
  const now = handles()
  const grown = Object.entries(now).filter(([kind, count]) => count > (before[kind] ?? 0))
  return [...grown.map(([kind, count]) => `${names[kind]} (${count})`), ...timers.running()]
}

// Sockets are left out: those that fetch keeps alive close by themselves, seconds later.
function handles(): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const resource of process.getActiveResourcesInfo()) {
    const kind = resource.toUpperCase()
    if (kind in names) counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}
