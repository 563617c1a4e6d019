/** Offers: one module uses another through a key, and knows nothing else of it. */
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { assemble } from '../../src/kernel/assembly.js'
import { defineModule, type Host, type Module } from '../../src/kernel/module.js'
import { defineOffer, type Offered } from '../../src/kernel/offers.js'
import { testFolder } from '../support/temp-folder.js'

interface Greeting {
  greet(name: string): string
}

const GREETING = defineOffer<Greeting>('greeting')

const giver = (name: string, ...offers: readonly Offered[]): Module =>
  defineModule({ name, summary: 'Gives.', assemble: () => ({}), offers: () => offers })

const greeter = (name: string, word: string): Module =>
  giver(name, GREETING.as({ greet: (whom) => `${word} ${whom}` }))

/** What it finds at once, and its host for later. */
const asker = defineModule({
  name: 'asker',
  summary: 'Asks.',
  assemble: (host: Host) => ({ host, early: host.offers(GREETING) }),
})

async function asked(...modules: readonly Module[]) {
  const folder = testFolder()
  const kernel = await assemble(modules, {
    database: join(folder, 'storecast.db'),
    dataFolder: folder,
    environment: {},
    logLevel: 'silent',
  })
  onTestFinished(() => kernel.close())
  return kernel.state('asker') as { readonly host: Host; readonly early: Greeting | undefined }
}

test('what a module offers is found by its key, also by modules that were assembled before it', async () => {
  const { host, early } = await asked(asker, greeter('polite', 'Good day,'))
  expect(early).toBeUndefined()
  expect(host.offers(GREETING)?.greet('Ada')).toBe('Good day, Ada')
})

test('nothing is found where nobody offers it, and none under another key of the same name', async () => {
  const namesake = defineOffer<Greeting>('greeting')
  const { host } = await asked(asker, giver('other', namesake.as({ greet: () => 'not this' })))
  expect(host.offers(GREETING)).toBeUndefined()
  expect(host.offers(namesake)?.greet('Ada')).toBe('not this')
})

test('of two who offer the same the first is taken', async () => {
  const { host } = await asked(asker, greeter('one', 'One'), greeter('two', 'Two'))
  expect(host.offers(GREETING)?.greet('Ada')).toBe('One Ada')
})

test('two kernels of one process do not find each other’s', async () => {
  await asked(asker, greeter('polite', 'Good day,'))
  expect((await asked(asker)).host.offers(GREETING)).toBeUndefined()
})
