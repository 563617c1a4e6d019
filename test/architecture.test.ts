import { describe, expect, test } from 'vitest'
import { brokenRules } from './support/house/rules.js'
import { readSources } from './support/house/sources.js'

const sources = readSources()

test('the sources keep every rule of the house', () => {
  expect(sources.size).toBeGreaterThan(20)
  expect(brokenRules(sources)).toEqual([])
})

const said = '/** A file that is planted for this test. */\n'

function planted(files: Readonly<Record<string, string>>): readonly string[] {
  return brokenRules(new Map(Object.entries(files).map(([path, text]) => [path, said + text])))
}

describe('an import is noticed where', () => {
  const cases: readonly (readonly [why: string, from: string, to: string])[] = [
    ['the kernel knows of the door', 'src/kernel/log.ts', 'src/kernel.ts'],
    ['the kernel knows of feeds', 'src/kernel/log.ts', 'feeds/index.ts'],
    ['the kernel knows of a plugin', 'src/kernel/log.ts', 'plugins/meta-capi/index.ts'],
    ['the kernel knows of the pages', 'src/kernel/server/health.ts', 'src/admin/frame.ts'],
    ['the door opens onto feeds', 'src/kernel.ts', 'feeds/index.ts'],
    ['a face beside app.ts names feeds', 'src/cli.ts', 'feeds/index.ts'],
    ['a command of the program names feeds', 'src/commands/serve.ts', 'feeds/index.ts'],
    ['a face beside app.ts names a plugin', 'src/index.ts', 'plugins/meta-capi/index.ts'],
    ['the configuration names feeds', 'src/config-file.ts', 'feeds/index.ts'],
    ['the kernel reads the configuration', 'src/kernel/config.ts', 'src/config-file.ts'],
    ['a host’s Storecast reads the configuration', 'src/app.ts', 'src/config-file.ts'],
    ['feeds read the configuration', 'feeds/index.ts', 'src/config-file.ts'],
    ['the pages name feeds', 'src/admin/overview.ts', 'feeds/index.ts'],
    ['app.ts reaches behind the feeds module', 'src/app.ts', 'feeds/engine/build.ts'],
    ['the demo’s composition reaches behind the feeds module', 'src/app/demo.ts', 'feeds/engine/build.ts'],
    ['the demo’s composition reads the configuration', 'src/app/demo.ts', 'src/config-file.ts'],
    ['the kernel knows the composition', 'src/kernel/assembly.ts', 'src/app/demo.ts'],
    ['a feed knows the composition', 'feeds/demo.ts', 'src/app/demo.ts'],
    ['a plugin knows the composition', 'plugins/demo-shop/module.ts', 'src/app/demo.ts'],
    [
      'one plugin’s module reaches into another one',
      'plugins/demo-shop/module.ts',
      'plugins/meta-capi/api.ts',
    ],
    ['feeds go around the door', 'feeds/index.ts', 'src/kernel/log.ts'],
    ['the engine goes around the door', 'feeds/engine/build.ts', 'src/kernel/log.ts'],
    ['the engine knows a source', 'feeds/engine/build.ts', 'feeds/catalog/sql/source.ts'],
    ['the engine knows a channel', 'feeds/engine/build.ts', 'feeds/channels/google-merchant.ts'],
    ['the catalog knows the engine', 'feeds/catalog/sql/source.ts', 'feeds/engine/build.ts'],
    ['the catalog contract knows a source', 'feeds/catalog/contract.ts', 'feeds/catalog/demo/source.ts'],
    ['a channel knows the catalog', 'feeds/channels/google-merchant.ts', 'feeds/catalog/product.ts'],
    ['a channel goes through the door', 'feeds/channels/google-merchant.ts', 'src/kernel.ts'],
    ['a plugin goes around the door', 'plugins/ads/index.ts', 'src/kernel/log.ts'],
    ['a plugin reaches into feeds', 'plugins/ads/index.ts', 'feeds/index.ts'],
    ['a plugin reaches into another one', 'plugins/ads/index.ts', 'plugins/meta-capi/send.ts'],
    ['a contract reaches into another plugin', 'plugins/ads/contract.ts', 'plugins/meta-capi/send.ts'],
    ['a plugin knows a face', 'plugins/ads/index.ts', 'src/index.ts'],
    ['the product knows its tests', 'feeds/engine/build.ts', 'test/support/clock.ts'],
  ]
  test.each(cases)('%s', (_why, from, to) => {
    const up = '../'.repeat(from.split('/').length - 1)
    const name = `${up}${to.replace(/\.ts$/, '.js')}`
    const wrong = [
      expect.stringMatching(new RegExp(`^${from.replaceAll('.', '\\.')} .* may not import ${to}$`)),
    ]
    expect(planted({ [from]: `import { thing } from '${name}'\n` })).toEqual(wrong)
  })

  test.each([
    ["import type { Thing } from '../index.js'"],
    ["export { thing } from '../index.js'"],
    ["export * from '../index.js'"],
    ["import '../index.js'"],
    ["const thing = await import('../index.js')"],
    ["type Thing = import('../index.js').Thing"],
  ])('it is written as %s', (line) => {
    expect(planted({ 'feeds/engine/build.ts': `${line}\n` })).toEqual([
      'feeds/engine/build.ts (engine) may not import feeds/index.ts',
    ])
  })

  test('a file imports its own package by name', () => {
    expect(planted({ 'src/cli.ts': "import { createStorecast } from 'storecast'\n" })).toEqual([
      'src/cli.ts imports its own package by name',
    ])
  })
})

test.each([
  ['src/app.ts', 'feeds/index.ts'],
  ['src/app.ts', 'plugins/demo-shop/index.ts'],
  ['src/app.ts', 'src/app/demo.ts'],
  ['src/app/demo.ts', 'plugins/demo-shop/module.ts'],
  ['src/app/demo.ts', 'feeds/demo-storefront.ts'],
  ['src/app.ts', 'feeds/channels/index.ts'],
  ['src/cli.ts', 'src/app.ts'],
  ['src/config-file.ts', 'src/app.ts'],
  ['src/cli.ts', 'src/commands/serve.ts'],
  ['feeds/commands/build.ts', 'feeds/state.ts'],
  ['src/kernel.ts', 'src/kernel/log.ts'],
  ['feeds/index.ts', 'feeds/catalog/sql/source.ts'],
  ['feeds/engine/build.ts', 'feeds/catalog/contract.ts'],
  ['feeds/channels/facebook-catalog.ts', 'feeds/channels/google-merchant.ts'],
  ['plugins/ads/index.ts', 'plugins/ads/send.ts'],
  ['plugins/ads/index.ts', 'plugins/meta-capi/contract.ts'],
  ['plugins/ads/index.ts', 'feeds/contract.ts'],
])('%s may import %s', (from, to) => {
  const up = '../'.repeat(from.split('/').length - 1)
  expect(planted({ [from]: `import { thing } from '${up}${to.replace(/\.ts$/, '.js')}'\n` })).toEqual([])
})

test('a circle of imports is noticed and told', () => {
  const files = {
    'feeds/engine/one.ts': "import { two } from './two.js'\n",
    'feeds/engine/two.ts': "import type { Three } from './deep/three.js'\n",
    'feeds/engine/deep/three.ts': "export { one } from '../one.js'\n",
  }
  expect(planted(files)).toEqual([
    'imports run in a circle: feeds/engine/one.ts → feeds/engine/two.ts → feeds/engine/deep/three.ts → feeds/engine/one.ts',
  ])
})

test.each([
  'src/kernel/utils.ts',
  'feeds/engine/helpers/text.ts',
  'src/kernel/task-manager.ts',
  'src/kernel/mail.service.ts',
])('the name of %s is noticed', (path) => {
  expect(planted({ [path]: '' })).toEqual([expect.stringContaining('which names nothing')])
})

test('a file that does not say what it is is noticed', () => {
  const path = 'src/kernel/log.ts'
  const untold = (text: string) => brokenRules(new Map([[path, text]]))
  expect(untold('/**\n * A log of many lines.\n */\n')).toEqual([])
  expect(untold('#!/usr/bin/env node\n/** The storecast command. */\n')).toEqual([])
  for (const text of [
    '',
    'export const a = 1\n',
    '/** */\n',
    '// A log.\n',
    "import 'x'\n/** A log of lines. */\n",
  ]) {
    expect(untold(text), text).toEqual([expect.stringContaining('does not begin with a sentence')])
  }
})

test('a file in a folder that the house does not have is noticed', () => {
  expect(planted({ 'feeds/stuff/thing.ts': '' })).toEqual(['feeds/stuff/thing.ts has no room in the house'])
})
