/** Where the sealing secret comes from: the environment, or in development a file made once. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '../errors.js'
import { randomToken } from '../ids.js'

export type Secrets = readonly [string, ...string[]]

/** Reads `given` (comma-separated: the current one first, then those that still open), or the file in `folder`. */
export async function loadSecrets(given: string | undefined, folder: string): Promise<Secrets> {
  const [first, ...others] = (given ?? '')
    .split(',')
    .map((text) => text.trim())
    .filter(Boolean)
  if (first !== undefined) return [first, ...others]
  return [await fileSecret(folder)]
}

async function fileSecret(folder: string): Promise<string> {
  const path = join(folder, 'storecast.secret')
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(path, `${randomToken()}\n`, { flag: 'wx', mode: 0o600 })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new AppError(
        'SECRET_FILE_UNUSABLE',
        'unavailable',
        `The development secret ${path} cannot be made: make its folder writable, or set STORECAST_SECRET.`,
        { cause },
      )
    }
  }
  const secret = await readSecret(path)
  if (secret) return secret
  throw new AppError(
    'SECRET_FILE_UNUSABLE',
    'unavailable',
    `The development secret ${path} is empty: restore it, or delete it and set the sealed settings again.`,
  )
}

// Between its making and its writing the file is empty: two processes that start together meet there.
async function readSecret(path: string): Promise<string> {
  try {
    for (let left = 20; ; left--) {
      const secret = (await readFile(path, 'utf8')).trim()
      if (secret || left === 0) return secret
      await pause(25)
    }
  } catch (cause) {
    throw new AppError(
      'SECRET_FILE_UNUSABLE',
      'unavailable',
      `The development secret ${path} cannot be read: check who owns it, or set STORECAST_SECRET.`,
      { cause },
    )
  }
}
