import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createTable } from '../../src/kernel/database/columns.js'
import { createLog } from '../../src/kernel/log.js'
import type { Migration } from '../../src/kernel/migration.js'
import { migrate, pending } from '../../src/kernel/migrations.js'
import { startChild } from '../support/child.js'
import { describeEachDatabase } from '../support/databases.js'
import { lines } from '../support/lines.js'
import { kernelMigrations, opened } from '../support/opened.js'

const fixture = fileURLToPath(new URL('fixtures/migrate.ts', import.meta.url))
const silent = createLog({ level: 'silent' })

/** Steps that note that they ran; the one called `failing` fails as long as `fails` says so. */
function noted(names: readonly string[], fails = () => false) {
  const ran: string[] = []
  const steps = names.map(
    (name): Migration => ({
      name,
      async up(database) {
        ran.push(name)
        await createTable(database, `table_${name}`, (columns) => columns.integer('n'))
        if (name === 'failing' && fails()) throw new Error('half-way')
      },
    }),
  )
  return { ran, steps }
}

describeEachDatabase('migrations', (fresh) => {
  test('run once on a fresh database, in their order, and then never again', async () => {
    const database = await opened((await fresh()).url)
    const { ran, steps } = noted(['b', 'a', 'c'])
    expect((await pending(database, steps)).map(({ name }) => name)).toEqual(['b', 'a', 'c'])
    expect(await migrate(database, steps, silent)).toEqual(['b', 'a', 'c'])
    expect(await pending(database, steps)).toEqual([])
    expect(await migrate(database, steps, silent)).toEqual([])
    expect(ran).toEqual(['b', 'a', 'c'])
  })

  test('that came with a new version run alone', async () => {
    const database = await opened((await fresh()).url)
    await migrate(database, noted(['a', 'b']).steps, silent)
    const later = noted(['a', 'b', 'c'])
    expect(await migrate(database, later.steps, silent)).toEqual(['c'])
    expect(later.ran).toEqual(['c'])
  })

  test('a step that failed half-way runs again, and what ran before it does not', async () => {
    const database = await opened((await fresh()).url)
    let broken = true
    const { ran, steps } = noted(['first', 'failing', 'last'], () => broken)
    await expect(migrate(database, steps, silent)).rejects.toThrow('half-way')
    expect((await pending(database, steps)).map(({ name }) => name)).toEqual(['failing', 'last'])
    broken = false
    expect(await migrate(database, steps, silent)).toEqual(['failing', 'last'])
    expect(ran).toEqual(['first', 'failing', 'failing', 'last'])
  })

  test('two of one name are refused before anything runs', async () => {
    const database = await opened((await fresh()).url)
    const { ran, steps } = noted(['a', 'b', 'a'])
    await expect(migrate(database, steps, silent)).rejects.toThrow('Two migrations are called a')
    expect(ran).toEqual([])
  })

  test('the kernel’s own can each run twice', async () => {
    const database = await opened((await fresh()).url)
    const written = lines()
    const names = kernelMigrations.map(({ name }) => name)
    expect(
      await migrate(database, kernelMigrations, createLog({ level: 'info', destination: written })),
    ).toEqual(names)
    for (const step of kernelMigrations) await step.up(database)
    expect(written.objects.map(({ migration }) => migration)).toEqual(names)
  })

  test('two processes that start together run each step once', async () => {
    const { url } = await fresh()
    const children = [1, 2].map(() => startChild(fixture, { args: [url] }))
    try {
      for (const child of children) await child.line('ready')
      for (const child of children) child.send('go')
      const said = await Promise.all(children.map((child) => child.line(/^ran /)))
      expect(said.filter((line) => line === 'ran []')).toHaveLength(1)
      expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([
        { code: 0, signal: null },
        { code: 0, signal: null },
      ])
    } finally {
      for (const child of children) await child.kill()
    }
    const database = await opened(url)
    const steps = await database.knex('ran').pluck('step')
    expect(steps.sort()).toEqual(['four', 'one', 'three', 'two'])
  })
})
