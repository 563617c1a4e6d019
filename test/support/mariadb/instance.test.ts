import { chmodSync, existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createConnection } from 'mysql2/promise'
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { startChild } from '../child.js'
import { tempFolder } from '../temp-folder.js'
import { findBinaries } from './binaries.js'
import { startInstance } from './instance.js'

const binaries = findBinaries()

describe.skipIf(!binaries || inject('mysqlUrl') === '')('a private MariaDB', () => {
  const { server, installDb } = binaries ?? { server: '', installDb: '' }
  let place: string

  // A temporary folder of our own, so that what other runs on this machine leave or take is not seen here.
  beforeEach(() => {
    const folder = tempFolder()
    place = folder.path
    // The database's account must be able to pass through.
    chmodSync(place, 0o711)
    vi.stubEnv('TMPDIR', place)
    return () => folder.remove()
  })

  afterEach(() => {
    vi.unstubAllEnvs()
  })

  test('takes connections, with the options given, and leaves nothing when it ends', async () => {
    const instance = await startInstance({ server, installDb }, { options: ['--max-connections=17'] })
    try {
      const connection = await createConnection({ uri: instance.url })
      const [rows] = await connection.query('select @@max_connections as most')
      await connection.end()
      expect(rows).toEqual([{ most: 17 }])
      const nobody = createConnection({ uri: instance.url.replace(/storecast:[^@]*@/, 'root@') })
      await expect(nobody).rejects.toThrow(/denied|not allowed/)
    } finally {
      await instance.end()
      await instance.end()
    }
    expect(readdirSync(place)).toEqual([])
    expect(() => process.kill(instance.pid, 0)).toThrow(/ESRCH/)
  })

  test('leaves nothing when it cannot start, and says why', async () => {
    const start = startInstance({ server, installDb }, { options: ['--no-such-option'] })
    await expect(start).rejects.toThrow(/no-such-option/)
    expect(readdirSync(place)).toEqual([])
  })

  test('leaves nothing when its data folder cannot be made', async () => {
    await expect(startInstance({ server, installDb: '/bin/false' })).rejects.toThrow(/false/)
    expect(readdirSync(place)).toEqual([])
  })

  test('goes with the process that started it, even when that one is killed', async () => {
    const owner = startChild(fileURLToPath(new URL('../fixtures/own-mariadb.ts', import.meta.url)))
    const folder = (await owner.line('folder ')).replace('folder ', '')
    expect(existsSync(folder)).toBe(true)
    await owner.kill('SIGKILL')
    await expect.poll(() => existsSync(folder), { timeout: 10_000 }).toBe(false)
  })
})
