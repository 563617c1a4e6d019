/** A private MariaDB: own data folder, own port, own account; gone without a trace when it ends. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { freePort } from '../free-port.js'
import { databaseAccount } from './account.js'
import type { Binaries } from './binaries.js'
import { keepWatch } from './watch.js'

export interface Instance {
  /** `mysql://user:password@127.0.0.1:port/`, without a database; the user may do everything. */
  readonly url: string
  readonly pid: number
  /** All it has on disk. */
  readonly folder: string
  /** Kills it and removes its folder; may be called twice. */
  end(): Promise<void>
}

export interface InstanceOptions {
  /** Server options that go after ours and win, as `--innodb-buffer-pool-size=1G`. */
  readonly options?: readonly string[]
}

// The data lives for one run, so nothing is flushed for safety: tests kill our process, never the database.
const quick = [
  '--innodb-flush-method=nosync',
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-doublewrite=0',
  '--innodb-buffer-pool-size=64M',
  '--innodb-log-file-size=16M',
  '--innodb-buffer-pool-dump-at-shutdown=OFF',
  '--innodb-buffer-pool-load-at-startup=OFF',
  '--aria-pagecache-buffer-size=8M',
  '--key-buffer-size=1M',
  '--performance-schema=OFF',
  '--skip-log-bin',
  '--max-connections=200',
]

/** Starts it and resolves when it takes connections; leaves nothing behind where that fails. */
export async function startInstance(
  binaries: Binaries,
  { options = [] }: InstanceOptions = {},
): Promise<Instance> {
  const account = databaseAccount()
  const folder = mkdtempSync(join(tmpdir(), 'storecast-mariadb-'))
  const own = (path: string) => account && chownSync(path, account.uid, account.gid)
  let server: ChildProcess | undefined
  let unwatch = () => {}
  const end = async () => {
    if (server?.pid !== undefined && server.exitCode === null && server.signalCode === null) {
      const gone = once(server, 'exit')
      server.kill('SIGKILL')
      await gone
    }
    unwatch()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    own(folder)
    const data = join(folder, 'data')
    // Its temporary files go with the folder, and nobody else's folder must be open to its account.
    const env = { ...process.env, TMPDIR: folder }
    const install = [
      '--no-defaults',
      `--datadir=${data}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--skip-name-resolve',
      '--innodb-flush-method=nosync',
      '--innodb-log-file-size=16M',
      ...(account ? [`--user=${account.name}`] : []),
    ]
    await promisify(execFile)(binaries.installDb, install, { env })
    const password = randomBytes(12).toString('hex')
    const init = join(folder, 'init.sql')
    writeFileSync(init, accounts(password), { mode: 0o600 })
    own(init)
    const port = await freePort()
    server = spawn(
      binaries.server,
      [
        '--no-defaults',
        `--datadir=${data}`,
        `--socket=${join(folder, 'socket')}`,
        `--pid-file=${join(folder, 'pid')}`,
        `--init-file=${init}`,
        '--bind-address=127.0.0.1',
        `--port=${port}`,
        '--skip-name-resolve',
        '--character-set-server=utf8mb4',
        ...quick,
        ...options,
      ],
      // Its own group: Ctrl+C must reach us first, or suites fail on a database that went before them.
      {
        env,
        stdio: ['ignore', 'ignore', 'pipe'],
        detached: true,
        ...(account && { uid: account.uid, gid: account.gid }),
      },
    )
    if (server.pid !== undefined) unwatch = keepWatch(server.pid, folder)
    await ready(server)
    return { url: `mysql://storecast:${password}@127.0.0.1:${port}/`, pid: server.pid ?? 0, folder, end }
  } catch (error) {
    await end()
    throw error
  }
}

// The installer leaves root without a password; the port is open to every local user, so root must go.
function accounts(password: string): string {
  return [
    `CREATE USER 'storecast'@'127.0.0.1' IDENTIFIED BY '${password}';`,
    "GRANT ALL ON *.* TO 'storecast'@'127.0.0.1' WITH GRANT OPTION;",
    "DELETE FROM mysql.global_priv WHERE User <> 'storecast' AND User <> 'mariadb.sys';",
    'FLUSH PRIVILEGES;',
    '',
  ].join('\n')
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const last: string[] = []
    server.once('error', reject)
    server.once('exit', (code, signal) =>
      reject(new Error(`MariaDB ended at start (${signal ?? code}): ${last.slice(-5).join(' | ')}`)),
    )
    if (!server.stderr) return reject(new Error('MariaDB has no standard error to read'))
    createInterface({ input: server.stderr }).on('line', (line) => {
      last.push(line)
      if (last.length > 20) last.shift()
      if (line.includes('ready for connections')) resolve()
    })
  })
}
