import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, onTestFinished, test } from 'vitest'
import { describeEachDatabase } from '../../support/databases.js'
import { testFolder } from '../../support/temp-folder.js'
import { browser, type House, type HouseOptions, openHouse, ownPassword, wordsOf } from './house.js'

const from = (address: string) => ({
  'x-forwarded-for': address,
  'x-forwarded-proto': 'https',
  host: 'shop.example',
})

describeEachDatabase('guessing a password', (fresh) => {
  const open = async (options: Partial<HouseOptions> = {}): Promise<House> =>
    openHouse({ url: (await fresh()).url, trustedProxies: ['127.0.0.1/32'], ...options })

  test('gets the same answer for a wrong name and a wrong password', async () => {
    const house = await open()
    const [name, password] = [
      await browser(house.url).signIn('nobody', ownPassword),
      await browser(house.url).signIn('admin', 'wrong'),
    ]
    const same = (text: string) => text.replaceAll(/nobody|value="admin"/g, '').replaceAll('value=""', '')
    expect([name.status, password.status]).toEqual([401, 401])
    expect(same(name.text)).toBe(same(password.text))
    expect(name.headers['set-cookie']).toBeUndefined()
    expect(house.lines.text).not.toContain('nobody')
  })

  test('is stopped after ten times, and a browser that was here before is not', async () => {
    const house = await open()
    const owner = browser(house.url, from('198.51.100.7'))
    expect((await owner.signIn('admin', ownPassword)).status).toBe(303)
    await owner.post('/admin/sign-out', {})
    const guesser = browser(house.url, from('198.51.100.7'))
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => guesser.signIn('admin', `guess ${n}`)),
    )
    const stopped = answers.filter(({ status }) => status === 429)
    expect(stopped.length).toBe(20)
    expect([stopped[0]?.headers['retry-after'], wordsOf(stopped[0] as never)]).toEqual([
      '900',
      expect.stringContaining('try again in 15 minutes'),
    ])
    // The right one does not get in either from there, but for the owner's browser.
    expect((await browser(house.url, from('198.51.100.7')).signIn('admin', ownPassword)).status).toBe(429)
    expect((await owner.signIn('admin', ownPassword)).status).toBe(303)
  })

  test('is not helped by a mark of a known browser that somebody made up or took from another name', async () => {
    const house = await open()
    const ada = await house.state.people.add({ name: 'ada', role: 'viewer', store: '*', by: 'a test' })
    const guesser = browser(house.url, from('198.51.100.8'))
    await guesser.signIn('ada', ada ?? '')
    const [name = '', mark = ''] = [...guesser.cookies].find(([each]) => each.includes('known')) ?? []
    const [id, until, seal] = mark.split('.')
    const marks = [
      mark,
      `x${id}.${until}.${seal}`,
      `${id}.${Number(until) + 1}.${seal}`,
      `${id}.${until}.`,
      '..',
      mark.repeat(9),
    ]
    const statuses: number[] = []
    for (const value of [...marks, ...marks]) {
      const answer = await browser(house.url, { ...from('198.51.100.9'), cookie: `${name}=${value}` }).signIn(
        'admin',
        'wrong',
      )
      statuses.push(answer.status)
    }
    expect(statuses.filter((status) => status === 429).length).toBe(2)
  })
})

test('a burst of 500 sign-ins blocks neither the process nor its memory', async () => {
  const house = await openHouse({ url: `${testFolder()}/burst.db`, trustedProxies: ['127.0.0.1/32'] })
  const owner = browser(house.url, from('203.0.113.1'))
  await owner.signIn('admin', ownPassword)
  await owner.post('/admin/sign-out', {})
  const before = process.memoryUsage().rss
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  let peak = before
  onTestFinished(() => {
    clearInterval(watch)
    delay.disable()
  })
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 20)
  const startedAt = performance.now()
  const burst = Array.from({ length: 500 }, (_, n) =>
    browser(house.url, from(`198.51.${n >> 8}.${n & 255}`)).signIn(`name${n}`, 'guess'),
  )
  const [mine, ...answers] = await Promise.all([owner.signIn('admin', ownPassword), ...burst])
  const told = (status: number) => answers.filter((answer) => answer.status === status).length
  const grownMb = (peak - before) / 1_048_576
  // biome-ignore lint/suspicious/noConsole: the numbers are what this is for
  console.info(
    `500 sign-ins: ${told(401)} judged, ${told(503)} told to come back, in ${Math.round(performance.now() - startedAt)} ms; event loop p99 ${Math.round(delay.percentile(99) / 1e6)} ms; memory +${Math.round(grownMb)} MB`,
  )
  expect(mine.status).toBe(303)
  expect(told(401) + told(503)).toBe(500)
  expect(told(503)).toBeGreaterThan(0)
  expect(grownMb).toBeLessThan(250)
}, 90_000)
