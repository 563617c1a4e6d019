/** A process that builds when it is told to, on a catalog in memory; a test stops, limits or races it. */
import { createInterface } from 'node:readline'
import { AppError, createStorecast } from '../../src/index.js'
import { deferred } from './deferred.js'
import { memoryCatalog, someProducts } from './memory-catalog.js'

const [database = '', dataFolder = '', brand = ''] = process.argv.slice(2)

const say = (line: string) => void process.stdout.write(`${line}\n`)
const catalog = memoryCatalog(0)
let gate = deferred()
gate.resolve()
catalog.onPage = async ({ page }) => {
  say(`page ${page}`)
  await gate.promise
  return undefined
}

const cast = await createStorecast({
  tell: () => {},
  database,
  dataFolder,
  background: false,
  logLevel: 'silent',
  catalog,
  environment: { STORECAST_SECRET: 'the secret of these tests', SHOP__ADDRESS: 'https://shop.example' },
})

const commands: Readonly<Record<string, (operand: string) => void>> = {
  /** So many products, each with a description of so many letters that do not compress. */
  products(operand) {
    const [count = 0, letters = 0] = operand.split(' ').map(Number)
    catalog.replace(someProducts(count, (n) => ({ brand, description: noise(n, letters) })))
    catalog.version = `${brand} ${operand}`
  },
  /** From the next page on, the catalog waits. */
  hold() {
    gate = deferred()
  },
  release() {
    gate.resolve()
  },
  refresh() {
    cast.feeds.refresh('google-merchant', '', { onProgress: () => {} }).then(
      (outcome) => say('snapshot' in outcome ? `${outcome.state} ${outcome.snapshot.items}` : outcome.state),
      (error) => say(`failed ${error instanceof AppError ? `${error.code} ${error.message}` : error}`),
    )
  },
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const [name = '', ...operands] = line.split(' ')
  commands[name]?.(operands.join(' '))
})
say('ready')

function noise(n: number, letters: number): string {
  let state = n + 1
  let text = `Product ${n} `
  while (text.length < letters) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    text += state.toString(36)
  }
  return text.slice(0, Math.max(letters, 10))
}
