import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadSecrets } from '../../../src/kernel/security/secrets.js'
import { testFolder } from '../../support/temp-folder.js'

test('given secrets are taken in their order, and no file is made', async () => {
  const folder = join(testFolder(), 'not-made')
  expect(await loadSecrets(' current , older ,, ', folder)).toEqual(['current', 'older'])
  expect(() => statSync(folder)).toThrow(/ENOENT/)
})

test('in development one is made, for its owner only, and is the same ever after', async () => {
  const folder = join(testFolder(), 'data')
  const [made] = await loadSecrets(undefined, folder)
  expect(made).toMatch(/^[\w-]{32}$/)
  const path = join(folder, 'storecast.secret')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readFileSync(path, 'utf8')).toBe(`${made}\n`)
  expect(await loadSecrets(undefined, folder)).toEqual([made])
  expect(await loadSecrets('', folder)).toEqual([made])
  expect(await loadSecrets(undefined, testFolder())).not.toEqual([made])
})

test('many that start at the same moment agree on one', async () => {
  const folder = join(testFolder(), 'data')
  const found = await Promise.all(Array.from({ length: 30 }, () => loadSecrets(undefined, folder)))
  expect(new Set(found.map(([secret]) => secret)).size).toBe(1)
})

test('a file that another process has made and not yet written is waited for', async () => {
  const folder = testFolder()
  const path = join(folder, 'storecast.secret')
  writeFileSync(path, '')
  const loading = loadSecrets(undefined, folder)
  const timer = setTimeout(() => writeFileSync(path, 'of the other process\n'), 60)
  expect(await loading).toEqual(['of the other process'])
  clearTimeout(timer)
})

test('a file that stays empty is told with what to do, and not replaced', async () => {
  const folder = testFolder()
  const path = join(folder, 'storecast.secret')
  writeFileSync(path, ' \n')
  await expect(loadSecrets(undefined, folder)).rejects.toMatchObject({
    code: 'SECRET_FILE_UNUSABLE',
    message: expect.stringMatching(/storecast\.secret is empty: restore it, or delete it/),
  })
  expect(readFileSync(path, 'utf8')).toBe(' \n')
})

test('a folder that cannot be made, or a file that cannot be read, is told with what to do', async () => {
  const folder = testFolder()
  const file = join(folder, 'file')
  writeFileSync(file, '')
  await expect(loadSecrets(undefined, join(file, 'data'))).rejects.toMatchObject({
    code: 'SECRET_FILE_UNUSABLE',
    message: expect.stringMatching(/cannot be made: make its folder writable, or set STORECAST_SECRET/),
  })
  rmSync(file)
  mkdirSync(join(folder, 'storecast.secret'))
  await expect(loadSecrets(undefined, folder)).rejects.toMatchObject({
    code: 'SECRET_FILE_UNUSABLE',
    message: expect.stringMatching(/cannot be read: check who owns it, or set STORECAST_SECRET/),
  })
})
