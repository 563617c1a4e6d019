/** Where Chromium is on this machine, and how it gets onto it. */
import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

// About 100 MB have to come.
const aptLimitMs = 300_000

/** The first of its names on the PATH; undefined where there is none. */
export function findBinary(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Installs Debian's package; throws with the last lines of apt where that fails or takes too long. */
export function installBinary(): string {
  const install = ['install', '-q', '-y', '--no-install-recommends', 'chromium']
  try {
    apt(install)
  } catch {
    // The lists of packages may be missing, as in a fresh container, or too old.
    apt(['update', '-q'])
    apt(install)
  }
  const binary = findBinary()
  if (!binary) throw new Error('apt-get installed chromium, but it is not where it should be')
  return binary
}

function apt(args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    // Another process may be installing something at this moment.
    execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], {
      env,
      stdio: 'pipe',
      timeout: aptLimitMs,
    })
  } catch (error) {
    const { stderr, message } = error as { stderr?: Buffer; message: string }
    const said = String(stderr ?? '').trim() || message
    throw new Error(`apt-get could not install chromium: ${said.split('\n').slice(-3).join(' ')}`, {
      cause: error,
    })
  }
}
