import { expect, test } from 'vitest'
import { type AdminState, adminModule } from '../../../src/admin/index.js'
import { createStorecast } from '../../../src/index.js'
import { assemble } from '../../../src/kernel/assembly.js'
import { describeEachDatabase } from '../../support/databases.js'
import { memoryCatalog } from '../../support/memory-catalog.js'
import { testFolder } from '../../support/temp-folder.js'
import { browser, openHouse, ownPassword, wordsOf } from './house.js'

const oneTime = /one-time password ([0-9a-z]{4}(?:-[0-9a-z]{4}){4}) \(told this once\)$/

describeEachDatabase('the first admin', (fresh) => {
  const given = { opensItself: true, environment: { STORECAST_ADMIN_PASSWORD: ownPassword } }

  test('is made at the first start, and told once how to sign in, never in the log', async () => {
    const { url } = await fresh()
    const house = await openHouse({ url, opensItself: true, publicUrl: 'https://shop.example/cast' })
    const told = house.state.takeTold() ?? ''
    expect(told).toMatch(/^Merchant’s page https:\/\/shop\.example\/cast\/admin · user admin · one-time/)
    const [, password = ''] = oneTime.exec(told) ?? []
    expect(house.state.takeTold()).toBeUndefined()
    expect(house.lines.text).not.toContain(password)
    expect(await house.kernel.welcome()).toContain('Merchant’s page https://shop.example/cast/admin')
    const again = await openHouse({ url, opensItself: true })
    expect(again.state.takeTold()).toBeUndefined()
  })

  test('must replace the one-time password, and sees no other page before', async () => {
    const house = await openHouse({ url: (await fresh()).url, opensItself: true })
    const [, password = ''] = oneTime.exec(house.state.takeTold() ?? '') ?? []
    const visitor = browser(house.url)
    const entered = await visitor.signIn('Admin ', password.toUpperCase(), { to: 'admin/noted?a=1' })
    expect(entered.headers.location).toBe('../admin/new-password?to=admin%2Fnoted%3Fa%3D1')

    expect((await visitor.get('/admin/noted')).headers.location).toBe(
      '../admin/new-password?to=admin%2Fnoted',
    )
    expect((await visitor.post('/admin/noted', { do: 'note' })).status).toBe(303)
    expect((await visitor.get('/admin/noted', { accept: '*/*' })).json().code).toBe('PASSWORD_ONE_TIME')
    expect(house.noted).toEqual([])

    const asked = await visitor.get('/admin/new-password?to=admin%2Fnoted%3Fa%3D1')
    expect([asked.status, wordsOf(asked)]).toEqual([200, expect.stringContaining('Choose your password')])
    const wrongs = [
      [{ password: 'short', again: 'short' }, 'Use at least 12 characters'],
      [{ password: 'password1234', again: 'password1234' }, 'Many people use this one'],
      [{ password: 'admin-admin', again: '' }, 'Use at least 12 characters'],
      [{ password: ownPassword, again: `${ownPassword}!` }, 'The two are not the same.'],
    ] as const
    for (const [form, why] of wrongs) {
      const refused = await visitor.post('/admin/new-password', form)
      expect([refused.status, wordsOf(refused)]).toEqual([422, expect.stringContaining(why)])
    }

    const form = { password: ownPassword, again: ownPassword, to: 'admin/noted?a=1' }
    const before = new Map(visitor.cookies)
    expect((await visitor.post('/admin/new-password', form)).headers.location).toBe('../admin/noted?a=1')
    expect([...visitor.cookies.values()]).not.toEqual([...before.values()])
    expect(wordsOf(await visitor.get('/admin/noted?a=1'))).toContain('Your password is set.')

    const elsewhere = browser(house.url)
    expect((await elsewhere.signIn('admin', password)).status).toBe(401)
    expect((await elsewhere.signIn('admin', ownPassword)).headers.location).toBe('../admin')
  })

  test('cannot be given another password by who holds a session, without the one that holds', async () => {
    const house = await openHouse({ url: (await fresh()).url })
    const visitor = browser(house.url)
    await visitor.signIn('admin', ownPassword)
    const form = { password: 'some other good words', again: 'some other good words' }
    expect((await visitor.post('/admin/new-password', form)).headers.location).toBe('../admin/account')
    expect((await visitor.get('/admin/new-password')).headers.location).toBe('../admin/account')
    expect((await browser(house.url).signIn('admin', ownPassword)).status).toBe(303)
  })

  test('has the password of the environment, which is their own and not forced to change', async () => {
    const house = await openHouse({ url: (await fresh()).url, ...given })
    expect(house.state.takeTold()).toMatch(/ · user admin · password as in STORECAST_ADMIN_PASSWORD$/)
    expect((await browser(house.url).signIn('admin', ownPassword)).headers.location).toBe('../admin')
    expect(house.lines.text).not.toContain(ownPassword)
  })

  test('is made once by two processes that start together', async () => {
    const { url } = await fresh()
    const options = { database: url, dataFolder: testFolder(), logLevel: 'silent', environment: {} }
    const kernels = [await assemble([adminModule()], options), await assemble([adminModule()], options)]
    await kernels[0]?.migrate()
    const states = kernels.map((kernel) => kernel.state('admin') as AdminState)
    await Promise.all(states.map((state) => state.open()))
    const told = states.map((state) => state.takeTold()).filter((line) => line !== undefined)
    const members = await states[0]?.people.members(undefined, 10)
    for (const kernel of kernels) await kernel.close()
    expect(told).toEqual([expect.stringMatching(oneTime)])
    expect(members).toMatchObject([{ name: 'admin', store: '*', role: 'admin' }])
  })

  test('is not made for a command', async () => {
    const kernel = await assemble([adminModule()], {
      database: (await fresh()).url,
      dataFolder: testFolder(),
      logLevel: 'silent',
      environment: {},
    })
    await kernel.migrate()
    const members = await (kernel.state('admin') as AdminState).people.members(undefined, 10)
    await kernel.close()
    expect(members).toEqual([])
  })

  test.each([true, false])(
    'is told to a host by its own function, with background work: %s',
    async (background) => {
      const told: string[] = []
      const options = {
        database: (await fresh()).url,
        dataFolder: testFolder(),
        logLevel: 'silent',
        environment: {},
        catalog: memoryCatalog(0),
        background,
        tell: (line: string) => void told.push(line),
      }
      for (const _ of [1, 2]) await (await createStorecast(options)).close()
      expect(told).toEqual([expect.stringMatching(oneTime)])
    },
  )
})

test.each(['short', 'password1234', 'admin admin a', 'x'.repeat(300)])(
  'a password of the environment like %j is a mistake of the configuration',
  async (password) => {
    const making = assemble([adminModule()], {
      database: `${testFolder()}/a.db`,
      logLevel: 'silent',
      environment: { STORECAST_ADMIN_PASSWORD: password },
    })
    await expect(making).rejects.toThrow(/STORECAST_ADMIN_PASSWORD: must have at least 12 characters/)
  },
)

test('a Storecast without the pages has none of their addresses, and tells nothing', async () => {
  const told: string[] = []
  const folder = testFolder()
  const cast = await createStorecast({
    database: `${folder}/a.db`,
    dataFolder: folder,
    logLevel: 'silent',
    environment: {},
    catalog: memoryCatalog(0),
    background: false,
    admin: false,
    tell: (line) => void told.push(line),
  })
  const paths = cast.router.stack.map(({ route }) => route?.path)
  await cast.close()
  expect(paths.filter((path) => path?.includes('admin'))).toEqual([])
  expect(told).toEqual([])
})
