/** The server of a shop with pages: a process on the seeded database. */
import { startProcess } from '../events/shop.js'

export interface Busy {
  /** The event loop, by the clock, and which share of the time that is. */
  readonly activeMs: number
  readonly share: number
  /** Of the processor, all threads together. */
  readonly cpuMs: number
}

export interface PageServer {
  readonly address: string
  /** How busy it was since this was asked last. */
  busy(): Promise<Busy>
  close(): Promise<void>
}

export async function startPages(env: NodeJS.ProcessEnv): Promise<PageServer> {
  const { ask, close } = await startProcess('../pages/server-process.mjs', env)
  return {
    address: (await ask('address')) as string,
    busy: () => ask('busy') as Promise<Busy>,
    close,
  }
}
