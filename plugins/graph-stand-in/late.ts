/** A stand-in that begins to listen when it is first asked where it is, so that a process without events opens no port. */
import type { Clock } from '../../src/kernel.js'
import type { GraphStandIn, ReceivedEvent, StandInAddress } from './contract.js'
import { startGraphStandIn } from './server.js'

export interface LateStandIn extends StandInAddress {
  /** The newest first. */
  received(): readonly ReceivedEvent[]
  close(): Promise<void>
}

// What a visitor of a demo does in an hour; nobody reads more.
const mostEvents = 500

export function createLateStandIn(clock: Clock): LateStandIn {
  let starting: Promise<GraphStandIn> | undefined
  let running: GraphStandIn | undefined
  let isClosed = false

  async function start(): Promise<GraphStandIn> {
    running = await startGraphStandIn({ clock, mostEvents })
    return running
  }

  return {
    async url() {
      if (isClosed) throw new Error('The stand-in for Meta is closed')
      starting ??= start()
      try {
        return (await starting).url
      } catch (error) {
        starting = undefined
        throw error
      }
    },
    received: () => (running?.received() ?? []).toReversed(),
    async close() {
      isClosed = true
      const started = await starting?.catch(() => undefined)
      await started?.close()
    },
  }
}
