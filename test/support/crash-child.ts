/** A process to be killed: builds and publishes one version of a catalog after the other, as fast as it can. */
import { once } from 'node:events'
import { createStorecast } from '../../src/index.js'
import { memoryCatalog } from './memory-catalog.js'
import { productWithId } from './product.js'

const [database = '', dataFolder = ''] = process.argv.slice(2)

// Started early, so that the parent need not wait for modules to load.
process.stdout.write('loaded\n')
await once(process.stdin, 'data')

let version = Date.now()
const cast = await createStorecast({
  tell: () => {},
  database,
  dataFolder,
  background: false,
  logLevel: 'error',
  environment: { STORECAST_SECRET: 'a-secret-for-crashes' },
  catalog: () => ({
    page: (...asked) => memoryCatalog(productsOf(version)).page(...asked),
    fingerprint: async () => String(version),
  }),
})
for (;;) {
  version++
  const { state } = await cast.feeds.refresh('google-merchant')
  process.stdout.write(`${state} ${version}\n`)
}

/** Every product names its version, so that a mixed file would show; their number differs from version to version. */
function productsOf(of: number) {
  const size = 2_000 + (of % 200)
  return Array.from({ length: size }, (_, at) => {
    const id = String(at).padStart(6, '0')
    return productWithId(id, {
      title: `Version ${of}`,
      description: `${id} of ${of}. ${'All that can be said. '.repeat(10)}`,
    })
  })
}
