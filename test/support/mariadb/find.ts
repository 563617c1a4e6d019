/** Finds a MariaDB or MySQL for the tests: one given, one started from this machine's binaries, or one installed first. */
import { type Binaries, canInstall, findBinaries, installBinaries } from './binaries.js'
import { startInstance } from './instance.js'

/** A server that tests may make databases in; or why there is none. */
export type Found =
  | { readonly url: string; end(): Promise<void> }
  | { readonly url: undefined; readonly reason: string }

/** What can be done about it on this machine. */
export interface Machine {
  /** The address that the environment gives. */
  readonly given: string | undefined
  findBinaries(): Binaries | undefined
  canInstall(): boolean
  installBinaries(): Binaries
  start(binaries: Binaries): Promise<{ readonly url: string; end(): Promise<void> }>
}

export const thisMachine: Machine = {
  given: process.env.STORECAST_TEST_MYSQL_URL,
  findBinaries,
  canInstall,
  installBinaries,
  start: startInstance,
}

/** `say` gets one line where something is installed; a server that is here but does not start is an error, not a skip. */
export async function findMariadb(say: (line: string) => void, machine = thisMachine): Promise<Found> {
  if (machine.given) return { url: checked(machine.given), end: async () => {} }
  const here = machine.findBinaries()
  if (here) return machine.start(here)
  if (!machine.canInstall()) return { url: undefined, reason: nothing }
  say('MariaDB is not on this machine; installing mariadb-server with apt-get for the tests.')
  let installed: Binaries
  try {
    installed = machine.installBinaries()
  } catch (error) {
    return { url: undefined, reason: error instanceof Error ? error.message : String(error) }
  }
  return machine.start(installed)
}

const nothing =
  'STORECAST_TEST_MYSQL_URL is not set, mariadbd is not installed, and only root with apt-get can install it here'

function checked(given: string): string {
  if (!URL.canParse(given) || !/^(mysql|mariadb):$/.test(new URL(given).protocol)) {
    throw new Error('STORECAST_TEST_MYSQL_URL must look like mysql://user:password@host:3306/')
  }
  return given
}
