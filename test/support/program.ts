/** The stand-alone program as a user starts it, in a process and a data folder of its own. */
import { fileURLToPath } from 'node:url'
import { type Child, type Ended, startChild } from './child.js'
import { freePort } from './free-port.js'
import { tempFolder } from './temp-folder.js'

type Environment = Readonly<Record<string, string | undefined>>

export interface Program {
  readonly address: string
  /** The addresses that it printed, on this machine whatever its public address is. */
  readonly feeds: readonly URL[]
  readonly pid: number
  feed(channel: string): URL
  /** Everything that it wrote, restarts included. */
  output(): string
  stop(): Promise<Ended>
  restart(): Promise<void>
  /** Stops it where it still runs, and removes its folder. */
  end(): Promise<void>
}

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

// What this machine's environment says must not reach the program.
const unset = Object.fromEntries(
  ['DATABASE_URL', 'STORECAST_SECRET', 'STORECAST_CATALOG', 'NODE_ENV', 'LOG_LEVEL', 'HOST', 'VITEST'].map(
    (name) => [name, undefined],
  ),
)

/** Resolves when it says that it runs. */
export async function startProgram(env: Environment, folder = tempFolder()): Promise<Program> {
  const port = env.PORT ?? String(await freePort())
  const address = `http://localhost:${port}`
  const begin = () =>
    startChild(main, { env: { ...unset, STORECAST_DATA: folder.path, PORT: port, ...env }, cwd: folder.path })
  let child: Child = begin()
  let written = ''
  let feeds: URL[] = []

  async function running(): Promise<void> {
    try {
      await child.line('Ctrl+C')
    } catch (error) {
      folder.remove()
      throw error
    }
    feeds = [...child.stdout.matchAll(/https?:\S+(\/xml\/\S+)/g)].map(
      ([, path = '']) => new URL(path, address),
    )
  }

  async function stop(): Promise<Ended> {
    const ended = await child.kill('SIGTERM')
    written += child.stdout + child.stderr
    return ended
  }

  await running()
  return {
    address,
    get feeds() {
      return feeds
    },
    get pid() {
      return child.pid
    },
    feed(channel) {
      const found = feeds.find(({ pathname }) => pathname === `/xml/${channel}`)
      if (!found) throw new Error(`${channel} was not announced:\n${child.stdout}`)
      return found
    },
    output: () => written + child.stdout + child.stderr,
    stop,
    async restart() {
      await stop()
      child = begin()
      await running()
    },
    async end() {
      await stop()
      folder.remove()
    },
  }
}

/** Starts it where it must end by itself. */
startProgram.failing = async (env: Environment) => {
  const folder = tempFolder()
  const port = String(await freePort())
  const child = startChild(main, {
    env: { ...unset, STORECAST_DATA: folder.path, PORT: port, ...env },
    cwd: folder.path,
  })
  const { code } = await child.ended
  folder.remove()
  return { code, stderr: child.stderr, stdout: child.stdout }
}
