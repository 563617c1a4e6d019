/** The examples of docs/signed-hooks.md, run as they stand there, against a route that is signed. */
import { execFile } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { faults } from '../../../src/kernel/errors.js'
import { randomToken } from '../../../src/kernel/ids.js'
import { readSignature, sign, verify } from '../../../src/kernel/security/signature.js'
import { idempotencyKeyOf } from '../../../src/kernel/server/idempotency.js'
import { sendJson } from '../../../src/kernel/server/respond.js'
import { blockBehind, read, rowsOf, sectionOf } from '../../docs/documents.js'
import { type Listening, listen } from '../../support/http.js'
import { page, routed, signedBy } from '../../support/routed.js'
import { testFolder } from '../../support/temp-folder.js'

const document = 'docs/signed-hooks.md'
const run = promisify(execFile)
const payload = { order: 'Größe "1001" / 50 %', lines: [1, 2.5] }

let listening: Listening | undefined
afterEach(() => listening?.close())

/** A signed hook that keeps what came in, and what a program must know to call it. */
async function start(key = randomToken()) {
  const taken: unknown[] = []
  const hook = page('/hooks/meta/:event', {
    method: 'POST',
    bodyLimitBytes: 10_000,
    access: signedBy(key),
    handle({ req, res, params, body }) {
      taken.push({ event: params.event, key: idempotencyKeyOf(req), payload: JSON.parse(body().toString()) })
      sendJson(res, 202, { stored: true })
    },
  })
  listening = await listen(routed({ routes: [hook] }).app)
  return { taken, env: { PATH: process.env.PATH, HOOKS_URL: listening.url, HOOK_KEY: key } }
}

const expected = (event: string, key: string) => [{ event, key, payload }]

async function isInstalled(program: string): Promise<boolean> {
  return run(program, ['--version']).then(
    () => true,
    () => false,
  )
}

test('the worked example is right', () => {
  const [, body = '', key = ''] = /For the body `([^`]+)` under the key `([^`]+)`/.exec(read(document)) ?? []
  const header = `Storecast-Signature: ${sign(body, key, 1_767_225_600)}`
  expect(blockBehind(document, 'a signature')).toBe(header)
})

describe('the example for the shell', () => {
  const script = blockBehind(document, 'signing with curl and openssl')
  // Line ends inside and behind it are bytes like others.
  const payloadIn = (folder: string) =>
    writeFileSync(join(folder, 'purchase.json'), `${JSON.stringify(payload, undefined, 2)}\r\n`)

  test('is taken', async () => {
    const { taken, env } = await start()
    const folder = testFolder()
    payloadIn(folder)
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], { cwd: folder, env })
    expect(stdout).toBe('{"stored":true}\n202\n')
    expect(taken).toEqual(expected('Purchase', 'purchase-1001'))
  })

  test('is refused with another key', async () => {
    const { taken, env } = await start()
    const folder = testFolder()
    payloadIn(folder)
    const wrong = { ...env, HOOK_KEY: randomToken() }
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], { cwd: folder, env: wrong })
    expect(stdout).toMatch(/"code":"SIGNATURE_WRONG".*\n403\n$/)
    expect(taken).toEqual([])
  })
})

describe('the example for Node', () => {
  test('is taken, and says whether it was', async () => {
    const { taken, env } = await start()
    const folder = testFolder()
    writeFileSync(join(folder, 'hook.mjs'), blockBehind(document, 'signing with Node'))
    const call = `import { storecastHook } from './hook.mjs'
      console.log(await storecastHook('AddToCart', ${JSON.stringify(payload)}, 'cart-7'))`
    const asked = (more: object) =>
      run(process.execPath, ['--input-type=module', '--eval', call], {
        cwd: folder,
        env: { ...env, ...more },
      })
    expect((await asked({})).stdout).toBe('true\n')
    expect((await asked({ HOOK_KEY: randomToken() })).stdout).toBe('false\n')
    expect(taken).toEqual(expected('AddToCart', 'cart-7'))
  })
})

describe('the example for PHP', async () => {
  const script = blockBehind(document, 'signing with PHP')

  test('signs as the server reads it', () => {
    const [, algorithm = '', message = ''] =
      /\$signature = hash_hmac\('(\w+)', "([^"]+)", getenv\('HOOK_KEY'\)\);/.exec(script) ?? []
    const values = { at: '1767225600', body: '{"order":"1001"}' }
    const put = (text: string, more: object = {}) => {
      const all = new Map<string, string>(Object.entries({ ...values, ...more }))
      return text.replace(/\$(\w+)/g, (_, name) => all.get(name) ?? '')
    }
    const signature = createHmac(algorithm, 'the-key').update(put(message)).digest('hex')
    const [, header = ''] = /"Storecast-Signature: ([^"]+)"/.exec(script) ?? []
    const readBack = readSignature(put(header, { signature }))
    expect(readBack && verify(Buffer.from('{"order":"1001"}'), readBack, ['the-key'])).toBe(true)
    expect(script).toContain('CURLOPT_POSTFIELDS => $body')
  })

  if (await isInstalled('php')) {
    test('is taken, and says whether it was', async () => {
      const { taken, env } = await start()
      const folder = testFolder()
      const call = `var_dump(storecastHook('AddToCart', json_decode(getenv('PAYLOAD'), true), 'cart-7'));`
      writeFileSync(join(folder, 'hook.php'), `${script}\n${call}\n`)
      const asked = (more: object) =>
        run('php', ['hook.php'], { cwd: folder, env: { ...env, PAYLOAD: JSON.stringify(payload), ...more } })
      expect((await asked({})).stdout).toBe('bool(true)\n')
      expect((await asked({ HOOK_KEY: randomToken() })).stdout).toBe('bool(false)\n')
      expect(taken).toEqual(expected('AddToCart', 'cart-7'))
    })
  }
})

describe('the table of answers', () => {
  const rows = rowsOf(sectionOf(document, '## Answers'))

  test('gives each code the status that it has', () => {
    const thrown = new Map(
      [
        ...['signed-access', 'raw-body', 'idempotency', 'body-limit', 'access', 'pipeline'].map(
          (name) => `src/kernel/server/${name}.ts`,
        ),
        ...['route', 'payload'].map((name) => `plugins/meta-capi/hook-route/${name}.ts`),
        'src/kernel/database/away.ts',
      ].flatMap((path) =>
        [...read(path).matchAll(/new AppError\(\s*'(\w+)',\s*'(\w+)'/g)].map(
          ([, code = '', fault = '']) => [code, faults[fault as keyof typeof faults].status] as const,
        ),
      ),
    )
    const told = rows.flatMap(([status, codes = '']) =>
      [...codes.matchAll(/`(\w+)`/g)].map(([, code = '']) => [code, Number(status)] as const),
    )
    expect(told.length).toBeGreaterThan(10)
    for (const [code, status] of told) expect([code, thrown.get(code)]).toEqual([code, status])
  })
})
