import { describe, expect, test } from 'vitest'
import { AppError } from '../../src/kernel/errors.js'
import { createLog } from '../../src/kernel/log.js'
import { describeEachDatabase } from '../support/databases.js'
import { lines } from '../support/lines.js'
import { opened } from '../support/opened.js'

function logged(write: (log: ReturnType<typeof createLog>) => void, level = 'debug') {
  const written = lines()
  write(createLog({ level, destination: written }))
  return written
}

test('a line is JSON with its level, time, fields and words', () => {
  const [line] = logged((log) => log.child({ module: 'feeds' }).info({ items: 3 }, 'built')).objects
  expect(line).toEqual({ level: 30, time: expect.any(Number), module: 'feeds', items: 3, msg: 'built' })
})

test('lines below the level are not written', () => {
  expect(logged((log) => log.info('quiet'), 'warn').text).toBe('')
})

test('a line break in a value does not make a second line', () => {
  const { texts } = logged((log) => log.info({ path: 'a\n{"level":60}' }, 'first\nsecond'))
  expect(texts).toHaveLength(1)
})

test('two in one process write each to its own place', () => {
  const [one, two] = [logged((log) => log.info('of one')), logged((log) => log.info('of two'))]
  expect(one.objects.map(({ msg }) => msg)).toEqual(['of one'])
  expect(two.objects.map(({ msg }) => msg)).toEqual(['of two'])
})

describe('never in a line:', () => {
  const canary = 'C4NARY'
  const error = (fields: object, message = 'broken') => Object.assign(new Error(message), fields)

  test.each([
    ['a token', { token: canary }],
    ['tokens in a list', { settings: { tokens: [canary] } }],
    ['a password two levels down', { options: { database: { password: canary } } }],
    ['an Authorization header', { headers: { authorization: `Bearer ${canary}` } }],
    ['a cookie', { req: { headers: { cookie: canary } } }],
    ['a parsed query', { req: { query: { token: canary } } }],
    ['the query string of an address', { url: `/xml/google-merchant?token=${canary}` }],
    ['a statement', { sql: `select '${canary}'`, bindings: [canary] }],
    ['an error’s own fields', { err: error({ sql: canary, config: { password: canary } }) }],
    [
      'an error under another name',
      { reason: error({ sql: canary, sqlMessage: `Duplicate entry '${canary}'` }) },
    ],
    ['a password in an error’s words', { err: error({}, `connect mysql://root:${canary}@db.example/shop`) }],
    ['a token in an error’s words', { err: error({}, `GET https://a.example/x?token=${canary} failed`) }],
    [
      'what the cause of an error holds',
      { err: new AppError('A', 'broken', 'b', { cause: error({ sql: canary }) }) },
    ],
    ['something thrown that is no error', { err: canary }],
  ])('%s', (_what, fields) => {
    const { text } = logged((log) => {
      log.error(fields, 'it failed')
      log.error(fields)
    })
    expect(text).not.toContain(canary)
    expect(text).toContain('it failed')
  })

  test('the message of a driver, where an error is logged without words of our own', () => {
    const driver = error(
      { errno: 1062, sqlMessage: `Duplicate entry '${canary}' for key 'x'` },
      `insert … - ${canary}`,
    )
    const { text, objects } = logged((log) => {
      log.error(driver)
      log.error({ err: driver })
    })
    expect(text).not.toContain(canary)
    expect(objects.map(({ msg }) => msg)).toEqual(["Duplicate entry '…'", "Duplicate entry '…'"])
  })
})

test('an error is told with its kind, code, frames and cause', () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:3306'), { code: 'ECONNREFUSED' })
  const [line] = logged((log) =>
    log.error({ err: new AppError('DATABASE_AWAY', 'unavailable', 'No answer.', { cause }) }, 'failed'),
  ).objects
  expect(line?.err).toEqual({
    type: 'AppError',
    code: 'DATABASE_AWAY',
    message: 'No answer.',
    stack: expect.stringMatching(/^ {4}at .*log\.test\.ts/),
    cause: expect.objectContaining({ code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:3306' }),
  })
})

test('an error that is its own cause is told and does not go on for ever', () => {
  const error: Error & { cause?: unknown } = new Error('round')
  error.cause = error
  expect(logged((log) => log.error({ err: error }, 'failed')).texts).toHaveLength(1)
})

describeEachDatabase('the errors of a driver', (fresh, kind) => {
  test('are logged without the statement and its values', async () => {
    const { knex } = await opened((await fresh()).url)
    await knex.schema.createTable('customer', (table) => {
      table.string('mail', 60).primary()
      table.integer('age')
    })
    const mails = ["C4NARY'quoted' - and - C4NARY@shop.example", 'C4NARY\n    at C4NARY (C4NARY.ts:1:1)']
    for (const mail of mails) await knex('customer').insert({ mail })
    const long = `${'C4NARY '.repeat(30)} - end`
    const failing = [
      ...mails.map((mail) => knex('customer').insert({ mail })),
      knex('customer').where({ mail: 'C4NARY - x' }).update({ nothing: 'C4NARY' }),
      knex('missing').where({ mail: 'C4NARY' }).select(),
      knex.raw("select 'C4NARY' from nowhere where - 'C4NARY'"),
      ...(kind === 'mysql'
        ? [
            knex('customer').insert({ mail: long }),
            knex('customer').insert({ mail: 'C4NARY', age: 'C4NARY' }),
          ]
        : []),
    ]
    const written = lines()
    const log = createLog({ level: 'debug', destination: written })
    for (const query of failing) {
      const err = await query.then(
        () => undefined,
        (error) => error,
      )
      expect(err).toBeInstanceOf(Error)
      log.error({ err }, 'it failed')
      log.error(err)
      log.error({ problem: err }, 'it failed')
      log.error(
        { err: new AppError('DATABASE_AWAY', 'unavailable', 'No answer.', { cause: err }) },
        'it failed',
      )
    }
    expect(written.text).not.toContain('C4NARY')
    expect(written.text).not.toMatch(/insert into|select \*/)
    expect(written.objects[0]?.err).toMatchObject({
      code: kind === 'mysql' ? 'ER_DUP_ENTRY' : 'SQLITE_CONSTRAINT_PRIMARYKEY',
      message: expect.stringMatching(
        kind === 'mysql' ? /^Duplicate entry '…'$/ : /^UNIQUE constraint failed: customer\.mail$/,
      ),
    })
  })
})
