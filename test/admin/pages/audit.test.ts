import { expect, test } from 'vitest'
import { timeOrderedId } from '../../../src/kernel/ids.js'
import { defineGroup } from '../../../src/kernel/registry/group.js'
import { flag, text } from '../../../src/kernel/registry/plain-kinds.js'
import { tokens } from '../../../src/kernel/registry/sealed-kinds.js'
import { describeEachDatabase } from '../../support/databases.js'
import { openPages, type Wishes } from './own-pages.js'

const HOUSE = defineGroup('HOUSE', {
  IS_OPEN: flag('Whether anybody may come in.', true),
  NAME: text('What stands at the door.', 'House', 200),
  KEY: tokens('Opens the door.'),
})
const evil = `<script>alert('x')</script>`

describeEachDatabase('the audit', (fresh) => {
  const open = async (wishes: Partial<Wishes> = {}) =>
    openPages((await fresh()).url, { groups: [HOUSE], ...wishes })

  test('says what to expect where nothing was changed yet', async () => {
    const pages = await open()
    expect((await pages.show('/audit')).body.toString()).toContain('Nothing was changed yet')
  })

  test('tells who changed what from what to what, and never a secret', async () => {
    const pages = await open()
    const { registry, clock } = pages
    await registry.set('default', 'HOUSE', 'IS_OPEN', 'no', { by: 'bob' })
    clock.move(1_000)
    await registry.set('default', 'HOUSE', 'KEY', 'C4NARY-1', { by: 'eve' })
    clock.move(1_000)
    await registry.unset('default', 'HOUSE', 'IS_OPEN', 'bob')
    clock.move(1_000)
    await registry.noteShown('default', 'HOUSE', 'KEY', 'mallory')
    const shown = (await pages.show('/audit', { role: 'viewer' })).body.toString()
    const rows = [...shown.matchAll(/<tr><th scope="row">(.*?)<\/tr>/g)].map(([, row = '']) =>
      row.replace(/<[^>]*>/g, '|').replace(/\|+/g, '|'),
    )
    expect(rows).toEqual([
      '|House: Key|hidden|shown to them|mallory|just now|',
      '|House: Is open|off|not set|bob|1 second ago|',
      '|House: Key|not set|hidden|eve|2 seconds ago|',
      '|House: Is open|not set|off|bob|3 seconds ago|',
    ])
    expect(shown).not.toContain('C4NARY')
  })

  test('is paged, and whoever pages on meets every change once, the newest first', async () => {
    const pages = await open({
      accesses: Array.from({ length: 60 }, (_, n) => ({
        id: timeOrderedId(Date.UTC(2026, 10, 21, 9, 40) - n * 10_000),
        at: Date.UTC(2026, 10, 21, 9, 40) - n * 10_000,
        by: 'ada',
        what: `access ${59 - n}.`,
      })),
    })
    for (let n = 0; n < 65; n++) {
      await pages.registry.set('default', 'HOUSE', 'NAME', `name ${n}.`, { by: 'bob' })
      pages.clock.move(9_000)
    }
    const met: string[] = []
    const sizes: number[] = []
    let query = ''
    for (;;) {
      const shown = (await pages.show('/audit', { query })).body.toString()
      const rows = [...shown.matchAll(/<tr><th scope="row">(.*?)<\/tr>/g)].map(([, row = '']) => row)
      sizes.push(rows.length)
      met.push(
        ...rows.map(
          (row) => /access \d+\.|data-label="To"><span class="value">name \d+\./.exec(row)?.[0] ?? 'nothing',
        ),
      )
      const [, next] = /href="[^"]*\/audit\?(before=[0-9a-f-]+)">Earlier</.exec(shown) ?? []
      if (next === undefined) break
      query = next
    }
    expect(sizes).toEqual([50, 50, 25])
    expect(new Set(met).size).toBe(125)
    const numbers = (kind: RegExp) =>
      met.filter((each) => kind.test(each)).map((each) => Number(/\d+/.exec(each)))
    expect(numbers(/access/)).toEqual(Array.from({ length: 60 }, (_, n) => 59 - n))
    expect(numbers(/name/)).toEqual(Array.from({ length: 65 }, (_, n) => 64 - n))
  })

  test('takes an address that none of ours is for the newest page', async () => {
    const pages = await open()
    await pages.registry.set('default', 'HOUSE', 'NAME', 'One', { by: 'bob' })
    for (const before of ['', 'x', evil, '0'.repeat(5_000), "' or 1=1 --"]) {
      const query = new URLSearchParams({ before }).toString()
      expect((await pages.show('/audit', { query })).body.toString()).toContain('The latest changes')
    }
  })

  test('shows nothing of another store, markup as text, and long values cut', async () => {
    const pages = await open()
    await pages.registry.set('acme', 'HOUSE', 'NAME', 'C4NARY', { by: 'eve' })
    await pages.registry.set('default', 'HOUSE', 'NAME', `${evil}${'x'.repeat(150)}`, { by: evil })
    const shown = (await pages.show('/audit')).body.toString()
    expect(shown).not.toMatch(/C4NARY|eve|<script>|x{121}/)
    expect(shown.split('&lt;script&gt;')).toHaveLength(3)
    expect((await pages.show('/audit', { store: 'acme' })).body.toString()).toContain('C4NARY')
  })
})
