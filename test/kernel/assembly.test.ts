import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { assemble } from '../../src/kernel/assembly.js'
import { defineModule, type Host } from '../../src/kernel/module.js'
import { defineGroup } from '../../src/kernel/registry/group.js'
import { text } from '../../src/kernel/registry/plain-kinds.js'
import { tokens } from '../../src/kernel/registry/sealed-kinds.js'
import { testClock } from '../support/clock.js'
import { lines } from '../support/lines.js'
import { testFolder } from '../support/temp-folder.js'

const NOTES = defineGroup('NOTES', { TITLE: text('A title.', 'None'), TOKEN: tokens('A token.') })

/** A module that gives its host away, so that a test sees what a module sees. */
const notes = () =>
  defineModule({
    name: 'notes',
    summary: 'Notes.',
    registry: [NOTES],
    assemble: (host: Host) => {
      host.metrics.counter('notes_total', 'Notes.').inc()
      return host
    },
  })

async function kernelIn(folder: string, environment: Record<string, string> = {}) {
  const written = lines()
  const kernel = await assemble([notes()], {
    database: join(folder, 'storecast.db'),
    dataFolder: folder,
    environment,
    logLevel: 'debug',
    logDestination: written,
    clock: testClock(),
  })
  onTestFinished(() => kernel.close())
  await kernel.migrate()
  return { kernel, written, host: kernel.state('notes') as Host }
}

test('two kernels of one process share nothing', async () => {
  const one = await kernelIn(testFolder(), { NOTES__TITLE: 'From the environment' })
  const two = await kernelIn(testFolder())
  await one.kernel.registry.set('default', 'NOTES', 'TOKEN', 'of-the-first', { by: 'a test' })
  expect(await one.kernel.registry.read(NOTES, 'default')).toEqual({
    TITLE: 'From the environment',
    TOKEN: ['of-the-first'],
  })
  expect(await two.kernel.registry.read(NOTES, 'default')).toEqual({ TITLE: 'None', TOKEN: [] })

  const lease = await one.host.leases.take('work', 60_000)
  const same = await two.host.leases.take('work', 60_000)
  expect([lease?.fence, same?.fence]).toEqual([1, 1])
  await Promise.all([lease?.release(), same?.release()])

  const problem = {
    store: 'default',
    code: 'NOTE_LOST',
    subject: '',
    message: 'Lost.',
    advice: 'Look.',
  } as const
  await one.host.problems.raise(problem)
  expect(await two.host.problems.standing('default')).toEqual([])
  expect(one.written.text).toContain('NOTE_LOST')
  expect(two.written.text).not.toContain('NOTE_LOST')

  for (const { host } of [one, two])
    expect((await host.metrics.expose()).text).toContain('storecast_notes_total 1')

  await one.kernel.close()
  expect([one.host.closing.aborted, two.host.closing.aborted]).toEqual([true, false])
  await two.kernel.registry.set('default', 'NOTES', 'TITLE', 'Still here', { by: 'a test' })
  expect((await two.kernel.registry.read(NOTES, 'default')).TITLE).toBe('Still here')
})

test('two kernels on one database are one shop: settings, secrets and leases hold for both', async () => {
  const folder = testFolder()
  const one = await kernelIn(folder)
  const two = await kernelIn(folder)
  await one.kernel.registry.set('default', 'NOTES', 'TOKEN', 'of-both', { by: 'a test' })
  expect((await two.kernel.registry.read(NOTES, 'default')).TOKEN).toEqual(['of-both'])
  const lease = await one.host.leases.take('work', 60_000)
  expect(await two.host.leases.take('work', 60_000)).toBeUndefined()
  await lease?.release()
})
