/** The demo's links lead to where it was served, whoever builds its feeds. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { storecast } from '../support/config-folder.js'
import { startProgram } from '../support/program.js'
import { tempFolder } from '../support/temp-folder.js'

test('a command that knows no port builds the demo’s feed as the server does', async () => {
  const folder = tempFolder()
  const program = await startProgram({}, folder)
  await fetch(program.feed('google-merchant'))
  const env = { STORECAST_DATA: folder.path }
  const looked = await storecast(folder.path, ['feed', 'build', 'google-merchant', '--json'], env)
  expect(JSON.parse(looked.stdout)).toMatchObject([{ state: 'unchanged' }])
  await storecast(folder.path, ['feed', 'build', 'google-merchant', '--force', '--out', 'feed.xml'], env)
  const links = [...readFileSync(join(folder.path, 'feed.xml'), 'utf8').matchAll(/<g:link>(.*?)<\/g:link>/g)]
  expect(links.length).toBeGreaterThan(40)
  for (const [, link] of links) expect(link).toMatch(new RegExp(`^${program.address}/`))
  await program.end()
})
