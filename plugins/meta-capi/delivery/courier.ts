/** The courier of the events: says when a pixel can be served, and brings it what is due. */
import { CIRCUIT_BREAKER, type Courier, type Destination, type Host } from '../../../src/kernel.js'
import type { Configuration, Configurations } from '../configuration.js'
import { rehearsalDestination } from '../rehearsal-account.js'
import { credentialTroubles } from './credential-troubles.js'
import { deliver } from './deliver.js'
import type { GraphSender } from './sender.js'

export interface CourierOptions {
  readonly host: Pick<Host, 'registry' | 'clock' | 'problems' | 'log'>
  readonly configurations: Configurations
  readonly sender: GraphSender
}

// Meta takes no more in one request, and refuses all of them for one that is wrong.
const mostPerBatch = 1_000
// Within 48 hours of the first Meta counts an event of the same name and id once; an hour is left for the way.
const doubtMs = 47 * 3_600_000
const probeMarginMs = 10_000

export function createCourier({ host, configurations, sender }: CourierOptions): Courier {
  const { registry, clock } = host
  const troubles = credentialTroubles(host)

  return {
    kind: 'meta',
    mostPerBatch,
    doubtMs,
    async ready(destination) {
      const configuration = await configurations.read(destination.store)
      const account = accountFor(destination, configuration)
      if (account === undefined) return { state: 'off', why: configuration.whyOff ?? 'no pixel' }
      if (destination.heldPrint === account.print)
        return { state: 'off', why: 'Meta refused these credentials; they must change first.' }
      const { settings } = configuration
      const breaker = await registry.read(CIRCUIT_BREAKER, destination.store)
      const timeoutMs = settings.TIMEOUT * 1_000
      const connectTimeoutMs = settings.CONNECT_TIMEOUT * 1_000
      const limitMs = timeoutMs + connectTimeoutMs
      return {
        state: 'ready',
        limitMs,
        rules: {
          threshold: breaker.META_THRESHOLD,
          cooldownMs: breaker.META_COOLDOWN_SECONDS * 1_000,
          multiplier: breaker.META_MULTIPLIER,
          maxCooldownMs: breaker.META_MAX_COOLDOWN_SECONDS * 1_000,
          probeForMs: limitMs + probeMarginMs,
        },
        async deliver(errand) {
          const delivery = await deliver(errand, {
            sender,
            account,
            version: settings.GRAPH_VERSION,
            timeoutMs,
            connectTimeoutMs,
            now: () => clock.now(),
            onHold: (kind, answer) => troubles.raise(destination, kind, answer),
          })
          if (delivery.health === 'well') await troubles.settle(destination)
          return delivery
        },
      }
    },
  }
}

/** An event stays with the pixel that it was meant for, also when the shop has moved to another. */
function accountFor({ key }: Destination, { account, isRehearsal }: Configuration): Configuration['account'] {
  // What was meant for Meta must not be told done by a stand-in, nor a rehearsal be told to Meta.
  if (isRehearsal !== (key === rehearsalDestination)) return undefined
  if (account === undefined || account.destination === key) return account
  return { ...account, destination: key, pixelId: key.slice(key.indexOf(':') + 1) }
}
