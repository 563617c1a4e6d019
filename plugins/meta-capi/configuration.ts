/** What holds for a store's events right now: settings, and what follows from them. */
import { createHash } from 'node:crypto'
import { TRACKING } from '../../feeds/contract.js'
import { type Host, SHOP, type Values } from '../../src/kernel.js'
import { partOf, type Rehearsal } from './rehearsal.js'
import { rehearsalAccount } from './rehearsal-account.js'
import { FACEBOOK_CONVERSION } from './settings.js'
import type { TestingCodes } from './testing-code.js'

export interface Configuration {
  readonly store: string
  readonly settings: Values<typeof FACEBOOK_CONVERSION>
  /** Present where events are kept and sent. */
  readonly account: Account | undefined
  /** Why not, for people. */
  readonly whyOff: string | undefined
  /** Whether a stand-in gets them instead of Meta. */
  readonly isRehearsal: boolean
  readonly country: string
  readonly currency: string
  readonly shopAddress: string | undefined
  readonly idPrefix: string
}

/** Whom events go to. */
export interface Account {
  readonly pixelId: string
  readonly token: string
  /** As the outbox's entries carry it. */
  readonly destination: string
  /** Undefined: events are reported. */
  readonly testingCode: string | undefined
  /** Changes with the token and the version: what was refused with the one may be taken with the other. */
  readonly print: string
}

export interface Configurations {
  read(store: string): Promise<Configuration>
  /** As read last, a second ago at most where hooks keep coming; undefined before the first reading. */
  latest(store: string): Configuration | undefined
  /** Ends the readings in the background. */
  close(): void
}

const freshMs = 1_000
const refreshEveryMs = 1_000
const mostStoresAtOnce = 50

export function createConfigurations(
  host: Host,
  testingCodes: TestingCodes,
  rehearsal?: Rehearsal,
): Configurations {
  const { registry, log, outbox } = host
  const known = new Map<string, { readonly value: Configuration; askedAtMs: number }>()
  let timer: NodeJS.Timeout | undefined
  let nextStore = 0
  let isClosed = false

  async function read(store: string): Promise<Configuration> {
    const part = partOf(host, rehearsal, store)
    const isRehearsal = part === 'rehearses'
    const stored = await registry.read(FACEBOOK_CONVERSION, store)
    const settings = isRehearsal ? { ...stored, ...rehearsalAccount } : stored
    const shop = await registry.read(SHOP, store)
    const tracking = await registry.read(TRACKING, store)
    const testingCode = await testingCodes.valid(store, settings)
    const whyOff =
      part === 'standsBack'
        ? 'This is the demo, and only its first store reports events.'
        : whyOffOf(settings, testingCode, host.production || isRehearsal)
    const value: Configuration = {
      store,
      settings,
      account: whyOff === undefined ? accountOf(settings, testingCode) : undefined,
      whyOff,
      isRehearsal,
      country: settings.DEFAULT_COUNTRY ?? shop.COUNTRY,
      currency: shop.CURRENCY,
      shopAddress: shop.ADDRESS,
      idPrefix: tracking.PRODUCT_ID_PREFIX_FACEBOOK,
    }
    known.set(store, { value, askedAtMs: performance.now() })
    // Before the first order asks for it, inside a transaction that others wait for.
    if (value.account)
      outbox
        .know(store, value.account.destination)
        .catch((err) => log.debug({ err, store }, 'tried again later'))
    return value
  }

  function refresh(store: string): void {
    read(store).catch((err) => log.warn({ err, store }, 'settings of the events not readable'))
  }

  // Hooks wait for nothing, so that what holds must be known before the first one after a quiet night.
  function refreshSome(): void {
    const stores = [...known.keys()]
    for (const store of stores.slice(nextStore, nextStore + mostStoresAtOnce)) refresh(store)
    nextStore = nextStore + mostStoresAtOnce < stores.length ? nextStore + mostStoresAtOnce : 0
  }

  return {
    read,
    latest(store) {
      const found = known.get(store)
      if (found && performance.now() - found.askedAtMs > freshMs) {
        found.askedAtMs = performance.now()
        refresh(store)
      }
      if (timer === undefined && !isClosed) timer = setInterval(refreshSome, refreshEveryMs).unref()
      return found?.value
    },
    close() {
      isClosed = true
      clearInterval(timer)
    },
  }
}

type Settings = Values<typeof FACEBOOK_CONVERSION>

function whyOffOf(
  settings: Settings,
  testingCode: string | undefined,
  mayReport: boolean,
): string | undefined {
  if (!settings.ENABLED) return 'FACEBOOK_CONVERSION.ENABLED is off.'
  if (!settings.PIXEL_ID) return 'FACEBOOK_CONVERSION.PIXEL_ID is not set.'
  if (!settings.PIXEL_ACCESS_TOKEN) return 'FACEBOOK_CONVERSION.PIXEL_ACCESS_TOKEN is not set.'
  if (!mayReport && testingCode === undefined)
    return 'This is not production, and no testing code holds: FACEBOOK_CONVERSION.PIXEL_TESTING_CODE.'
  return undefined
}

function accountOf(settings: Settings, testingCode: string | undefined): Account {
  const { PIXEL_ID: pixelId = '', PIXEL_ACCESS_TOKEN: token = '', GRAPH_VERSION } = settings
  const print = createHash('sha256').update(`${GRAPH_VERSION} ${pixelId} ${token}`).digest('hex').slice(0, 32)
  return { pixelId, token, destination: `meta:${pixelId}`, testingCode, print }
}
