/** What holds for every module, whatever it does; a new one is covered on arrival. */
import { Cron } from 'croner'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modulesOf } from '../../src/app.js'
import { assemble, type Kernel } from '../../src/kernel/assembly.js'
import { type TempFolder, tempFolder } from '../support/temp-folder.js'

const modules = modulesOf({ catalog: 'demo' })

const repeated = (names: readonly string[]) => names.filter((name, at) => names.indexOf(name) !== at)

describe('all modules together', () => {
  test('have different names', () => expect(repeated(modules.map(({ name }) => name))).toEqual([]))

  test.each([
    ['registry groups', modules.flatMap(({ registry = [] }) => registry.map(({ name }) => name))],
    ['migrations', modules.flatMap(({ migrations = [] }) => migrations.map(({ name }) => name))],
    ['commands', modules.flatMap(({ commands = [] }) => commands.map(({ name }) => name))],
  ])('declare no two %s of one name', (_, names) => expect(repeated(names)).toEqual([]))
})

describe.each(modules)('the module $name', (module) => {
  let folder: TempFolder
  let kernel: Kernel

  beforeAll(async () => {
    folder = tempFolder()
    kernel = await assemble(modules, {
      dataFolder: folder.path,
      database: `${folder.path}/m.db`,
      logLevel: 'silent',
      environment: {},
    })
    await kernel.migrate()
  })
  afterAll(async () => {
    await kernel.close()
    folder.remove()
  })

  test('says what it is for', () => expect(module.summary).toMatch(/^[A-Z].+\.$/))

  test('describes every setting in a sentence, and its default is one it accepts', () => {
    for (const { settings } of module.registry ?? []) {
      for (const [key, setting] of Object.entries(settings)) {
        expect(setting.description, key).toMatch(/\.$/)
        if (setting.initial === undefined || setting.initial === '' || Array.isArray(setting.initial))
          continue
        expect(setting.schema.safeParse(String(setting.initial)), key).toEqual({
          success: true,
          data: setting.initial,
        })
      }
    }
  })

  test('has migrations that may run twice', async () => {
    for (const { up } of module.migrations ?? []) await up(kernel.database)
  })

  test('has schedules that cron understands, in a zone that exists', async () => {
    for (const schedule of module.schedules?.(kernel.state(module.name)) ?? []) {
      const { cron, timeZone } = await schedule.when('default')
      expect(new Cron(cron, { timezone: timeZone, paused: true }).nextRun()).toBeInstanceOf(Date)
    }
  })

  test('has commands that say what they do', () => {
    for (const { name, summary, options = [] } of module.commands ?? []) {
      expect(name).toMatch(/^[a-z]+( [a-z]+)?$/)
      expect(summary).toMatch(/\.$/)
      for (const { flags, description } of options)
        expect([flags, description]).toEqual([
          expect.stringMatching(/^--[a-z-]+/),
          expect.stringMatching(/\S/),
        ])
    }
  })

  test('gives every bad finding its advice', async () => {
    for (const finding of (await module.checks?.(kernel.state(module.name), 'default', 'local')) ?? []) {
      if (finding.state === 'bad') expect(finding.advice, finding.message).toMatch(/\S/)
    }
  })
})
