/** Finds a Chromium for the tests: one given, one on this machine, or one installed first. */
import { canInstall } from '../mariadb/binaries.js'
import { findBinary, installBinary, isExecutable } from './binary.js'

/** The path of its program; or why there is none. */
export type FoundChromium = { readonly path: string } | { readonly path: undefined; readonly reason: string }

/** What can be done about it on this machine. */
export interface ChromiumMachine {
  /** The path that the environment gives. */
  readonly given: string | undefined
  isExecutable(path: string): boolean
  findBinary(): string | undefined
  canInstall(): boolean
  installBinary(): string
}

export const thisMachine: ChromiumMachine = {
  given: process.env.STORECAST_TEST_CHROMIUM,
  isExecutable,
  findBinary,
  canInstall,
  installBinary,
}

/** `say` gets one line where something is installed; a path that is given and leads nowhere is an error, not a skip. */
export function findChromium(say: (line: string) => void, machine = thisMachine): FoundChromium {
  const { given } = machine
  if (given) {
    if (machine.isExecutable(given)) return { path: given }
    throw new Error('STORECAST_TEST_CHROMIUM must be the path of a Chromium that can be executed')
  }
  const here = machine.findBinary()
  if (here) return { path: here }
  if (!machine.canInstall()) return { path: undefined, reason: nothing }
  say('Chromium is not on this machine; installing chromium with apt-get for the tests.')
  try {
    return { path: machine.installBinary() }
  } catch (error) {
    return { path: undefined, reason: error instanceof Error ? error.message : String(error) }
  }
}

const nothing =
  'STORECAST_TEST_CHROMIUM is not set, chromium is not installed, and only root with apt-get can install it here'
