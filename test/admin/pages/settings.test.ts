import { describe, expect, test } from 'vitest'
import { settingGroups } from '../../../scripts/settings-doc.js'
import { defineGroup } from '../../../src/kernel/registry/group.js'
import { choice, digits, flag, optionalText, text, whole } from '../../../src/kernel/registry/plain-kinds.js'
import { secret, signingKeys, tokens } from '../../../src/kernel/registry/sealed-kinds.js'
import { SERVER } from '../../../src/kernel/server/settings.js'
import { describeEachDatabase } from '../../support/databases.js'
import { openPages, type Wishes } from './own-pages.js'

const HOUSE = defineGroup('HOUSE', {
  IS_OPEN: flag('Whether anybody may come in.', true),
  NAME: text('What stands at the door.', 'House', 60),
  ROOMS: whole('How many there are.', 4, 1, 100),
  STYLE: choice('How it is built.', 'brick', ['brick', 'timber']),
  NUMBER: digits('Its number.'),
  REMARK: optionalText('Whatever else.', 80),
  KEY: tokens('Opens the door.'),
  SEAL: signingKeys('Signs letters.'),
  ALARM: secret('Stops the alarm.'),
})
const GARDEN = defineGroup('GARDEN', { TREES: whole('How many there are.', 2, 0, 50) })
const ADMIN = defineGroup('ADMIN', { ENABLED: flag('Whether these pages are there.', true) })
const DEMO = defineGroup('DEMO', { IS_PLANTED: flag('The demo came first.', false) })
const groups = [HOUSE, GARDEN, ADMIN, DEMO, SERVER]
const evil = `"><script>alert('x')</script>`
const by = { by: 'a test' }

describeEachDatabase('the settings', (fresh) => {
  const open = async (wishes: Partial<Wishes> = {}) => openPages((await fresh()).url, { groups, ...wishes })

  /** As a browser sends the form when nothing was touched. */
  const untouched = {
    'was.IS_OPEN': 'true',
    IS_OPEN: 'true',
    'was.NAME': 'House',
    NAME: 'House',
    'was.ROOMS': '4',
    ROOMS: '4',
    'was.STYLE': 'brick',
    STYLE: 'brick',
    'was.NUMBER': '',
    NUMBER: '',
    'was.REMARK': '',
    REMARK: '',
  }
  const withoutSwitch = Object.fromEntries(Object.entries(untouched).filter(([name]) => name !== 'IS_OPEN'))

  test('show each group with how many of its settings are set, and where', async () => {
    const pages = await open({ fromEnvironment: new Map([['HOUSE.ROOMS', 7]]) })
    await pages.registry.set('default', 'HOUSE', 'NAME', 'Mine', by)
    await pages.registry.set('default', 'HOUSE', 'KEY', 'C4NARY', by)
    const shown = (await pages.show('/settings')).body.toString()
    expect(shown).toMatch(/<a href="\.\/admin\/settings\/HOUSE">House<\/a>.*?>9<\/td>.*?>2<\/td>.*?>1<\/td>/s)
    expect(shown).toMatch(/settings\/GARDEN">Garden<\/a>.*?>1<\/td><td[^>]*><\/td><td[^>]*><\/td>/s)
  })

  test('tell every key with its description, where its value comes from, and its default', async () => {
    const pages = await open({ fromEnvironment: new Map([['HOUSE.ROOMS', 7]]) })
    await pages.registry.set('default', 'HOUSE', 'NAME', 'Mine', { by: 'bob' })
    const shown = (await pages.show('/settings/HOUSE')).body.toString()
    for (const [key, { description }] of Object.entries(HOUSE.settings)) {
      expect(shown).toContain(`<code>HOUSE.${key}</code>`)
      expect(shown).toContain(description)
    }
    expect(shown).toMatch(/Set in the environment as <code>HOUSE__ROOMS<\/code>.*?Default: 4\./s)
    expect(shown).toMatch(/Set here <time[^>]*>just now<\/time> by bob\. Default: House\./)
    expect(shown).not.toContain('name="ROOMS"')
    expect(shown).toContain('<p class="value">7</p>')
    expect(shown).toMatch(/<select[^>]*name="STYLE"/)
    expect(shown).toMatch(/<input[^>]*name="IS_OPEN" type="checkbox" value="true" checked/)
  })

  test('of every group that the product has can be shown, to an admin and to a viewer', async () => {
    const pages = await open({ groups: settingGroups })
    const names = [...new Set(settingGroups.map(({ name }) => name))]
    expect(names.length).toBeGreaterThan(7)
    for (const name of names) {
      const keys = (await pages.registry.list('default')).filter(({ group }) => group === name)
      for (const role of ['admin', 'viewer'] as const) {
        const shown = (await pages.show(`/settings/${name}`, { role })).body.toString()
        for (const { key } of keys) expect(shown).toContain(`<code>${name}.${key}</code>`)
        expect(shown.match(/id="field-(\w+)"/g)).toHaveLength(keys.length)
      }
    }
  })

  test('save what was changed and nothing else, under the name of who did', async () => {
    const pages = await open()
    const { on } = await pages.press('/settings/HOUSE', 'save', {
      ...untouched,
      NAME: ' My house ',
      STYLE: 'timber',
    })
    expect(on).toEqual({ to: '/settings/HOUSE', notice: '2 changes are saved.' })
    const changes = await pages.registry.changes('default', 10)
    expect(changes.map(({ key, from, to, by: who }) => `${who} ${key} ${from} ${to}`).sort()).toEqual([
      'ada NAME null My house',
      'ada STYLE null timber',
    ])
    const again = await pages.press('/settings/HOUSE', 'save', untouched)
    expect(again.on?.notice).toBe('Nothing was changed.')
  })

  test('take a switch that sends nothing for off, where it was on the form', async () => {
    const pages = await open()
    const bare = await pages.press('/settings/HOUSE', 'save', { 'was.NAME': 'House', NAME: 'House' })
    expect(bare.on?.notice).toBe('Nothing was changed.')
    await pages.press('/settings/HOUSE', 'save', withoutSwitch)
    expect((await pages.registry.read(HOUSE, 'default')).IS_OPEN).toBe(false)
    const shown = (await pages.show('/settings/HOUSE')).body.toString()
    expect(shown).toMatch(/<input[^>]*name="IS_OPEN" type="checkbox" value="true" aria/)
  })

  test('save nothing while a field is wrong, say at each what is, and keep what was typed', async () => {
    const pages = await open()
    const typed = { ...untouched, ROOMS: 'many', NUMBER: evil, NAME: evil, STYLE: 'glass' }
    const { view, text: shown } = await pages.press('/settings/HOUSE', 'save', typed)
    expect(view?.status).toBe(422)
    expect(shown).toMatch(
      /name="ROOMS" type="text" value="many"[^>]*aria-invalid="true".*?Must be a whole number\./s,
    )
    expect(shown).toContain('Must be 5 to 20 digits and nothing else.')
    expect(shown).toContain('Must be brick or timber.')
    expect(shown).toContain('3 fields need another look')
    expect(shown).not.toContain('<script>')
    expect(shown.split('value="&quot;&gt;&lt;script&gt;')).toHaveLength(3)
    expect(await pages.registry.changes('default', 10)).toEqual([])
  })

  test('show markup that was saved as the text it is', async () => {
    const pages = await open()
    await pages.press('/settings/HOUSE', 'save', { ...untouched, NAME: evil, REMARK: evil })
    for (const path of ['/settings/HOUSE', '/audit']) {
      const shown = (await pages.show(path)).body.toString()
      expect(shown).toContain('&lt;script&gt;')
      expect(shown).not.toContain('<script>')
    }
  })

  test('refuse what is far too long or of another kind, and look at no field that is not theirs', async () => {
    const pages = await open()
    const long = 'x'.repeat(200_000)
    for (const [name, value] of [
      ['NAME', long],
      ['NUMBER', '1'.repeat(200_000)],
      ['IS_OPEN', 'perhaps'],
      ['ROOMS', '1e3'],
      ['ROOMS', '101'],
      ['NAME', 'one\u0000two'],
      ['NAME', 'one\ntwo'],
    ] as const) {
      const { view } = await pages.press('/settings/HOUSE', 'save', { ...untouched, [name]: value })
      expect([name, view?.status]).toEqual([name, 422])
    }
    const { on } = await pages.press('/settings/HOUSE', 'save', {
      ...untouched,
      ALARM: 'x',
      'was.ALARM': '',
      TREES: '9',
      'was.TREES': '2',
      ['__proto__']: 'x',
      'was.constructor': 'x',
    })
    expect(on?.notice).toBe('Nothing was changed.')
    expect(await pages.registry.changes('default', 10)).toEqual([])
  })

  test('take an emptied field, and “back to the default”, back to the default', async () => {
    const pages = await open()
    await pages.registry.set('default', 'HOUSE', 'NAME', 'Mine', by)
    await pages.registry.set('default', 'HOUSE', 'ROOMS', '9', by)
    expect((await pages.show('/settings/HOUSE')).body.toString()).toContain('<button form="reset-ROOMS"')
    const { on } = await pages.press('/settings/HOUSE', 'reset', { key: 'ROOMS' })
    expect(on?.notice).toBe('Rooms: back to the default.')
    await pages.press('/settings/HOUSE', 'save', { ...untouched, 'was.NAME': 'Mine', NAME: ' ' })
    expect(await pages.registry.read(HOUSE, 'default')).toMatchObject({ NAME: 'House', ROOMS: 4 })
    expect((await pages.show('/settings/HOUSE')).body.toString()).not.toContain('form="reset-')
  })

  test('do not overwrite what somebody else changed meanwhile, unless told so', async () => {
    const pages = await open()
    await pages.registry.set('default', 'HOUSE', 'NAME', 'Theirs', { by: 'bob' })
    await pages.registry.set('default', 'HOUSE', 'ROOMS', '8', { by: 'bob' })
    const typed = { ...untouched, NAME: 'Mine' }
    const { view, text: shown } = await pages.press('/settings/HOUSE', 'save', typed)
    expect(view?.status).toBe(422)
    expect(shown).toContain('Meanwhile somebody changed it to: Theirs.')
    expect(shown).toContain('name="was.NAME" value="Theirs"')
    expect(shown).toContain('name="was.ROOMS" value="8"')
    expect(shown).toMatch(/name="NAME" type="text" value="Mine"/)
    expect(shown).toMatch(/name="ROOMS" type="text" value="8"/)
    const next = { ...typed, 'was.NAME': 'Theirs', 'was.ROOMS': '8', ROOMS: '8' }
    expect((await pages.press('/settings/HOUSE', 'save', next)).on?.notice).toBe('The change is saved.')
    expect(await pages.registry.read(HOUSE, 'default')).toMatchObject({ NAME: 'Mine', ROOMS: 8 })
  })

  test('leave alone what the environment sets', async () => {
    const pages = await open({
      fromEnvironment: new Map<string, unknown>([
        ['HOUSE.ROOMS', 7],
        ['HOUSE.ALARM', 'C4NARY'],
      ]),
    })
    const { on } = await pages.press('/settings/HOUSE', 'save', {
      ...untouched,
      'was.ROOMS': '7',
      ROOMS: '9',
    })
    expect(on?.notice).toBe('Nothing was changed.')
    const refused = { code: 'SETTING_FROM_ENVIRONMENT', fault: 'invalid' }
    await expect(pages.press('/settings/HOUSE', 'reset', { key: 'ROOMS' })).rejects.toMatchObject(refused)
    const replacing = pages.press('/settings/HOUSE', 'replace', { key: 'ALARM', 'secret.ALARM': 'x' })
    await expect(replacing).rejects.toMatchObject(refused)
    const shown = (await pages.show('/settings/HOUSE')).body.toString()
    expect(shown).not.toContain('secret.ALARM')
    expect(shown).not.toContain('C4NARY')
  })

  test('ask before somebody cuts the branch they sit on', async () => {
    const pages = await open()
    const off = { 'was.ENABLED': 'true' }
    const { view, text: shown } = await pages.press('/settings/ADMIN', 'save', off)
    expect(view?.status).toBe(422)
    expect(shown).toContain('switches these very pages off')
    expect(shown).toContain('name="sure" value="ADMIN.ENABLED"')
    expect(shown).toContain('Save all the same')
    expect((await pages.registry.read(ADMIN, 'default')).ENABLED).toBe(true)
    const sure = await pages.press('/settings/ADMIN', 'save', { ...off, sure: 'ADMIN.ENABLED' })
    expect(sure.on?.notice).toBe('The change is saved.')
    expect((await pages.registry.read(ADMIN, 'default')).ENABLED).toBe(false)
    const few = { 'was.RATE_LIMIT_PER_MINUTE': '600', RATE_LIMIT_PER_MINUTE: '5' }
    expect((await pages.press('/settings/SERVER', 'save', few)).view?.status).toBe(422)
    const enough = await pages.press('/settings/SERVER', 'save', { ...few, RATE_LIMIT_PER_MINUTE: '500' })
    expect(enough.on?.notice).toBe('The change is saved.')
  })

  test('show no viewer a form, and what Storecast keeps for itself to nobody', async () => {
    const pages = await open()
    await pages.registry.set('default', 'HOUSE', 'NAME', 'Mine', by)
    await pages.registry.set('default', 'HOUSE', 'KEY', 'C4NARY', by)
    for (const [path, role] of [
      ['/settings/HOUSE', 'viewer'],
      ['/settings/DEMO', 'admin'],
    ] as const) {
      const shown = (await pages.show(path, { role })).body.toString()
      expect(shown).not.toMatch(/<form|<button|<input|<select/)
      expect(shown).not.toContain('C4NARY')
    }
    expect((await pages.show('/settings/HOUSE', { role: 'viewer' })).body.toString()).toContain('Mine')
    const kept = pages.press('/settings/DEMO', 'save', { 'was.IS_PLANTED': 'false', IS_PLANTED: 'true' })
    await expect(kept).rejects.toMatchObject({ code: 'SETTING_NOT_HERE', fault: 'forbidden' })
  })

  test('of a group or key that does not exist are missing', async () => {
    const pages = await open()
    const missing = { code: 'SETTING_UNKNOWN', fault: 'missing' }
    for (const name of ['NOPE', 'toString', evil, 'house'])
      await expect(pages.show(`/settings/${name.replaceAll('/', '|')}`)).rejects.toMatchObject(missing)
    for (const [button, key] of [
      ['reset', 'NOPE'],
      ['reset', 'constructor'],
      ['reset', ''],
      ['replace', 'NAME'],
      ['make', 'NAME'],
      ['make', 'TREES'],
    ] as const) {
      await expect(pages.press('/settings/HOUSE', button, { key })).rejects.toMatchObject(missing)
    }
    expect(await pages.registry.changes('default', 10)).toEqual([])
  })

  test('of one store are neither shown nor changed in another', async () => {
    const pages = await open()
    await pages.registry.set('acme', 'HOUSE', 'NAME', 'C4NARY', by)
    await pages.registry.set('default', 'SERVER', 'RATE_LIMIT_PER_MINUTE', '54321', by)
    await pages.press('/settings/HOUSE', 'save', { ...untouched, NAME: 'Mine' })
    await pages.press('/settings/HOUSE', 'make', { key: 'KEY' })
    for (const path of ['/settings', '/settings/HOUSE', '/audit'])
      expect((await pages.show(path)).body.toString()).not.toContain('C4NARY')
    expect(await pages.registry.read(HOUSE, 'acme')).toMatchObject({ NAME: 'C4NARY', KEY: [] })
    const acme = { store: 'acme' }
    expect((await pages.show('/settings', acme)).body.toString()).not.toContain('SERVER')
    const server = (await pages.show('/settings/SERVER', acme)).body.toString()
    expect(server).toContain('settings of the whole server')
    expect(server).not.toMatch(/54321|<form/)
    const few = { 'was.RATE_LIMIT_PER_MINUTE': '600', RATE_LIMIT_PER_MINUTE: '500' }
    const saving = pages.press('/settings/SERVER', 'save', few, acme)
    await expect(saving).rejects.toMatchObject({ code: 'SETTING_NOT_HERE' })
  })

  describe('that are secret', () => {
    test('are never shown, only whether they are set and since when', async () => {
      const pages = await open()
      for (const key of ['KEY', 'SEAL', 'ALARM'])
        await pages.registry.set('default', 'HOUSE', key, `C4NARY-${'x'.repeat(40)}`, { by: 'bob' })
      for (const path of ['/settings', '/settings/HOUSE', '/audit', '/']) {
        for (const query of ['', 'q=C4NARY', 'q=key'])
          expect((await pages.show(path, { query })).body.toString()).not.toMatch(/C4NARY-/)
      }
      const shown = (await pages.show('/settings/HOUSE')).body.toString()
      expect(shown.split('Set, hidden')).toHaveLength(4)
      expect(shown).toMatch(/Set here <time[^>]*>just now<\/time> by bob/)
    })

    test('are replaced, with the overlap that was chosen', async () => {
      const pages = await open()
      const put = (key: string, value: string, overlap?: string) =>
        pages.press('/settings/HOUSE', 'replace', {
          key,
          [`secret.${key}`]: value,
          ...(overlap !== undefined && { [`overlap.${key}`]: overlap }),
        })
      const now = async () => (await pages.registry.read(HOUSE, 'default')).KEY
      expect((await put('KEY', 'first')).on).toEqual({ to: '/settings/HOUSE', notice: 'Key: set.' })
      await put('KEY', 'second', '1')
      expect(await now()).toEqual(['second', 'first'])
      expect((await pages.show('/settings/HOUSE')).body.toString()).toMatch(
        /The one before it still works; that ends <time[^>]*>in 1 hour<\/time>/,
      )
      pages.clock.move(3_600_001)
      expect(await now()).toEqual(['second'])
      expect((await pages.show('/settings/HOUSE')).body.toString()).not.toContain('still works')
      await put('KEY', 'third', '0')
      expect(await now()).toEqual(['third'])
      await put('KEY', 'fourth')
      expect(await now()).toEqual(['fourth', 'third'])
      await expect(put('KEY', 'fifth', 'for ever')).rejects.toMatchObject({ code: 'FORM_INVALID' })
      expect(await now()).toEqual(['fourth', 'third'])
      await put('ALARM', 'quiet-please')
      expect((await pages.registry.read(HOUSE, 'default')).ALARM).toBe('quiet-please')
    })

    test('come back with what is wrong, and without what was typed', async () => {
      const pages = await open()
      for (const [key, value, why] of [
        ['KEY', 'C4NARY with spaces', 'Must be printable ASCII'],
        ['KEY', '', 'Put one in.'],
        ['KEY', ' TBD ', 'Put one in.'],
        ['SEAL', 'C4NARY', 'Must be printable ASCII without spaces, 32 to 200 characters'],
        ['ALARM', `C4NARY${'x'.repeat(200_000)}`, 'at most 500 characters'],
        ['ALARM', `C4NARY\n${evil}`, 'at most 500 characters'],
      ] as const) {
        const { view, text: shown } = await pages.press('/settings/HOUSE', 'replace', {
          key,
          [`secret.${key}`]: value,
        })
        expect([key, view?.status]).toEqual([key, 422])
        expect(shown).toContain(why)
        expect(shown).not.toContain('C4NARY')
      }
      expect(await pages.registry.changes('default', 10)).toEqual([])
    })

    test('are made for whoever wants one, and shown on the answer alone', async () => {
      const pages = await open()
      await pages.registry.set('default', 'HOUSE', 'KEY', 'first', by)
      const { view, text: shown } = await pages.press('/settings/HOUSE', 'make', {
        key: 'KEY',
        'overlap.KEY': '72',
      })
      expect(view?.status).toBe(200)
      const [current = '', before] = (await pages.registry.read(HOUSE, 'default')).KEY
      expect(before).toBe('first')
      expect(current.length).toBeGreaterThanOrEqual(32)
      expect(shown).toContain(`value="${current}"`)
      expect(shown).not.toContain('first')
      for (const path of ['/settings/HOUSE', '/audit'])
        expect((await pages.show(path)).body.toString()).not.toContain(current)
      const seal = await pages.press('/settings/HOUSE', 'make', { key: 'SEAL' })
      expect(seal.view?.status).toBe(200)
      const alarm = pages.press('/settings/HOUSE', 'make', { key: 'ALARM' })
      await expect(alarm).rejects.toMatchObject({ code: 'SECRET_MADE_ELSEWHERE' })
    })

    test('are taken out', async () => {
      const pages = await open()
      await pages.registry.set('default', 'HOUSE', 'KEY', 'first', by)
      pages.clock.move(1)
      const { on } = await pages.press('/settings/HOUSE', 'reset', { key: 'KEY' })
      expect(on?.notice).toBe('Key: taken out.')
      expect((await pages.registry.read(HOUSE, 'default')).KEY).toEqual([])
      expect((await pages.registry.changes('default', 1))[0]).toMatchObject({ by: 'ada', to: null })
    })
  })

  test('are found by any of their words, and what was asked is shown as text', async () => {
    const pages = await open({ groups: settingGroups })
    const find = async (query: string) => (await pages.show('/settings', { query })).body.toString()
    expect(await find('q=currency')).toContain('settings/SHOP#field-CURRENCY')
    expect(await find('q=SHOP.CURRENCY')).toContain('settings/SHOP#field-CURRENCY')
    expect(await find('q=meta+pixel+token')).toContain('#field-PIXEL_ACCESS_TOKEN')
    expect(await find('q=nothing-of-the-kind')).toContain('Nothing fits')
    const reflected = await find(new URLSearchParams({ q: evil }).toString())
    expect(reflected).toContain('value="&quot;&gt;&lt;script&gt;')
    expect(reflected).not.toContain('<script>')
    expect((await find(`q=${'x'.repeat(5_000)}`)).length).toBeLessThan(3_000)
  })
})
