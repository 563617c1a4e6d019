import { expect, test } from 'vitest'
import { checkDoor } from '../../../src/admin/door/checks.js'
import { adminCommands } from '../../../src/admin/door/commands.js'
import { createStorecast } from '../../../src/index.js'
import { describeEachDatabase } from '../../support/databases.js'
import { testFolder } from '../../support/temp-folder.js'
import { keptTerminal } from '../../support/terminal.js'
import { browser, type House, openHouse, ownPassword } from './house.js'

describeEachDatabase('storecast admin', (fresh) => {
  const open = async (): Promise<House> => openHouse({ url: (await fresh()).url, stores: ['acme'] })

  const run = async (
    { state }: House,
    name: string,
    operands: readonly string[] = [],
    options: Readonly<Record<string, string | boolean>> = {},
  ) => {
    const command = adminCommands.find((each) => each.name === `admin ${name}`)
    const [people, programs] = [keptTerminal(), keptTerminal(true)]
    const given = { store: 'default', ...options }
    const code = await command?.run(state, operands, given, options.json === true ? programs : people)
    return { code, said: people.said.trimEnd(), given: programs.given }
  }

  test('add lets somebody in with a one-time password, into one store or all', async () => {
    const house = await open()
    const { said } = await run(house, 'add', ['Ada'], { store: 'acme', role: 'admin' })
    const [, password = ''] = /^ada is let in as admin; the one-time password is (\S+)$/.exec(said) ?? []
    expect((await browser(house.url).signIn('ada', password)).headers.location).toMatch(/new-password/)
    expect((await run(house, 'add', ['ada'], { allStores: true })).said).toBe(
      'ada is let in as viewer, with the password that they have.',
    )
    expect((await run(house, 'add', ['bob'], { json: true })).given).toEqual({
      name: 'bob',
      role: 'viewer',
      store: 'default',
      password: expect.stringMatching(/^\S{24}$/),
    })
    expect((await run(house, 'list', [], { allStores: true })).said.split('\n')).toEqual([
      'ada  viewer  all stores (with a one-time password)',
      'ada  admin  acme (with a one-time password)',
      'admin  admin  all stores',
      'bob  viewer  default (with a one-time password)',
    ])
    expect((await run(house, 'list', [], { store: 'acme' })).said).not.toContain('bob')
  })

  test('password gives whoever lost theirs a one-time password, and ends their sessions', async () => {
    const house = await open()
    const visitor = await house.admin()
    const { said } = await run(house, 'password', ['admin'])
    const [, password = ''] = /^The one-time password of admin is (\S+)$/.exec(said) ?? []
    expect((await visitor.get('/admin/noted')).headers.location).toContain('sign-in')
    expect((await browser(house.url).signIn('admin', ownPassword)).status).toBe(401)
    expect((await browser(house.url).signIn('admin', password)).headers.location).toMatch(/new-password/)
  })

  test('remove takes a role away, but not the last admin’s of all stores', async () => {
    const house = await open()
    await run(house, 'add', ['ada'], { store: 'acme' })
    expect((await run(house, 'remove', ['ada'], { store: 'acme' })).said).toBe('ada is removed.')
    await expect(run(house, 'remove', ['ada'])).rejects.toMatchObject({ code: 'PERSON_UNKNOWN' })
    await expect(run(house, 'remove', ['admin'], { allStores: true })).rejects.toMatchObject({
      code: 'LAST_ADMIN',
    })
  })

  test.each([
    ['add', ['two words'], {}, 'COMMAND_USAGE'],
    ['add', [], {}, 'COMMAND_USAGE'],
    ['add', ['ada'], { role: 'root' }, 'COMMAND_USAGE'],
    ['password', ['nobody'], {}, 'PERSON_UNKNOWN'],
  ] as const)('%s %j %j is refused', async (name, operands, options, code) => {
    await expect(run(await open(), name, operands, options)).rejects.toMatchObject({ code })
  })
})

test.each([
  ['https://shop.example', 'good'],
  ['http://localhost:3000', 'good'],
  ['http://127.0.0.1:3000', 'good'],
  ['http://shop.example', 'attention'],
])('the doctor says of %s: %s', async (publicUrl, state) => {
  const house = await openHouse({ url: `${testFolder()}/a.db`, publicUrl })
  expect(await checkDoor(house.state, 'default')).toMatchObject([{ state }])
  expect(await checkDoor(house.state, 'acme')).toEqual([])
  await house.kernel.registry.set('default', 'ADMIN', 'ENABLED', 'false', { by: 'a test' })
  expect(await checkDoor(house.state, 'default')).toMatchObject([{ state: 'good' }])
})

test('an option admin that is neither true nor false is a mistake', async () => {
  const making = createStorecast({
    admin: 'no' as unknown as boolean,
    dataFolder: testFolder(),
    environment: {},
  })
  await expect(making).rejects.toThrow(/admin: must be true or false/)
})
