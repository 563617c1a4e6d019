import { fileURLToPath } from 'node:url'
import { describe, expect, inject, test } from 'vitest'
import type { Database } from '../../../src/kernel/database/database.js'
import { defineGroup } from '../../../src/kernel/registry/group.js'
import { choice, digits, flag, text, whole } from '../../../src/kernel/registry/plain-kinds.js'
import { placeOf } from '../../../src/kernel/registry/rows.js'
import { secret, tokens } from '../../../src/kernel/registry/sealed-kinds.js'
import { createSealer } from '../../../src/kernel/security/seal.js'
import { startChild } from '../../support/child.js'
import { testClock } from '../../support/clock.js'
import { databases, describeEachDatabase } from '../../support/databases.js'
import { waitsForLock } from '../../support/lock-wait.js'
import { migrated, opened } from '../../support/opened.js'
import { type RegistryParts, registryOn } from '../../support/registry.js'
import { tcpProxy } from '../../support/tcp-proxy.js'

const FEEDS = defineGroup('FEEDS', {
  ENABLED: flag('On.', false),
  TOKEN: tokens('Opens the feed.'),
  LIMIT: whole('At most.', 10, 0, 100),
})
const SHOP = defineGroup('SHOP', { NAME: text('Its name.', 'Shop'), TOKEN: tokens('Another token.') })
const PIXEL = defineGroup('PIXEL', {
  ID: digits('Its id.'),
  ACCESS: secret('Opens the platform.'),
  DELIVERY: choice('How.', 'outbox', ['outbox', 'direct']),
})
const groups = [FEEDS, SHOP, PIXEL]
const hour = 3_600_000
const by = { by: 'a test' }

const rows = (database: Database) => database.knex('storecast_registry')
const row = async (database: Database, key: string) =>
  (await rows(database).where({ key_name: key }).first()) ?? {}

describeEachDatabase('the registry', (fresh, kind) => {
  async function one(parts: Partial<RegistryParts> = {}) {
    const { url } = await fresh()
    const database = await migrated(url)
    const clock = testClock()
    const registry = registryOn(database, { groups, clock, ...parts })
    return { url, database, clock, registry }
  }

  test('gives the default, then what the database holds for the store, then what the environment says', async () => {
    const { database, clock, registry } = await one()
    expect(await registry.read(FEEDS, 'default')).toEqual({ ENABLED: false, TOKEN: [], LIMIT: 10 })
    await registry.set('default', 'FEEDS', 'LIMIT', ' 20 ', by)
    await registry.set('acme', 'FEEDS', 'LIMIT', '30', by)
    expect((await registry.read(FEEDS, 'default')).LIMIT).toBe(20)
    expect((await registry.read(FEEDS, 'acme')).LIMIT).toBe(30)
    expect((await registry.read(FEEDS, 'other')).LIMIT).toBe(10)
    const fromEnvironment = new Map<string, unknown>([['FEEDS.LIMIT', 40]])
    const next = registryOn(database, { groups, clock, fromEnvironment })
    expect((await next.read(FEEDS, 'default')).LIMIT).toBe(40)
    expect((await next.read(FEEDS, 'acme')).LIMIT).toBe(30)
    const sources = async (store: string) =>
      (await next.list(store)).map(({ group, key, source }) => `${group}.${key} ${source}`)
    expect(await sources('default')).toEqual([
      'FEEDS.ENABLED default',
      'FEEDS.TOKEN default',
      'FEEDS.LIMIT environment',
      'SHOP.NAME default',
      'SHOP.TOKEN default',
      'PIXEL.ID default',
      'PIXEL.ACCESS default',
      'PIXEL.DELIVERY default',
    ])
    expect(await sources('acme')).toContain('FEEDS.LIMIT database')
  })

  test('does not change what the environment sets, and says where to change it', async () => {
    const { database, registry } = await one({ fromEnvironment: new Map([['FEEDS.LIMIT', 40]]) })
    const refused = { code: 'SETTING_FROM_ENVIRONMENT', message: expect.stringContaining('FEEDS__LIMIT') }
    await expect(registry.set('default', 'FEEDS', 'LIMIT', '5', by)).rejects.toMatchObject(refused)
    await expect(registry.unset('default', 'FEEDS', 'LIMIT', 'a test')).rejects.toMatchObject(refused)
    expect(await registry.setIfAbsent('default', 'FEEDS', 'LIMIT', '5', 'a test')).toBe(false)
    await registry.set('acme', 'FEEDS', 'LIMIT', '5', by)
    expect(await rows(database)).toHaveLength(1)
  })

  test('refuses what it does not know, what is empty and what its kind refuses, without repeating it', async () => {
    const { database, registry } = await one()
    const cases = [
      ['NOPE', 'TOKEN', 'x', 'SETTING_UNKNOWN', /there is FEEDS, SHOP, PIXEL/],
      ['FEEDS', 'NOPE', 'x', 'SETTING_UNKNOWN', /there is FEEDS\.ENABLED, FEEDS\.TOKEN, FEEDS\.LIMIT/],
      ['FEEDS', 'toString', 'x', 'SETTING_UNKNOWN', /There is no setting/],
      ['FEEDS', 'TOKEN', ' TBD ', 'SETTING_EMPTY', /unset it instead/],
      ['SHOP', 'NAME', ' ', 'SETTING_EMPTY', /unset it instead/],
      ['FEEDS', 'LIMIT', '101', 'SETTING_INVALID', /FEEDS\.LIMIT must be between 0 and 100/],
      ['FEEDS', 'TOKEN', 'C4NARY with spaces', 'SETTING_INVALID', /FEEDS\.TOKEN must be printable/],
    ] as const
    for (const [group, key, value, code, message] of cases) {
      for (const change of [
        registry.set('default', group, key, value, by),
        registry.setIfAbsent('default', group, key, value, 'a test'),
      ]) {
        const error = await change.then(
          () => undefined,
          (thrown) => thrown,
        )
        expect(error).toMatchObject({ code, message: expect.stringMatching(message) })
        expect(error.message).not.toContain('C4NARY')
      }
    }
    expect(await rows(database)).toEqual([])
    expect(await registry.changes('default', 10)).toEqual([])
  })

  test('keeps secrets sealed in its rows, in the audit and in the log', async () => {
    const { database, registry } = await one()
    await registry.set('default', 'FEEDS', 'TOKEN', 'C4NARY-one', by)
    await registry.set('default', 'FEEDS', 'TOKEN', 'C4NARY-two', by)
    await registry.setIfAbsent('acme', 'SHOP', 'TOKEN', 'C4NARY-three', 'a test')
    await registry.unset('default', 'FEEDS', 'TOKEN', 'a test')
    await registry.set('default', 'FEEDS', 'TOKEN', 'C4NARY-four', by)
    const everything = JSON.stringify([await rows(database), await database.knex('storecast_registry_audit')])
    expect(everything).not.toContain('C4NARY')
    expect(everything).toContain('sc1.')
    expect(registry.lines.text).not.toContain('C4NARY')
    expect((await registry.read(FEEDS, 'default')).TOKEN).toEqual(['C4NARY-four'])
  })

  test('keeps a single secret sealed as well, and one that replaces it holds at once', async () => {
    const { database, clock, registry } = await one()
    expect(await registry.read(PIXEL, 'default')).toEqual({
      ID: undefined,
      ACCESS: undefined,
      DELIVERY: 'outbox',
    })
    await registry.set('default', 'PIXEL', 'ACCESS', 'C4NARY-one', by)
    await registry.set('default', 'PIXEL', 'ACCESS', ' C4NARY-two ', by)
    expect((await registry.read(PIXEL, 'default')).ACCESS).toBe('C4NARY-two')
    expect(await row(database, 'ACCESS')).toMatchObject({
      value: expect.stringMatching(/^sc1\./),
      previous_value: null,
    })
    const told = JSON.stringify([await registry.changes('default', 9), registry.lines.text])
    expect(told).toContain('(sealed)')
    expect(told).not.toContain('C4NARY')
    const other = registryOn(database, { groups, clock, secrets: ['not the secret of these tests'] })
    expect((await other.read(PIXEL, 'default')).ACCESS).toBeUndefined()
    expect(await other.problems.standing('default')).toMatchObject([{ subject: 'PIXEL.ACCESS' }])
  })

  test('refuses a word that a choice has not and an id with other signs, and says what was meant', async () => {
    const { registry } = await one()
    await expect(registry.set('default', 'PIXEL', 'DELIVERY', 'outbux', by)).rejects.toMatchObject({
      code: 'SETTING_INVALID',
      message: 'PIXEL.DELIVERY must be outbox or direct; outbox is meant, maybe.',
    })
    await expect(registry.set('default', 'PIXEL', 'ID', '12 345', by)).rejects.toMatchObject({
      message: 'PIXEL.ID must be 5 to 20 digits and nothing else.',
    })
    await registry.set('default', 'PIXEL', 'DELIVERY', 'DIRECT', by)
    await registry.set('default', 'PIXEL', 'ID', '00012345678901234567', by)
    expect(await registry.read(PIXEL, 'default')).toMatchObject({
      DELIVERY: 'direct',
      ID: '00012345678901234567',
    })
  })

  test('audits every change, the newest first, and nothing that did not change', async () => {
    const { clock, registry } = await one()
    const steps = [
      () => registry.set('default', 'SHOP', 'NAME', 'One', { by: 'mary' }),
      () => registry.set('default', 'SHOP', 'NAME', 'Two', { by: 'joe' }),
      () => registry.setIfAbsent('default', 'SHOP', 'NAME', 'Three', 'joe'),
      () => registry.set('default', 'FEEDS', 'TOKEN', 'secret', { by: 'joe' }),
      () => registry.unset('default', 'SHOP', 'NAME', 'mary'),
      () => registry.unset('default', 'SHOP', 'NAME', 'mary'),
      () => registry.set('acme', 'SHOP', 'NAME', 'Acme', { by: 'ann' }),
    ]
    for (const step of steps) {
      clock.move(1_000)
      await step()
    }
    const said = (await registry.changes('default', 10)).map(
      ({ key, from, to, by, at }) => `${at - clock.now()} ${by} ${key} ${from} → ${to}`,
    )
    expect(said).toEqual([
      '-2000 mary NAME Two → null',
      '-3000 joe TOKEN null → (sealed)',
      '-5000 joe NAME One → Two',
      '-6000 mary NAME null → One',
    ])
    expect(await registry.changes('default', 2)).toHaveLength(2)
  })

  test('does not open a sealed value that was moved to another place', async () => {
    const { database, clock, registry } = await one()
    await registry.set('default', 'FEEDS', 'TOKEN', 'of-the-feeds', by)
    const { value } = await row(database, 'TOKEN')
    const empty = { value, previous_value: null, previous_until: null }
    await rows(database).insert({ ...empty, store: 'default', group_name: 'SHOP', key_name: 'TOKEN' })
    await rows(database).insert({ ...empty, store: 'acme', group_name: 'FEEDS', key_name: 'TOKEN' })
    clock.move(2_000)
    expect((await registry.read(SHOP, 'default')).TOKEN).toEqual([])
    expect((await registry.read(FEEDS, 'acme')).TOKEN).toEqual([])
    expect((await registry.read(FEEDS, 'default')).TOKEN).toEqual(['of-the-feeds'])
    expect(await registry.problems.standing('default')).toMatchObject([{ subject: 'SHOP.TOKEN' }])
  })

  test('counts what another secret sealed as absent, and the problem settles when that secret is back', async () => {
    const { database, clock, registry } = await one()
    await registry.set('default', 'FEEDS', 'TOKEN', 'sealed', by)
    const wrong = registryOn(database, { groups, clock, secrets: ['not the secret of these tests'] })
    expect((await wrong.read(FEEDS, 'default')).TOKEN).toEqual([])
    const raised = { code: 'SETTING_UNREADABLE', subject: 'FEEDS.TOKEN', times: 1 }
    expect(await wrong.problems.standing('default')).toMatchObject([
      { ...raised, message: expect.stringContaining('STORECAST_SECRET does not open it') },
    ])
    for (let load = 0; load < 3; load++) {
      clock.move(2_000)
      await wrong.read(FEEDS, 'default')
    }
    expect(await wrong.problems.standing('default')).toMatchObject([raised])
    const right = registryOn(database, { groups, clock })
    expect((await right.read(FEEDS, 'default')).TOKEN).toEqual(['sealed'])
    expect(await right.problems.standing('default')).toEqual([])
  })

  test('a value that this version refuses counts as absent, with a problem that setting it again ends', async () => {
    const { database, clock, registry } = await one()
    await registry.set('default', 'FEEDS', 'LIMIT', '20', by)
    await rows(database).update({ value: '1000' })
    clock.move(2_000)
    expect((await registry.read(FEEDS, 'default')).LIMIT).toBe(10)
    expect(await registry.problems.standing('default')).toMatchObject([
      { subject: 'FEEDS.LIMIT', message: expect.stringContaining('does not accept') },
    ])
    await registry.set('default', 'FEEDS', 'LIMIT', '30', by)
    expect((await registry.read(FEEDS, 'default')).LIMIT).toBe(30)
    expect(await registry.problems.standing('default')).toEqual([])
  })

  test.each(['', ' ', 'TBD', 'tbd'])('a stored %j is absent, for every kind', async (stored) => {
    const { database, clock, registry } = await one()
    for (const [group, key] of [
      ['FEEDS', 'ENABLED'],
      ['FEEDS', 'LIMIT'],
      ['SHOP', 'NAME'],
    ]) {
      const place = { store: 'default', group_name: group, key_name: key }
      await rows(database).insert({ ...place, value: stored, previous_value: null, previous_until: null })
    }
    clock.move(2_000)
    expect(await registry.read(FEEDS, 'default')).toEqual({ ENABLED: false, TOKEN: [], LIMIT: 10 })
    expect(await registry.read(SHOP, 'default')).toEqual({ NAME: 'Shop', TOKEN: [] })
    expect(await registry.problems.standing('default')).toEqual([])
  })

  describe('a token that is replaced', () => {
    const token = async (registry: ReturnType<typeof registryOn>) =>
      (await registry.read(FEEDS, 'default')).TOKEN

    test('stays valid beside the new one until its overlap ends', async () => {
      const { clock, registry } = await one()
      await registry.set('default', 'FEEDS', 'TOKEN', 'first', by)
      expect(await token(registry)).toEqual(['first'])
      await registry.set('default', 'FEEDS', 'TOKEN', 'second', { ...by, overlapMs: hour })
      expect(await token(registry)).toEqual(['second', 'first'])
      clock.move(hour - 1)
      expect(await token(registry)).toEqual(['second', 'first'])
      clock.move(1)
      clock.move(2_000)
      expect(await token(registry)).toEqual(['second'])
    })

    test('stays valid for three days unless said otherwise', async () => {
      const { clock, registry } = await one()
      await registry.set('default', 'FEEDS', 'TOKEN', 'first', by)
      await registry.set('default', 'FEEDS', 'TOKEN', 'second', by)
      clock.move(72 * hour - 1)
      expect(await token(registry)).toEqual(['second', 'first'])
      clock.move(2_001)
      expect(await token(registry)).toEqual(['second'])
    })

    test('ends at once with an overlap of 0, also one that was replaced before', async () => {
      const { database, registry } = await one()
      await registry.set('default', 'FEEDS', 'TOKEN', 'first', by)
      await registry.set('default', 'FEEDS', 'TOKEN', 'second', by)
      await registry.set('default', 'FEEDS', 'TOKEN', 'third', { ...by, overlapMs: 0 })
      expect(await token(registry)).toEqual(['third'])
      expect(await row(database, 'TOKEN')).toMatchObject({ previous_value: null, previous_until: null })
    })

    test('by itself stays one token, and a rotation under way goes on', async () => {
      const { clock, registry } = await one()
      await registry.set('default', 'FEEDS', 'TOKEN', 'first', by)
      await registry.set('default', 'FEEDS', 'TOKEN', 'first', by)
      expect(await token(registry)).toEqual(['first'])
      await registry.set('default', 'FEEDS', 'TOKEN', 'second', { ...by, overlapMs: hour })
      await registry.set('default', 'FEEDS', 'TOKEN', 'second', { ...by, overlapMs: 9 * hour })
      expect(await token(registry)).toEqual(['second', 'first'])
      clock.move(hour + 2_000)
      expect(await token(registry)).toEqual(['second'])
    })

    test('by two tokens is replaced by exactly these', async () => {
      const { registry } = await one()
      await registry.set('default', 'FEEDS', 'TOKEN', 'first', by)
      await registry.set('default', 'FEEDS', 'TOKEN', 'a, b', by)
      expect(await token(registry)).toEqual(['a', 'b'])
      await registry.set('default', 'FEEDS', 'TOKEN', ',c', by)
      expect(await token(registry)).toEqual(['c', 'a'])
    })

    test('is not kept where the secret does not open it', async () => {
      const { database, clock, registry } = await one()
      await registry.set('default', 'FEEDS', 'TOKEN', 'first', by)
      const other = registryOn(database, { groups, clock, secrets: ['not the secret of these tests'] })
      await other.set('default', 'FEEDS', 'TOKEN', 'second', by)
      expect(await token(other)).toEqual(['second'])
      expect(await row(database, 'TOKEN')).toMatchObject({ previous_value: null })
    })

    test('is gone with its successor when that is unset', async () => {
      const { registry } = await one()
      await registry.set('default', 'FEEDS', 'TOKEN', 'first', by)
      await registry.set('default', 'FEEDS', 'TOKEN', 'second', by)
      await registry.unset('default', 'FEEDS', 'TOKEN', 'a test')
      expect(await token(registry)).toEqual([])
    })
  })

  test('of two processes that set a missing value at once, one does', async () => {
    const { url, registry, clock } = await one()
    const fixture = fileURLToPath(new URL('../fixtures/plant.ts', import.meta.url))
    for (const key of ['TOKEN', 'NAME']) {
      const children = [1, 2].map(() => startChild(fixture, { args: [url, key] }))
      try {
        for (const child of children) await child.line('ready')
        for (const child of children) child.send('go')
        const said = await Promise.all(children.map((child) => child.line(/^wrote/)))
        expect(said.sort()).toEqual(['wrote false', 'wrote true'])
        await Promise.all(children.map(({ ended }) => ended))
      } finally {
        for (const child of children) await child.kill()
      }
    }
    clock.move(2_000)
    expect(await registry.changes('default', 10)).toHaveLength(2)
  })

  test('a missing value that many set at once is set by one', async () => {
    const { url, registry, clock, database } = await one()
    const other = registryOn(await opened(url), { groups, clock })
    const wrote = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        (n % 2 ? registry : other).setIfAbsent('default', 'SHOP', 'NAME', 'The same', 'a test'),
      ),
    )
    expect(wrote.filter(Boolean)).toHaveLength(1)
    expect(await rows(database)).toHaveLength(1)
    expect(await registry.changes('default', 20)).toHaveLength(1)
    expect(await registry.setIfAbsent('default', 'SHOP', 'NAME', 'Another', 'a test')).toBe(false)
    expect((await registry.read(SHOP, 'default')).NAME).toBe('The same')
  })

  test('a change by another process is seen within two seconds, one of its own at once', async () => {
    const { url, registry, clock } = await one()
    const other = registryOn(await opened(url), { groups, clock })
    expect((await registry.read(SHOP, 'default')).NAME).toBe('Shop')
    await other.set('default', 'SHOP', 'NAME', 'Changed', by)
    expect((await other.read(SHOP, 'default')).NAME).toBe('Changed')
    clock.move(2_000)
    expect((await registry.read(SHOP, 'default')).NAME).toBe('Changed')
    await other.unset('default', 'SHOP', 'NAME', 'a test')
    expect((await other.read(SHOP, 'default')).NAME).toBe('Shop')
  })

  test('gives the identical frozen object until something changes', async () => {
    const { registry, clock } = await one()
    await registry.set('default', 'FEEDS', 'TOKEN', 'first', by)
    const values = await registry.read(FEEDS, 'default')
    expect(Object.isFrozen(values)).toBe(true)
    expect(Object.isFrozen(values.TOKEN)).toBe(true)
    expect(await registry.read(FEEDS, 'default')).toBe(values)
    for (let load = 0; load < 3; load++) {
      clock.move(2_000)
      expect(await registry.read(FEEDS, 'default')).toBe(values)
    }
    await registry.set('default', 'FEEDS', 'LIMIT', '5', by)
    expect(await registry.read(FEEDS, 'default')).not.toBe(values)
  })

  test('seals again with the current secret, the replaced tokens too, so that the old secret can go', async () => {
    const { database, clock, registry } = await one({ secrets: ['an older secret of these tests'] })
    await registry.set('default', 'FEEDS', 'TOKEN', 'first', by)
    await registry.set('default', 'SHOP', 'TOKEN', 'replaced', by)
    await registry.set('default', 'SHOP', 'NAME', 'Clear', by)
    await registry.set('acme', 'FEEDS', 'TOKEN', 'of-acme', by)
    const newer = 'a newer secret of these tests'
    const both = registryOn(database, { groups, clock, secrets: [newer, 'an older secret of these tests'] })
    await both.set('default', 'SHOP', 'TOKEN', 'current', by)
    expect(await both.reseal('default')).toBe(2)
    expect(await both.reseal('default')).toBe(0)
    const after = registryOn(database, { groups, clock, secrets: [newer] })
    expect((await after.read(FEEDS, 'default')).TOKEN).toEqual(['first'])
    expect(await after.read(SHOP, 'default')).toEqual({ NAME: 'Clear', TOKEN: ['current', 'replaced'] })
    expect((await after.read(FEEDS, 'acme')).TOKEN).toEqual([])
    expect(await both.reseal('acme')).toBe(1)
  })

  // SQLite has one writer, so there a change waits for the other one as a whole.
  if (kind === 'mysql') {
    test('sealing again never puts back what a change at the same moment replaced', async () => {
      const older = 'an older secret of these tests'
      const { url, database, clock, registry } = await one({ secrets: [older] })
      await registry.set('default', 'FEEDS', 'TOKEN', 'revoked', by)
      const both = registryOn(await opened(url), {
        groups,
        clock,
        secrets: ['a newer secret of these tests', older],
      })
      let resealing: Promise<number> = Promise.resolve(0)
      await database.transaction(async (trx) => {
        const value = createSealer([older]).seal('fresh', placeOf('default', 'FEEDS', 'TOKEN'))
        await trx('storecast_registry').update({ value })
        resealing = both.reseal('default')
        await waitsForLock(database)
      })
      expect(await resealing).toBe(1)
      expect((await both.read(FEEDS, 'default')).TOKEN).toEqual(['fresh'])
    })
  }

  test('sealing again leaves alone what nothing opens', async () => {
    const { database, clock, registry } = await one()
    await registry.set('default', 'FEEDS', 'TOKEN', 'sealed', by)
    const before = await row(database, 'TOKEN')
    const other = registryOn(database, { groups, clock, secrets: ['not the secret of these tests'] })
    expect(await other.reseal('default')).toBe(0)
    expect(await row(database, 'TOKEN')).toEqual(before)
  })

  test('two in one process share nothing but what they are given', async () => {
    const [a, b] = [await one(), await one()]
    await a.registry.set('default', 'SHOP', 'NAME', 'Of the first', by)
    expect((await b.registry.read(SHOP, 'default')).NAME).toBe('Shop')
    expect((await a.registry.read(SHOP, 'default')).NAME).toBe('Of the first')
  })

  test('a group that no module declares is a fault of the program', async () => {
    const { registry } = await one()
    const stray = defineGroup('STRAY', { ENABLED: flag('On.', true) })
    await expect(registry.read(stray, 'default')).rejects.toThrow('STRAY is not declared')
  })
})

describe.skipIf(inject('mysqlUrl') === '')('while the database is away, the registry', () => {
  async function behindProxy() {
    const mysql = databases.find(({ kind }) => kind === 'mysql')
    if (!mysql) throw new Error('no MySQL among the databases')
    const { url, drop } = await mysql.fresh()
    const { hostname, port } = new URL(url)
    await migrated(url)
    const proxy = await tcpProxy({ host: hostname, port: Number(port) })
    const clock = testClock()
    const registry = registryOn(await opened(proxy.through(url)), { groups, clock })
    const end = async () => {
      await proxy.close()
      await drop()
    }
    return { proxy, clock, registry, end }
  }

  test('serves the last known values, asks once per two seconds, and sees it come back', async () => {
    const { proxy, clock, registry, end } = await behindProxy()
    try {
      await registry.set('default', 'SHOP', 'NAME', 'Known', by)
      const known = await registry.read(SHOP, 'default')
      await proxy.refuse()
      registry.lines.clear()
      for (let period = 0; period < 3; period++) {
        clock.move(2_000)
        const reads = Array.from({ length: 50 }, () => registry.read(SHOP, 'default'))
        for (const values of await Promise.all(reads)) expect(values).toBe(known)
        expect(await registry.read(SHOP, 'default')).toBe(known)
      }
      expect(registry.lines.objects.map(({ msg }) => msg)).toEqual(
        Array(3).fill('registry not readable; the last known settings hold'),
      )
      await proxy.pass()
      await registry.set('default', 'SHOP', 'NAME', 'Back', by)
      expect((await registry.read(SHOP, 'default')).NAME).toBe('Back')
    } finally {
      await end()
    }
  })

  test('that does not answer at all serves the last known values after its limit', async () => {
    const { proxy, clock, registry, end } = await behindProxy()
    try {
      const known = await registry.read(SHOP, 'default')
      proxy.blackHole()
      clock.move(2_000)
      expect(await registry.read(SHOP, 'default')).toBe(known)
      expect(await registry.read(SHOP, 'default')).toBe(known)
    } finally {
      await end()
    }
  })

  test('that has no last known values says so, with when to try again, and nothing of the driver', async () => {
    const { proxy, registry, end } = await behindProxy()
    try {
      await proxy.refuse()
      for (const reading of [registry.read(SHOP, 'default'), registry.list('default')]) {
        await expect(reading).rejects.toMatchObject({
          code: 'DATABASE_AWAY',
          fault: 'unavailable',
          message: 'The database does not answer.',
          retryAfterSeconds: 30,
        })
      }
    } finally {
      await end()
    }
  })
})
