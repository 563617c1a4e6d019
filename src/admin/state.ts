/** What the admin's parts share, once per Storecast. */
import type { Host } from '../kernel.js'
import { createDoor } from './door/door.js'
import type { Doorkeeper } from './door/doorkeeper.js'
import { makeFirstAdmin } from './door/first-admin.js'
import { createPeople, type People } from './door/people.js'
import { createRenewals, type Renewals } from './door/renewals.js'
import { createSessions, type Sessions } from './door/sessions.js'
import { type Assets, readAssets } from './frame/assets.js'
import { createSurroundings, type SurroundingsOf } from './frame/surroundings.js'

export interface AdminOptions {
  /** Said at the top of every page. */
  readonly banner?: string | undefined
}

export interface AdminState {
  readonly host: Host
  readonly people: People
  readonly renewals: Renewals
  readonly sessions: Sessions
  readonly door: Doorkeeper
  readonly assets: Assets
  readonly surroundingsOf: SurroundingsOf
  /** Makes the first admin where nobody is yet; a second call does nothing. */
  open(): Promise<void>
  /** Where the pages are and, once, how the first admin signs in; undefined where there is nothing new. */
  takeTold(): string | undefined
}

export function createState(host: Host, { banner }: AdminOptions): AdminState {
  const assets = readAssets()
  const surroundingsOf = createSurroundings({ host, assets, banner })
  const people = createPeople(host.database, host.clock)
  const renewals = createRenewals(host.database, host.clock)
  const sessions = createSessions(host.database, host.clock)
  let opening: Promise<void> | undefined
  let told: string | undefined

  return {
    host,
    people,
    renewals,
    sessions,
    door: createDoor({ host, people, renewals, sessions, surroundingsOf }),
    assets,
    surroundingsOf,
    open() {
      opening ??= makeFirstAdmin(host, people).then(
        (line) => {
          told = line
        },
        (error) => {
          opening = undefined
          throw error
        },
      )
      return opening
    },
    takeTold() {
      const line = told
      told = undefined
      return line && `${addressOf(host)} · ${line}`
    },
  }
}

/** For whoever starts it. */
export function addressOf({ publicUrl }: Pick<Host, 'publicUrl'>): string {
  return `Merchant’s page ${publicUrl}/admin`
}
