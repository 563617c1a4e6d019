/** An outbox on a database of a test's own, with a courier that does what the test says. */
import { onTestFinished } from 'vitest'
import { createBreakers } from '../../src/kernel/breaker/breaker.js'
import { breakerMigrations } from '../../src/kernel/breaker/schema.js'
import type { Database } from '../../src/kernel/database/database.js'
import { timeOrderedId } from '../../src/kernel/ids.js'
import { createLog } from '../../src/kernel/log.js'
import { createMetrics } from '../../src/kernel/metrics.js'
import { migrate } from '../../src/kernel/migrations.js'
import type { Courier, Delivery, Errand } from '../../src/kernel/outbox/courier.js'
import type { NewEntry, Outcome } from '../../src/kernel/outbox/entry.js'
import { createOutbox, type Outbox } from '../../src/kernel/outbox/outbox.js'
import { outboxMigrations } from '../../src/kernel/outbox/schema.js'
import { OUTBOX } from '../../src/kernel/outbox/settings.js'
import { createProblems } from '../../src/kernel/problems.js'
import { type TestClock, testClock } from './clock.js'
import { kernelMigrations, opened } from './opened.js'
import { registryOn } from './registry.js'

export interface OutboxRig {
  readonly outbox: Outbox
  readonly database: Database
  readonly clock: TestClock
  /** The batches that the courier got, as event ids. */
  readonly batches: readonly (readonly string[])[]
  /** What becomes of each entry; done unless changed. */
  decide: (eventId: string) => Outcome
  /** Instead of deciding one by one. */
  deliver: ((errand: Errand) => Promise<Delivery>) | undefined
  mostPerBatch: number
  entry(eventId: string, over?: Partial<NewEntry>): NewEntry
  /** State by event id. */
  states(): Promise<Readonly<Record<string, string>>>
}

const dayMs = 86_400_000

export async function openOutbox(url: string): Promise<OutboxRig> {
  const database = await opened(url)
  const log = createLog({ level: 'silent' })
  await migrate(database, [...kernelMigrations, ...breakerMigrations, ...outboxMigrations], log)
  const clock = testClock()
  const metrics = createMetrics()
  const batches: string[][] = []
  const outbox = createOutbox({
    database,
    clock,
    log,
    metrics,
    problems: createProblems(database, clock, log),
    registry: registryOn(database, { groups: [OUTBOX], clock }),
    breakers: createBreakers({ database, log }),
    stores: ['default'],
  })
  onTestFinished(() => outbox.stop())
  const rig: OutboxRig = {
    outbox,
    database,
    clock,
    batches,
    decide: () => ({ kind: 'done' }),
    deliver: undefined,
    mostPerBatch: 1_000,
    entry: (eventId, over = {}) => ({
      id: timeOrderedId(clock.now()),
      store: 'default',
      destination: 'test:1',
      name: 'Purchase',
      eventId,
      isLasting: true,
      priority: 50,
      occurredAt: clock.now(),
      sendUntil: clock.now() + 7 * dayMs,
      body: JSON.stringify({ eventId }),
      ...over,
    }),
    async states() {
      const rows = await database.knex('storecast_outbox_entries').select('event_id', 'state')
      return Object.fromEntries(rows.map((row) => [row.event_id, row.state]))
    },
  }
  outbox.employ(courierOf(rig, batches))
  return rig
}

function courierOf(rig: OutboxRig, batches: string[][]): Courier {
  return {
    kind: 'test',
    get mostPerBatch() {
      return rig.mostPerBatch
    },
    doubtMs: 47 * 3_600_000,
    ready: async () => ({
      state: 'ready',
      limitMs: 1_000,
      rules: { threshold: 3, cooldownMs: 60_000, multiplier: 2, maxCooldownMs: 600_000, probeForMs: 10_000 },
      async deliver(errand) {
        batches.push(errand.entries.map(({ eventId }) => eventId))
        if (rig.deliver) return rig.deliver(errand)
        return {
          verdicts: new Map(errand.entries.map(({ id, eventId }) => [id, { outcome: rig.decide(eventId) }])),
          sends: [],
          health: 'well',
        }
      },
    }),
  }
}
