/** What `storecast` says of a configuration that it cannot use: all of it, with its lines, in plain words. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { configFolder, storecast } from '../support/config-folder.js'

/** What a command says that cannot start, line by line. */
async function mistakesOf(
  file: string,
  env: Readonly<Record<string, string>> = {},
  name = 'storecast.config.js',
) {
  const { code, stderr } = await storecast(configFolder({ [name]: file }), ['feed', 'list'], env)
  expect(code).toBe(2)
  const [head = '', ...mistakes] = stderr.trimEnd().split('\n')
  expect(head).toMatch(/^CONFIG_INVALID: The configuration has (a mistake|\d+ mistakes):$/)
  return mistakes.map((line) => line.replace(/^ {2}- /, ''))
}

describe('a configuration', () => {
  test.each([
    [
      'whose syntax is wrong',
      'export default {\n  channels: []\n  price: 1\n}\n',
      /^storecast\.config\.js:3: Unexpected identifier 'price'\.$/,
    ],
    [
      'without a default export',
      'export const config = {}\n',
      /^storecast\.config\.js: has no default export/,
    ],
    [
      'that exports a function',
      'export default () => ({})\n',
      /^storecast\.config\.js: its default export must be an object/,
    ],
    [
      'that names what is not defined',
      '\n\nexport default { price: prices }\n',
      /^storecast\.config\.js:3: prices is not defined\.$/,
    ],
    [
      'that imports what the package lacks',
      "import * as all from 'storecast'\nimport { defineConfg } from 'storecast'\nexport default defineConfg(all)\n",
      /^storecast\.config\.js:2: .*defineConfg/,
    ],
    [
      'that imports a package which is not there',
      "\nimport 'some-package'\nexport default {}\n",
      /^storecast\.config\.js:2: Cannot find package 'some-package'\.$/,
    ],
    [
      'that takes away what a channel does not have',
      "import { extendChannel, googleMerchant } from 'storecast'\n\nexport default {\n  channels: [extendChannel(googleMerchant, { without: ['g:colour'] })],\n}\n",
      /^storecast\.config\.js:4: Channel google-merchant has no field g:colour/,
    ],
  ])('%s is told with what to mend', async (_, file, said) => {
    expect(await mistakesOf(file)).toEqual([expect.stringMatching(said)])
  })

  test('is told with all its mistakes, and those of the environment, at once', async () => {
    const file = `import { extendChannel, facebookCatalog, googleMerchant } from 'storecast'

export default {
  chanels: [],
  catalog: { products: {}, currency: 'EUR' },
  channels: [
    googleMerchant,
    extendChannel(googleMerchant, { name: 'Pin terest', code: 'pin' }),
    facebookCatalog,
    facebookCatalog,
    { name: 'bare' },
    extendChannel(googleMerchant, { name: 'pinterest', code: 'GOOGLE' }),
  ],
  price: 12,
  meta: { identify: 'session' },
  modules: [{}],
}
`
    expect(await mistakesOf(file, { PORT: 'many', XML_FEEDS__IS_ENABLED_GOGLE: 'true' })).toEqual([
      expect.stringMatching(/^PORT: /),
      expect.stringMatching(/^XML_FEEDS__IS_ENABLED_GOGLE: .* Did you mean IS_ENABLED_GOOGLE\?$/),
      'storecast.config.js:4: chanels: is no option; there is catalog, channels, price, meta, modules, admin. Did you mean channels?',
      'storecast.config.js:5: catalog: looks like a mapping: write mapTables({ … }) around it.',
      expect.stringMatching(/^storecast\.config\.js:8: channels\[1\]: needs a name of a-z/),
      expect.stringMatching(/^storecast\.config\.js:8: channels\[1\]: needs a code of A-Z/),
      expect.stringMatching(
        /^storecast\.config\.js:10: channels\[3\]: a channel of the name facebook-catalog is/,
      ),
      expect.stringMatching(/^storecast\.config\.js:11: channels\[4\]: is no channel/),
      expect.stringMatching(
        /^storecast\.config\.js:12: channels\[5\]: google-merchant has the code GOOGLE already/,
      ),
      expect.stringMatching(/^storecast\.config\.js:14: price: must be a function/),
      expect.stringMatching(/^storecast\.config\.js:15: meta\.identify: must be a function/),
      expect.stringMatching(/^storecast\.config\.js:16: modules\[0\]: is no module/),
    ])
  })

  test('that STORECAST_CONFIG names must be there', async () => {
    const said = await mistakesOf('export default {}\n', { STORECAST_CONFIG: 'other.config.js' })
    expect(said).toEqual([
      expect.stringMatching(/^STORECAST_CONFIG: there is no file .*other\.config\.js\.$/),
    ])
  })

  test('that STORECAST_CONFIG names is read instead of the one in the folder', async () => {
    const folder = configFolder({ 'storecast.config.js': 'export default { price: 1 }\n' })
    mkdirSync(join(folder, 'conf'))
    writeFileSync(join(folder, 'conf', 'shop.mjs'), 'export default {}\n')
    const ran = await storecast(folder, ['feed', 'list'], { STORECAST_CONFIG: 'conf/shop.mjs' })
    expect([ran.code, ran.stderr]).toEqual([0, ''])
  })

  test('that cannot be run leaves the help and the version to be read', async () => {
    const folder = configFolder({ 'storecast.config.mjs': 'export default {' })
    const [help, version] = await Promise.all([
      storecast(folder, ['--help']),
      storecast(folder, ['--version']),
    ])
    expect([help.code, help.stdout]).toEqual([0, expect.stringContaining('Usage: storecast')])
    expect([version.code, version.stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)])
  })

  test('brings the commands of its modules', async () => {
    const folder = configFolder({
      'storecast.config.js': `import { defineModule } from 'storecast'
const hello = { name: 'hello', summary: 'Says hello.', run: async (_state, _operands, _options, terminal) => { terminal.say('Hello.'); return 0 } }
export default { modules: [defineModule({ name: 'greeting', summary: 'Greets.', assemble: () => ({}), commands: [hello] })] }
`,
    })
    const { code, stdout } = await storecast(folder, ['hello'])
    expect([code, stdout]).toEqual([0, 'Hello.\n'])
  })
})
