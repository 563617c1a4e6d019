import { expect, test } from 'vitest'
import { environmentNames, settingGroups, settingsDoc } from '../../scripts/settings-doc.js'
import { modulesOf } from '../../src/app.js'
import { createStorecast } from '../../src/index.js'
import { testFolder } from '../support/temp-folder.js'
import { read } from './documents.js'

test('docs/settings.md is what npm run docs:settings writes', () => {
  expect(read('docs/settings.md')).toBe(settingsDoc())
})

test('its groups are those that a running Storecast has', async () => {
  const folder = testFolder()
  const cast = await createStorecast({
    tell: () => {},
    dataFolder: folder,
    environment: {},
    logLevel: 'silent',
    background: false,
  })
  const names = cast.registry.groups.map(({ name }) => name)
  await cast.close()
  expect(settingGroups.map(({ name }) => name)).toEqual(names)
})

test('its environment variables are those that the program reads', () => {
  const config = read('src/kernel/config.ts')
  const [, variables = ''] = /const variables = \{\n([\s\S]*?)\n\}/.exec(config) ?? []
  const declared = [...variables.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name)
  expect(declared.length).toBeGreaterThan(5)
  const chosen = ['src/catalog-choice.ts', 'src/config-file.ts'].map(
    (file) => /environment\.(STORECAST_\w+)/.exec(read(file))?.[1],
  )
  const ofModules = modulesOf({ catalog: 'sql' }).flatMap(({ variables = {} }) => Object.keys(variables))
  expect([...environmentNames].sort()).toEqual([...declared, ...chosen, ...ofModules].sort())
})
