/** The working parts of the events, made once per Storecast. */
import { type Host, type NewEntry, placeOfError, type Task } from '../../src/kernel.js'
import { createBrowserEvents } from './browser-events.js'
import { type Configuration, createConfigurations } from './configuration.js'
import { createCapture, isContext } from './context.js'
import type { Consent, Context, Kept, Who } from './contract.js'
import { createCounts } from './counts.js'
import { createCourier } from './delivery/courier.js'
import { type GraphSender, graphSender } from './delivery/sender.js'
import { priorities } from './events/event.js'
import { createOncePer } from './once-per.js'
import type { MetaOptions } from './options.js'
import { rehearsalSender } from './rehearsal.js'
import { createTestingCodes } from './testing-code.js'
import { hashUserData } from './user-data/index.js'

// A page that is wrong is wrong on every request; the database need not hear each time.
const tellEveryMs = 60_000

export type MetaState = ReturnType<typeof createState>

export function createState(host: Host, options: MetaOptions) {
  const testingCodes = createTestingCodes(host)
  const configurations = createConfigurations(host, testingCodes, options.rehearsal)
  const counts = createCounts(host.metrics)
  const capture = createCapture(host, options, (option, err) => {
    host.log.warn({ option, at: placeOfError(err) }, 'an option of the events failed for a request')
    counts.refused('all', option)
  })
  const sender = options.sender ?? senderOf(host, options)
  const mayTell = createOncePer(tellEveryMs)
  const courier = createCourier({ host, configurations, sender })

  /** A bad payload is the shop's to mend: it is counted and told, without its values. */
  function refused(store: string, name: string, field: string, err: unknown): void {
    counts.refused(name, field)
    host.log.warn({ store, event: name, field, at: placeOfError(err) }, 'a payload could not become an event')
    const subject = `${name} ${field}`.slice(0, 190)
    if (!mayTell(`${store} ${subject}`)) return
    void host.problems.raise({
      store,
      code: 'EVENT_REFUSED',
      subject,
      message: `An event ${name} was left out, because its ${field} is missing or not valid.`,
      advice: 'Look at what the shop passes to the hook; docs/events.md says what each one takes.',
    })
  }

  async function keep(entry: NewEntry, pace: 'now' | 'soon'): Promise<Kept> {
    const kept = await host.outbox.add(entry, pace)
    return kept === 'stored' && entry.pending ? 'pending' : kept
  }

  /** The task that keeps an event behind the response; with direct delivery it is sent in the same go. */
  function deliverLater(hook: {
    readonly task: string
    readonly priority: number
    readonly entry: NewEntry
    readonly keep: (pace: 'now' | 'soon') => Promise<Kept>
  }): Task {
    const { entry, task: name, priority, keep } = hook
    host.outbox.announce(entry)
    const settings = configurations.latest(entry.store)?.settings
    const isDirect = settings?.DELIVERY === 'direct' && entry.pending === undefined
    const shared = { name, priority, store: entry.store }
    const pace = priority >= priorities.critical ? 'now' : 'soon'
    // Not awaited: while the database is away the outbox holds it, and no other task shall wait for that.
    const handOver = () => host.linger(keep(pace))
    if (!isDirect) return { ...shared, maxCostSeconds: 0, run: handOver, onSkip: handOver }
    return {
      ...shared,
      maxCostSeconds: settings.TIMEOUT + settings.CONNECT_TIMEOUT,
      run: async () => {
        if ((await keep('now')) === 'stored') await host.outbox.deliverEntry(entry)
      },
      // It is sent by the worker then, with all others.
      onSkip: handOver,
    }
  }

  return {
    host,
    options,
    configurations,
    testingCodes,
    counts,
    courier,
    refused,
    keep,
    deliverLater,
    sender,
    shopperOf: capture.shopperOf,
    browserEvents: createBrowserEvents(),
    /** A context comes back from wherever the shop kept it: what it says of the shopper is hashed again where it is not. */
    contextOf: (who: Who, configuration: Configuration, consent?: Consent): Context =>
      isContext(who)
        ? { ...who, user: hashUserData(who.user) }
        : capture.capture(who, configuration, consent),
  }
}

function senderOf(host: Host, { rehearsal }: MetaOptions): GraphSender {
  const named = host.variable('STORECAST_GRAPH_URL')
  if (rehearsal && named === undefined) return rehearsalSender(host, rehearsal)
  return graphSender(host.http, named ?? 'https://graph.facebook.com')
}
