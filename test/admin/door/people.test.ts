import { expect, test } from 'vitest'
import { accessChangesOf } from '../../../src/admin/door/access-audit.js'
import { describeEachDatabase } from '../../support/databases.js'
import type { Answer } from '../../support/http.js'
import {
  type Browser,
  browser,
  type House,
  type HouseOptions,
  openHouse,
  ownPassword,
  wordsOf,
} from './house.js'

const script = `"><script>alert('x')</script>`
const oneTime = /value="([0-9a-z]{4}(?:-[0-9a-z]{4}){4})"/

/** Its status, and the code where it is refused. */
async function told(asked: Promise<Answer>): Promise<string> {
  const answer = await asked
  const [code] = /\b(ROLE_MISSING|PERSON_UNKNOWN)\b/.exec(wordsOf(answer)) ?? []
  return [code, answer.status].filter(Boolean).join(' ')
}

describeEachDatabase('the people of a store', (fresh) => {
  const open = async (options: Partial<HouseOptions> = {}): Promise<House> =>
    openHouse({ url: (await fresh()).url, stores: ['acme'], ...options })

  const changes = async (house: House, store = 'default') =>
    (await accessChangesOf(house.kernel.database.knex, store, 50)).map(({ by, what }) => `${by} ${what}`)

  const names = async (visitor: Browser, path: string) =>
    [...(await visitor.get(path)).text.matchAll(/<tr><th scope="row">([^<]*)/g)].map(([, name]) => name)

  test('are let in with a one-time password that is shown once', async () => {
    const house = await open()
    const visitor = await house.admin()
    const added = await visitor.post('/admin/people', {
      do: 'add',
      name: ' Ada@Shop.example ',
      role: 'viewer',
      where: 'default',
    })
    expect([added.status, added.headers['cache-control']]).toEqual([200, 'no-store'])
    const [, password = ''] = oneTime.exec(added.text) ?? []
    expect((await visitor.get('/admin/people')).text).not.toContain(password)
    expect(house.lines.text).not.toContain(password)
    expect(await names(visitor, '/admin/people')).toEqual(['ada@shop.example', 'admin (you)'])
    const entered = await browser(house.url).signIn('ada@shop.example', password)
    expect(entered.headers.location).toBe('../admin/new-password?to=admin')
    expect(await changes(house)).toContain('admin let ada@shop.example into the store default as viewer')
  })

  test('are told apart by store, and nothing of another store is shown or changed', async () => {
    const house = await open()
    const visitor = await house.enter('ada', 'admin', 'acme')
    await house.enter('bob', 'viewer', 'default')
    expect(await names(visitor, '/s/acme/admin/people')).toEqual(['ada (you)', 'admin'])
    const page = '/s/acme/admin/people'
    for (const form of [
      { do: 'remove', name: 'bob', where: 'acme' },
      { do: 'setRole', name: 'bob', where: 'acme', role: 'admin' },
    ])
      expect([form, wordsOf(await visitor.post(page, form))]).toEqual([
        form,
        expect.stringContaining('PERSON_UNKNOWN'),
      ])
    for (const form of [
      { do: 'remove', name: 'bob', where: 'default' },
      { do: 'remove', name: 'admin', where: '*' },
      { do: 'setRole', name: 'admin', where: '*', role: 'viewer' },
      { do: 'add', name: 'eve', where: '*', role: 'admin' },
      { do: 'add', name: 'eve', where: 'default', role: 'admin' },
      { do: 'add', name: 'eve', where: '', role: 'admin' },
    ]) {
      const answer = await visitor.post(page, form)
      expect([form, answer.status]).toEqual([form, 403])
    }
    const all = await house.state.people.members(undefined, 10)
    expect(all.map(({ name, store, role }) => [name, store, role])).toEqual([
      ['ada', 'acme', 'admin'],
      ['admin', '*', 'admin'],
      ['bob', 'default', 'viewer'],
    ])
    expect((await changes(house, 'acme')).join()).not.toContain('bob')
  })

  test('keep the password that they have when another store lets them in', async () => {
    const house = await open()
    await house.enter('bob', 'viewer', 'acme')
    const visitor = await house.admin()
    const added = await visitor.post('/admin/people', {
      do: 'add',
      name: 'bob',
      role: 'viewer',
      where: 'default',
    })
    expect(added.status).toBe(303)
    expect(wordsOf(await visitor.get('/admin/people'))).toContain(
      'bob is let in, with the password that they have.',
    )
    const bob = browser(house.url)
    await bob.signIn('bob', ownPassword)
    expect((await bob.get('/admin/noted')).text).toMatch(/href="\.\.\/s\/acme\/admin"/)
  })

  test('lose at once what is taken from them', async () => {
    const house = await open()
    const visitor = await house.admin()
    const bob = await house.enter('bob', 'admin', 'default')
    expect((await bob.get('/admin/people')).status).toBe(200)
    await visitor.post('/admin/people', { do: 'setRole', name: 'bob', where: 'default', role: 'viewer' })
    expect((await bob.get('/admin/people')).status).toBe(403)
    expect((await bob.get('/admin/noted')).status).toBe(200)
    await visitor.post('/admin/people', { do: 'remove', name: 'bob', where: 'default' })
    expect((await bob.get('/admin/noted')).status).toBe(303)
    expect((await browser(house.url).signIn('bob', ownPassword)).status).toBe(401)
    expect(await changes(house)).toEqual(
      expect.arrayContaining([
        'admin made bob viewer in the store default, admin before',
        'admin removed bob from the store default',
      ]),
    )
  })

  test('nobody removes or demotes themselves, nor the last admin of all stores', async () => {
    const house = await open()
    const visitor = await house.admin()
    for (const form of [
      { do: 'remove', name: 'admin', where: '*' },
      { do: 'setRole', name: 'ADMIN ', where: '*', role: 'viewer' },
    ]) {
      const answer = await visitor.post('/admin/people', form)
      expect([answer.status, wordsOf(answer)]).toEqual([
        422,
        expect.stringContaining('Nobody changes their own role'),
      ])
    }
    const { people } = house.state
    await expect(people.remove({ name: 'admin', store: '*', by: 'cli' })).rejects.toMatchObject({
      code: 'LAST_ADMIN',
    })
    await expect(
      people.setRole({ name: 'admin', store: '*', role: 'viewer', by: 'cli' }),
    ).rejects.toMatchObject({ code: 'LAST_ADMIN' })
    // An admin of one store is none of all stores.
    await house.enter('ada', 'admin', 'acme')
    await expect(people.remove({ name: 'admin', store: '*', by: 'cli' })).rejects.toMatchObject({
      code: 'LAST_ADMIN',
    })
  })

  test('two admins who remove each other at once leave one', async () => {
    const house = await open()
    const { people } = house.state
    await people.add({ name: 'ada', store: '*', role: 'admin', by: 'a test' })
    const results = await Promise.allSettled([
      people.remove({ name: 'ada', store: '*', by: 'admin' }),
      people.remove({ name: 'admin', store: '*', by: 'ada' }),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await people.members(undefined, 10)).length).toBe(1)
  })

  test('get a new one-time password from another admin, which is shown once and ends all that was', async () => {
    const house = await open()
    const visitor = await house.admin()
    const bob = await house.enter('bob', 'viewer', 'default')
    await house.state.people.add({ name: 'bob', store: 'acme', role: 'admin', by: 'a test' })
    const given = await visitor.post('/admin/people', { do: 'renew', name: ' Bob' })
    expect([given.status, given.headers['cache-control']]).toEqual([200, 'no-store'])
    expect(wordsOf(given)).toContain('bob has a new password, and is signed out everywhere.')
    const [, password = ''] = oneTime.exec(given.text) ?? []
    expect(password).toHaveLength(24)
    expect((await visitor.get('/admin/people')).text).not.toContain(password)
    expect(house.lines.text).not.toContain(password)
    const stored = await house.kernel.database.knex('storecast_admin_people').where({ name: 'bob' })
    expect(JSON.stringify(stored)).not.toContain(password)
    for (const store of ['default', 'acme'])
      expect(await changes(house, store)).toContain('admin gave bob a one-time password')
    // Not even to the page on which a one-time password is replaced: it would be whoever had signed in that chooses.
    for (const path of ['/admin/noted', '/admin/new-password'])
      expect([path, (await bob.get(path)).headers.location]).toEqual([
        path,
        expect.stringContaining('sign-in'),
      ])
    expect((await browser(house.url).signIn('bob', ownPassword)).status).toBe(401)
    const again = browser(house.url)
    expect((await again.signIn('bob', password)).headers.location).toBe('../admin/new-password?to=admin')
    expect((await again.get('/admin/noted')).headers.location).toContain('new-password')
    expect(wordsOf(await visitor.get('/admin/people'))).toContain('now has a one-time password')
    // Their roles are what they were.
    expect((await house.state.people.find('bob'))?.roles).toEqual(
      expect.arrayContaining([
        { store: 'acme', role: 'admin' },
        { store: 'default', role: 'viewer' },
      ]),
    )
  })

  test('are taken over by nobody who is not an admin wherever they are somebody', async () => {
    const house = await open()
    const reader = await house.enter('ada', 'admin', 'acme')
    await house.state.people.add({ name: 'ada', store: '*', role: 'viewer', by: 'a test' })
    const victims: Record<string, Browser> = {
      // In the reader's store and in another, as little as that may be there.
      both: await house.enter('both', 'viewer', 'acme'),
      all: await house.enter('all', 'viewer', '*'),
      other: await house.enter('other', 'viewer', 'default'),
      own: await house.enter('own', 'admin', 'acme'),
    }
    await house.state.people.add({ name: 'both', store: 'default', role: 'viewer', by: 'a test' })
    const page = '/s/acme/admin/people'
    const renew = (name: string) => told(reader.post(page, { do: 'renew', name }))
    expect([await renew('both'), await renew('all'), await renew('admin')]).toEqual([
      'ROLE_MISSING 403',
      'ROLE_MISSING 403',
      'ROLE_MISSING 403',
    ])
    // Of whoever is nobody here not even that there is such a person.
    expect([await renew('other'), await renew('nobody'), await renew('')]).toEqual([
      'PERSON_UNKNOWN 404',
      'PERSON_UNKNOWN 404',
      'PERSON_UNKNOWN 404',
    ])
    const oneself = await reader.post(page, { do: 'renew', name: 'ADA ' })
    expect([oneself.status, wordsOf(oneself)]).toEqual([
      422,
      expect.stringContaining('One’s own password is changed on the page of one’s account.'),
    ])
    for (const name of ['both', 'all', 'other']) {
      const path = name === 'both' ? '/s/acme/admin/noted' : '/admin/noted'
      expect([name, (await victims[name]?.get(path))?.status]).toEqual([name, 200])
      expect([name, (await house.state.people.find(name))?.isOneTime]).toEqual([name, false])
    }
    // Only what can be done is offered.
    const offered = [
      ...(await reader.get(page)).text.matchAll(/New password<span class="hidden"> for (\w+)/g),
    ]
    expect(offered.map(([, name]) => name)).toEqual(['own'])
    expect(await renew('own')).toBe('200')
  })

  test('of two stores get one from an admin of these two, by name and not of all stores', async () => {
    const house = await open()
    const reader = await house.enter('ada', 'admin', 'acme')
    await house.state.people.add({ name: 'ada', store: 'default', role: 'admin', by: 'a test' })
    await house.enter('bob', 'viewer', 'acme')
    await house.state.people.add({ name: 'bob', store: 'default', role: 'admin', by: 'a test' })
    expect(await told(reader.post('/admin/people', { do: 'renew', name: 'bob' }))).toBe('200')
    expect((await house.state.people.find('bob'))?.isOneTime).toBe(true)
    const viewer = await house.enter('eve', 'viewer', '*')
    expect((await viewer.post('/admin/people', { do: 'renew', name: 'bob' })).status).toBe(403)
  })

  test('with a role in this store and one in all have one button for their one password', async () => {
    const house = await open()
    const visitor = await house.admin()
    await house.enter('bob', 'viewer', 'default')
    await house.state.people.add({ name: 'bob', store: '*', role: 'viewer', by: 'a test' })
    const { text } = await visitor.get('/admin/people')
    expect(text.match(/New password/g)).toHaveLength(1)
  })

  test('get no session by the old one, when it was judged right a moment before the new one was given', async () => {
    const house = await open()
    const { renewals, sessions } = house.state
    await house.enter('bob', 'viewer', 'default')
    const { begin } = sessions
    let password = ''
    sessions.begin = async (...asked) => {
      password ||= await renewals.renew({ name: 'bob', by: 'a test' })
      return begin(...asked)
    }
    const thief = browser(house.url)
    expect((await thief.signIn('bob', ownPassword)).status).toBe(401)
    expect([...thief.cookies]).toEqual([])
    expect(await sessions.listOf('bob')).toEqual([])
    const rightful = browser(house.url)
    expect((await rightful.signIn('bob', password)).headers.location).toContain('new-password')
  })

  test.each([
    ['', 422],
    [script, 422],
    ['x'.repeat(65), 422],
    ['two words', 422],
    ['-dash', 422],
    ['admin', 422],
    [`a'; drop table x`, 422],
  ])('are not let in as %j', async (name, status) => {
    const house = await open()
    const visitor = await house.admin()
    const answer = await visitor.post('/admin/people', { do: 'add', name, role: 'viewer', where: '*' })
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining('aria-invalid="true"')])
    expect(answer.text).not.toContain('<script>alert')
    expect((await house.state.people.members(undefined, 10)).length).toBe(1)
  })

  test('get no other role than the two, whatever is sent', async () => {
    const house = await open()
    const visitor = await house.admin()
    await visitor.post('/admin/people', { do: 'add', name: 'ada', role: 'root', where: 'default' })
    expect(await house.state.people.members('default', 10)).toMatchObject([
      { name: 'ada', role: 'viewer' },
      { name: 'admin' },
    ])
    expect((await visitor.post('/admin/people', { do: 'constructor' })).status).toBe(400)
  })

  test('are listed fifty at a time, each of them once', async () => {
    const house = await open()
    const visitor = await house.admin()
    const { knex } = house.kernel.database
    const all = Array.from({ length: 120 }, (_, n) => `p${String(n).padStart(3, '0')}`)
    await knex('storecast_admin_people').insert(
      all.map((name) => ({ name, password: 'x', is_one_time: true, created_at: 0 })),
    )
    await knex('storecast_admin_roles').insert(
      all.flatMap((person, n) =>
        ['default', ...(n % 3 === 0 ? ['*'] : [])].map((store) => ({ person, store, role: 'viewer' })),
      ),
    )
    const met: string[] = []
    let path: string | undefined = '/admin/people'
    for (let page = 0; path !== undefined && page < 10; page++) {
      const shown: string = (await visitor.get(path)).text
      const rows = [...shown.matchAll(/<tr><th scope="row">([^< ]*)/g)].map(([, name = '']) => name)
      expect(new Set(rows).size).toBeLessThanOrEqual(50)
      met.push(...new Set(rows))
      const [, next] = /<a href="([^"]*after=[^"]*)" rel="next"/.exec(shown) ?? []
      path = next && `/admin/people${next.slice(next.indexOf('?'))}`
    }
    expect(met).toEqual(['admin', ...all])
  })

  test('are kept apart by the letter: no name stands for another one', async () => {
    const house = await open()
    const { people } = house.state
    await people.add({ name: 'ada', store: '*', role: 'viewer', by: 'a test' })
    expect(await people.find('adá')).toBeUndefined()
    expect(await people.find('Ada')).toBeUndefined()
  })
})

describeEachDatabase('one’s own account', (fresh) => {
  const open = async (): Promise<House> => openHouse({ url: (await fresh()).url })
  const better = 'three boats in a row'
  const change = (current: string, password: string, again = password) => ({
    do: 'changePassword',
    current,
    password,
    again,
  })

  test('gets a new password by the one that holds, and every other session of it ends', async () => {
    const house = await open()
    const visitor = await house.enter('vic', 'viewer')
    const elsewhere = browser(house.url)
    await elsewhere.signIn('vic', ownPassword)
    expect((await visitor.post('/admin/account', change(ownPassword, better))).status).toBe(303)
    expect(wordsOf(await visitor.get('/admin/account'))).toContain('Your password is changed')
    expect((await elsewhere.get('/admin/noted')).status).toBe(303)
    expect((await browser(house.url).signIn('vic', ownPassword)).status).toBe(401)
    expect((await browser(house.url).signIn('vic', better)).status).toBe(303)
    expect(house.lines.text).not.toContain(better)
  })

  test.each([
    ['a wrong one', change('not my password', better), 'This is not your password.'],
    ['none', change('', better), 'This is not your password.'],
    ['one that is too short', change(ownPassword, 'short'), 'Use at least 12 characters'],
    ['one that is too long', change(ownPassword, 'x y '.repeat(80)), 'Use at most 256 characters'],
    ['their name', change(ownPassword, 'vic vic vic vic'), 'Use something else than your name'],
    ['one of everybody', change(ownPassword, 'Password1234'), 'Many people use this one'],
    ['two that differ', change(ownPassword, better, `${better}!`), 'The two are not the same.'],
    ['the one they have', change(ownPassword, ownPassword), 'This is the one that you have.'],
  ])('keeps its password where the form has %s', async (_, form, why) => {
    const house = await open()
    const visitor = await house.enter('vic', 'viewer')
    const before = await house.state.people.find('vic')
    const answer = await visitor.post('/admin/account', form)
    expect([answer.status, wordsOf(answer)]).toEqual([422, expect.stringContaining(why)])
    expect(answer.text).not.toContain(better)
    expect(await house.state.people.find('vic')).toEqual(before)
  })

  test('is not opened by guessing at a browser that was left alone', async () => {
    const house = await open()
    const visitor = await house.enter('vic', 'viewer')
    for (let n = 0; n < 10; n++)
      expect((await visitor.post('/admin/account', change(`guess ${n}`, better))).status).toBe(422)
    const stopped = await visitor.post('/admin/account', change(ownPassword, better))
    expect([stopped.status, stopped.headers['retry-after']]).toEqual([429, '900'])
  })

  test('lists where it is signed in, as people call it, and signs out everywhere else', async () => {
    const house = await open()
    const visitor = await house.enter('vic', 'viewer')
    const phone = browser(house.url, {
      'user-agent': 'Mozilla/5.0 (iPhone; CPU) AppleWebKit/605 Version/17 Safari/604',
    })
    await phone.signIn('vic', ownPassword)
    const odd = browser(house.url, { 'user-agent': script })
    await odd.signIn('vic', ownPassword)
    const shown = await visitor.get('/admin/account')
    expect(shown.text).not.toContain('<script>alert')
    expect(wordsOf(shown)).toContain('Safari on iOS')
    expect(shown.text.match(/this one/g)?.length).toBe(1)
    expect((await visitor.post('/admin/account', { do: 'endOthers' })).status).toBe(303)
    expect((await phone.get('/admin/noted')).status).toBe(303)
    expect((await visitor.get('/admin/noted')).status).toBe(200)
    expect((await visitor.post('/admin/account', { do: 'endAll' })).status).toBe(303)
    expect((await visitor.get('/admin/noted')).status).toBe(303)
  })
})
