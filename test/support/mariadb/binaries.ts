/** Where MariaDB's programs are on this machine, and how they get onto it. */
import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

export interface Binaries {
  readonly server: string
  /** Makes the first data folder. */
  readonly installDb: string
}

/** Undefined unless both the server and its installer are here; Oracle's mysqld has no such installer. */
export function findBinaries(): Binaries | undefined {
  const server = find('mariadbd', 'mysqld')
  const installDb = find('mariadb-install-db', 'mysql_install_db')
  return server && installDb ? { server, installDb } : undefined
}

/** Whether `installBinaries` can work: it needs root and apt. */
export function canInstall(): boolean {
  return process.getuid?.() === 0 && find('apt-get') !== undefined
}

/** Installs Debian's package; throws with the last lines of apt where that fails. */
export function installBinaries(): Binaries {
  // At run level 1 Debian's scripts do not start the package's own instance.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  try {
    execFileSync('apt-get', ['update', '-q'], { env, stdio: 'pipe' })
    execFileSync('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'mariadb-server'], {
      env,
      stdio: 'pipe',
    })
  } catch (error) {
    const output = String((error as { stderr?: Buffer }).stderr ?? '')
    throw new Error(
      `apt-get could not install mariadb-server: ${output.trim().split('\n').slice(-3).join(' ')}`,
      {
        cause: error,
      },
    )
  }
  const binaries = findBinaries()
  if (!binaries) throw new Error('apt-get installed mariadb-server, but mariadbd is not where it should be')
  return binaries
}

// Debian keeps the server in sbin, which the PATH of an ordinary user lacks.
const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/usr/libexec']

function find(...names: string[]): string | undefined {
  for (const name of names) {
    for (const folder of folders) {
      if (!folder) continue
      const path = join(folder, name)
      try {
        accessSync(path, constants.X_OK)
        return path
      } catch {}
    }
  }
  return undefined
}
