import { expect, test } from 'vitest'
import { refusalOf, textOfValue } from '../../../src/kernel/registry/check.js'
import { defineGroup } from '../../../src/kernel/registry/group.js'
import { flag, text, whole } from '../../../src/kernel/registry/plain-kinds.js'
import { tokens } from '../../../src/kernel/registry/sealed-kinds.js'
import { testClock } from '../../support/clock.js'
import { describeEachDatabase } from '../../support/databases.js'
import { migrated, opened } from '../../support/opened.js'
import { queryFaults } from '../../support/query-faults.js'
import { registryOn } from '../../support/registry.js'

const HOUSE = defineGroup('HOUSE', {
  IS_OPEN: flag('Whether anybody may come in.', true),
  NAME: text('What stands at the door.', 'House'),
  ROOMS: whole('How many there are.', 4, 1, 100),
  KEY: tokens('Opens the door.'),
})
const GARDEN = defineGroup('GARDEN', { NAME: text('What stands at the gate.', 'Garden') })
const groups = [HOUSE, GARDEN]
const by = { by: 'a test' }
const hour = 3_600_000

describeEachDatabase('saving several settings', (fresh) => {
  async function one(fromEnvironment: ReadonlyMap<string, unknown> = new Map()) {
    const { url } = await fresh()
    const database = await migrated(url)
    const clock = testClock()
    return { url, database, clock, registry: registryOn(database, { groups, clock, fromEnvironment }) }
  }

  test('sets and unsets all of them, each with its line in the audit', async () => {
    const { registry } = await one()
    await registry.set('default', 'HOUSE', 'ROOMS', '9', by)
    const edits = [
      { key: 'ROOMS', text: undefined },
      { key: 'NAME', text: ' Mine ' },
      { key: 'KEY', text: 'secret' },
      { key: 'IS_OPEN', text: undefined },
    ]
    await registry.save('default', 'HOUSE', edits, { by: 'ada' })
    expect(await registry.read(HOUSE, 'default')).toEqual({
      IS_OPEN: true,
      NAME: 'Mine',
      ROOMS: 4,
      KEY: ['secret'],
    })
    const told = (await registry.changes('default', 9)).filter((change) => change.by === 'ada')
    expect(told.map(({ key, from, to }) => `${key} ${from} ${to}`).sort()).toEqual([
      'KEY null (sealed)',
      'NAME null Mine',
      'ROOMS 9 null',
    ])
  })

  test.each([
    ['SETTING_INVALID', { key: 'ROOMS', text: '1000' }],
    ['SETTING_EMPTY', { key: 'ROOMS', text: ' ' }],
    ['SETTING_UNKNOWN', { key: 'TREES', text: '1' }],
    ['SETTING_FROM_ENVIRONMENT', { key: 'IS_OPEN', text: 'no' }],
  ])('saves none where one is refused: %s', async (code, edit) => {
    const { database, registry } = await one(new Map([['HOUSE.IS_OPEN', true]]))
    const saving = registry.save('default', 'HOUSE', [{ key: 'NAME', text: 'Mine' }, edit], by)
    await expect(saving).rejects.toMatchObject({ code })
    expect(await registry.changes('default', 9)).toEqual([])
    expect(await database.knex('storecast_registry')).toEqual([])
  })

  test('saves none where the database fails on the way, whichever query it is', async () => {
    const { database, registry } = await one()
    const edits = [
      { key: 'NAME', text: 'Mine' },
      { key: 'ROOMS', text: '9' },
    ]
    const faults = queryFaults(database.knex)
    try {
      for (let n = 1; ; n++) {
        faults.failNth(n, 'before')
        const isSaved = await registry.save('default', 'HOUSE', edits, by).then(
          () => true,
          () => false,
        )
        faults.heal()
        expect(await database.knex('storecast_registry')).toHaveLength(isSaved ? 2 : 0)
        expect(await database.knex('storecast_registry_audit')).toHaveLength(isSaved ? 2 : 0)
        if (isSaved) {
          expect(n).toBeGreaterThan(6)
          break
        }
      }
    } finally {
      faults.heal()
    }
  })

  test('of two that save at once both go through, whatever the order of their keys', async () => {
    const { url, clock, registry } = await one()
    const other = registryOn(await opened(url), { groups, clock })
    const edits = (name: string) => [
      { key: 'NAME', text: name },
      { key: 'ROOMS', text: '9' },
      { key: 'IS_OPEN', text: 'no' },
    ]
    await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        (n % 2 ? registry : other).save(
          'default',
          'HOUSE',
          n % 2 ? edits(`n${n}`) : edits(`n${n}`).reverse(),
          by,
        ),
      ),
    )
    expect(await registry.changes('default', 99)).toHaveLength(30)
  })

  test('the last change of each key is told, without looks at secrets and without other groups and stores', async () => {
    const { clock, registry } = await one()
    expect(await registry.lastChanges('default', 'HOUSE')).toEqual(new Map())
    await registry.set('default', 'HOUSE', 'NAME', 'One', { by: 'bob' })
    await registry.set('default', 'HOUSE', 'KEY', 'secret', { by: 'bob' })
    await registry.set('default', 'GARDEN', 'NAME', 'Green', { by: 'eve' })
    await registry.set('acme', 'HOUSE', 'NAME', 'Acme', { by: 'eve' })
    clock.move(1_000)
    await registry.set('default', 'HOUSE', 'NAME', 'Two', { by: 'ada' })
    await registry.noteShown('default', 'HOUSE', 'KEY', 'eve')
    const last = await registry.lastChanges('default', 'HOUSE')
    expect([...last].map(([key, change]) => `${key} ${change.to} ${change.by}`).sort()).toEqual([
      'KEY (sealed) bob',
      'NAME Two ada',
    ])
  })

  test('changes are told page by page', async () => {
    const { clock, registry } = await one()
    for (let n = 0; n < 7; n++) {
      await registry.set('default', 'HOUSE', 'NAME', `n${n}`, by)
      clock.move(1)
    }
    const first = await registry.changes('default', 3)
    const second = await registry.changes('default', 3, first.at(-1)?.id)
    const third = await registry.changes('default', 3, second.at(-1)?.id)
    expect([first, second, third].map((page) => page.map(({ to }) => to))).toEqual([
      ['n6', 'n5', 'n4'],
      ['n3', 'n2', 'n1'],
      ['n0'],
    ])
  })

  test('it is told until when a token that was replaced still opens', async () => {
    const { clock, registry } = await one()
    const endsAt = () => registry.overlapEndsAt('default', 'HOUSE', 'KEY')
    await registry.set('default', 'HOUSE', 'KEY', 'first', by)
    expect(await endsAt()).toBeUndefined()
    await registry.set('default', 'HOUSE', 'KEY', 'second', { ...by, overlapMs: hour })
    expect(await endsAt()).toBe(clock.now() + hour)
    expect(await registry.overlapEndsAt('acme', 'HOUSE', 'KEY')).toBeUndefined()
    clock.move(hour)
    expect(await endsAt()).toBeUndefined()
  })
})

test('what is wrong with a text is said without the text and without the setting’s name', () => {
  expect(refusalOf(HOUSE.settings.ROOMS, '1000')).toBe('must be between 1 and 100.')
  expect(refusalOf(HOUSE.settings.ROOMS, ' 10 ')).toBeUndefined()
  expect(refusalOf(HOUSE.settings.KEY, 'C4NARY with spaces')).not.toContain('C4NARY')
})

test('a value’s text sets the same value again', () => {
  for (const [setting, sent] of [
    [HOUSE.settings.IS_OPEN, 'no'],
    [HOUSE.settings.NAME, ' Mine '],
    [HOUSE.settings.ROOMS, '7'],
    [HOUSE.settings.KEY, 'one, two'],
  ] as const) {
    const value = setting.schema.parse(sent)
    expect(setting.schema.parse(textOfValue(value))).toEqual(value)
  }
  expect(textOfValue(undefined)).toBe('')
})
