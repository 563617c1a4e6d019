import { describe, expect, inject, test, vi } from 'vitest'
import type { Database } from '../../src/kernel/database/database.js'
import { createLeases, type Lease, leaseMigrations } from '../../src/kernel/leases.js'
import { describeEachDatabase } from '../support/databases.js'
import { waitsForLock } from '../support/lock-wait.js'
import { opened } from '../support/opened.js'
import { tcpProxy } from '../support/tcp-proxy.js'

async function withTable(url: string): Promise<Database> {
  const database = await opened(url)
  for (const step of leaseMigrations) await step.up(database)
  return database
}

const expire = (database: Database) => database.knex('storecast_leases').update({ expires_at: 0 })

function held(lease: Lease | undefined): Lease {
  if (!lease) throw new Error('the lease is not held')
  return lease
}

/** Resolves when the lease says that it is lost. */
const loss = ({ lost }: Lease) =>
  new Promise<void>((resolve) => {
    if (lost.aborted) resolve()
    else lost.addEventListener('abort', () => resolve())
  })

describeEachDatabase('a lease', (fresh, kind) => {
  async function two() {
    const { url } = await fresh()
    const database = await withTable(url)
    const other = await opened(url)
    return { url, database, mine: createLeases(database), other, theirs: createLeases(other) }
  }

  test('has one holder, whoever asks at the same moment', async () => {
    const { mine, theirs } = await two()
    const asked = Array.from({ length: 10 }, (_, n) => (n % 2 ? mine : theirs).take('build', 60_000))
    const taken = (await Promise.all(asked)).filter((lease) => lease !== undefined)
    expect(taken).toHaveLength(1)
    const elsewhere = held(await theirs.take('Build', 60_000))
    expect(elsewhere.name).toBe('Build')
    for (const lease of [...taken, elsewhere]) await lease.release()
  })

  test('is known to be held by whoever asks, as long as it is', async () => {
    const { database, mine, theirs } = await two()
    const lease = held(await mine.take('build', 60_000))
    const other = held(await mine.take('sweep', 60_000))
    expect(await theirs.heldOf(['build', 'sweep', 'never taken'])).toEqual(new Set(['build', 'sweep']))
    expect(await theirs.heldOf(['sweep'])).toEqual(new Set(['sweep']))
    expect(await theirs.heldOf([])).toEqual(new Set())
    await lease.release()
    expect(await theirs.heldOf(['build', 'sweep'])).toEqual(new Set(['sweep']))
    await expire(database)
    expect(await theirs.heldOf(['build', 'sweep'])).toEqual(new Set())
    await other.release()
  })

  test('is free at once when it is released, and its fence grows with every holder', async () => {
    const { mine, theirs } = await two()
    const fences: number[] = []
    for (const leases of [mine, theirs, mine]) {
      const lease = held(await leases.take('build', 60_000))
      fences.push(lease.fence)
      await lease.release()
      expect(lease.lost.aborted).toBe(false)
    }
    expect(fences).toEqual([1, 2, 3])
  })

  test('is renewed while it is held', async () => {
    const { database, mine, theirs } = await two()
    const lease = held(await mine.take('build', 300))
    const row = () => database.knex('storecast_leases').where({ name: 'build' }).first()
    const first = await row()
    await vi.waitFor(async () => expect(Number((await row()).renewals)).toBeGreaterThanOrEqual(4), 5_000)
    expect(Number((await row()).expires_at)).toBeGreaterThan(Number(first.expires_at))
    expect(await theirs.take('build', 60_000)).toBeUndefined()
    expect(lease.lost.aborted).toBe(false)
    await lease.release()
  })

  test('that ran out is taken over, and its holder is told and can prove nothing any more', async () => {
    const { database, mine, theirs } = await two()
    const lease = held(await mine.take('build', 300))
    await expire(database)
    const next = held(await theirs.take('build', 60_000))
    expect(next.fence).toBe(lease.fence + 1)
    await expect(database.transaction((trx) => lease.prove(trx))).rejects.toMatchObject({
      code: 'LEASE_LOST',
    })
    await loss(lease)
    expect(lease.lost.reason).toMatchObject({ code: 'LEASE_LOST' })
    await lease.release()
    expect(await mine.take('build', 60_000)).toBeUndefined()
    await database.transaction((trx) => next.prove(trx))
    await next.release()
  })

  test('that ran out is lost even where nobody took it over', async () => {
    const { database, mine } = await two()
    const lease = held(await mine.take('build', 300))
    await expire(database)
    await loss(lease)
    await expect(database.transaction((trx) => lease.prove(trx))).rejects.toMatchObject({
      code: 'LEASE_LOST',
    })
  })

  test('that was released proves nothing', async () => {
    const { database, mine } = await two()
    const lease = held(await mine.take('build', 60_000))
    await database.transaction((trx) => lease.prove(trx))
    await lease.release()
    await expect(database.transaction((trx) => lease.prove(trx))).rejects.toMatchObject({
      code: 'LEASE_LOST',
    })
  })

  test('leaves a transaction undone whose proof failed', async () => {
    const { database, mine } = await two()
    await database.knex.schema.createTable('published', (table) => table.string('what'))
    const lease = held(await mine.take('build', 60_000))
    await expire(database)
    const publish = database.transaction(async (trx) => {
      await trx('published').insert({ what: 'a feed' })
      await lease.prove(trx)
    })
    await expect(publish).rejects.toMatchObject({ code: 'LEASE_LOST' })
    expect(await database.knex('published')).toEqual([])
    await lease.release()
  })

  test('holds no process open, and leaves no timer behind', async () => {
    const { mine } = await two()
    const made: NodeJS.Timeout[] = []
    const timersOfLeases = (stack = '') => /leases\.ts/.test(stack.split('\n').slice(1, 4).join())
    for (const name of ['setInterval', 'setTimeout'] as const) {
      const plain = globalThis[name] as (...args: unknown[]) => NodeJS.Timeout
      vi.spyOn(globalThis, name).mockImplementation(((...args: unknown[]) => {
        const timer = plain(...args)
        if (timersOfLeases(new Error().stack)) made.push(timer)
        return timer
      }) as never)
    }
    try {
      const lease = held(await mine.take('build', 60_000))
      expect(made).toHaveLength(2)
      expect(made.map((timer) => timer.hasRef())).toEqual([false, false])
      await lease.release()
      expect(made.map((timer) => Reflect.get(timer, '_destroyed'))).toEqual([true, true])
    } finally {
      vi.restoreAllMocks()
    }
  })

  if (kind !== 'mysql') return

  test('that was proved is not taken over before the transaction ends', async () => {
    const { database, mine, theirs } = await two()
    const lease = held(await mine.take('build', 60_000))
    const order: string[] = []
    let takeOver: Promise<Lease | undefined> = Promise.resolve(undefined)
    await database.transaction(async (trx) => {
      await lease.prove(trx)
      await trx('storecast_leases').update({ expires_at: 0 })
      takeOver = theirs.take('build', 60_000).then((next) => {
        order.push('taken over')
        return next
      })
      await waitsForLock(database)
      order.push('ends')
    })
    const next = held(await takeOver)
    expect(order).toEqual(['ends', 'taken over'])
    expect(next.fence).toBe(lease.fence + 1)
    await lease.release()
    await next.release()
  })
})

describe.skipIf(inject('mysqlUrl') === '')('a lease whose database', () => {
  async function behindProxy() {
    const { databases } = await import('../support/databases.js')
    const mysql = databases.find(({ kind }) => kind === 'mysql')
    if (!mysql) throw new Error('no MySQL among the databases')
    const database = await mysql.fresh()
    await withTable(database.url)
    const { hostname, port } = new URL(database.url)
    const proxy = await tcpProxy({ host: hostname, port: Number(port) })
    const cutOff = await opened(proxy.through(database.url))
    return { proxy, database, lease: held(await createLeases(cutOff).take('build', 900)) }
  }

  test.each(['refuse', 'blackHole'] as const)('is away (%s) is lost when its time is over', async (way) => {
    const { proxy, database, lease } = await behindProxy()
    try {
      const since = performance.now()
      await proxy[way]()
      expect(lease.lost.aborted).toBe(false)
      await loss(lease)
      expect(performance.now() - since).toBeLessThan(900 + 300)
      await lease.release()
    } finally {
      await proxy.close()
      await database.drop()
    }
  })

  test('was away for less than its time is held on', async () => {
    const { proxy, database, lease } = await behindProxy()
    try {
      await proxy.refuse()
      await proxy.pass()
      const before = proxy.accepted
      await vi.waitFor(() => expect(proxy.accepted).toBeGreaterThan(before), 5_000)
      const direct = await opened(database.url)
      const renewals = async () => Number((await direct.knex('storecast_leases').first('renewals')).renewals)
      const seen = await renewals()
      await vi.waitFor(async () => expect(await renewals()).toBeGreaterThan(seen + 2), 5_000)
      expect(lease.lost.aborted).toBe(false)
      await lease.release()
    } finally {
      await proxy.close()
      await database.drop()
    }
  })
})
