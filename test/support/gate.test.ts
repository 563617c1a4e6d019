import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const config = fileURLToPath(new URL('fixtures/vitest.config.ts', import.meta.url))
const vitest = fileURLToPath(new URL('../vitest.mjs', import.meta.resolve('vitest')))

// One run over all fixtures: starting vitest costs a second or two each time.
async function runFixtures(names: readonly string[]) {
  const child = spawn(process.execPath, [vitest, 'run', '--config', config, ...names], {
    env: {
      ...process.env,
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      VITEST: undefined,
      VITEST_POOL_ID: undefined,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk
  })
  const [code] = await once(child, 'close')
  return { code, output, closing: output.trimEnd().split('\n').at(-1) }
}

test('a clean run ends with its count as the last line', async () => {
  const { code, closing, output } = await runFixtures(['clean'])
  expect({ code, closing }, output).toEqual({ code: 0, closing: '1 passed, 0 failed, 1 skipped' })
})

test('whatever a file leaves behind fails it and is named', async () => {
  const { code, closing, output } = await runFixtures(['leaves-'])
  expect(code).not.toBe(0)
  expect(closing, output).toBe('5 passed, 5 failed, 0 skipped')
  expect(output).toMatch(/- the child \d+ \(.*echo\.ts\)/)
  expect(output).toMatch(/- a listening server \(1\)/)
  expect(output).toMatch(/- interval made at .*leaves-interval\.fixture\.ts/)
  expect(output).toMatch(/- timeout made at .*leaves-timeout\.fixture\.ts/)
  expect(output).toMatch(/- the folder .*storecast-test-/)
})

test('a failing test and a file that cannot be loaded both count as failed', async () => {
  const { code, closing, output } = await runFixtures(['fails', 'cannot-load'])
  expect(code).not.toBe(0)
  expect(closing, output).toBe('0 passed, 2 failed, 0 skipped')
})

test('a run that finds no test at all counts as failed', async () => {
  const { code, closing, output } = await runFixtures(['no-such-fixture'])
  expect(code).not.toBe(0)
  expect(closing, output).toBe('0 passed, 1 failed, 0 skipped')
})
