/** What groups and keys of the registry are called on the pages. */
import type { Resolved } from '../../../kernel.js'

export interface GroupName {
  readonly title: string
  /** What its settings are about. */
  readonly about: string
  /** Read for the default store only, because they are of the whole server. */
  readonly isOfServer?: boolean
  /** Written by Storecast itself; a person only looks. */
  readonly isKept?: boolean
}

// A group of a shop's own module is called what its name says.
const groups: Readonly<Record<string, GroupName>> = {
  SHOP: { title: 'Shop', about: 'What your shop is called, where it stands, and what it sells in.' },
  XML_FEEDS: { title: 'Feeds', about: 'Which feeds there are, who may fetch them, and when they are built.' },
  TRACKING: { title: 'Product ids', about: 'What stands before the ids of your products.' },
  FACEBOOK_CONVERSION: { title: 'Meta events', about: 'Whose pixel gets the events, and how.' },
  OUTBOX: { title: 'Kept events', about: 'How long events can be looked at.' },
  CIRCUIT_BREAKER: {
    title: 'Pauses for platforms',
    about: 'When a platform that keeps failing is left alone, and for how long.',
  },
  DEFERRED_TASK: {
    title: 'Work behind the shop’s pages',
    about: 'What waits until a shopper has their page.',
  },
  SERVER: {
    title: 'Server',
    about: 'How much one visitor may ask, and who may read the figures.',
    isOfServer: true,
  },
  ADMIN: { title: 'These pages', about: 'Who stays signed in for how long.', isOfServer: true },
  DEMO: { title: 'Demo', about: 'What the demo shop remembers of itself.', isKept: true },
}

export function groupName(group: string): GroupName {
  const known = Object.hasOwn(groups, group) ? groups[group] : undefined
  return known ?? { title: sentence(group), about: '' }
}

/** Whether a store's pages have it. */
export function isShownTo(store: string, group: string): boolean {
  return store === 'default' || groupName(group).isOfServer !== true
}

const keys: readonly (readonly [fits: RegExp, label: (code: string) => string])[] = [
  [/^XML_FEEDS\.IS_ENABLED_(\w+)$/, (code) => `${sentence(code)} feed is on`],
  [/^XML_FEEDS\.IS_PROTECTED_(\w+)$/, (code) => `${sentence(code)} feed asks for a token`],
  [/^XML_FEEDS\.CUSTOM_PRICE_(\w+)$/, (code) => `${sentence(code)} feed takes custom prices`],
  [/^XML_FEEDS\.(\w+)_TOKEN$/, (code) => `Token of the ${sentence(code)} feed`],
  [/^TRACKING\.PRODUCT_ID_PREFIX_(\w+)$/, (code) => `Prefix of product ids for ${sentence(code)}`],
]

export function keyLabel({ group, key }: Pick<Resolved, 'group' | 'key'>): string {
  for (const [fits, label] of keys) {
    const [, code] = fits.exec(`${group}.${key}`) ?? []
    if (code !== undefined) return label(code)
  }
  return sentence(key)
}

const spelling: Readonly<Record<string, string>> = {
  api: 'API',
  facebook: 'Facebook',
  google: 'Google',
  graph: 'Graph',
  id: 'id',
  mb: 'MB',
  meta: 'Meta',
  url: 'URL',
}

/** `META_MAX_COOLDOWN` as `Meta max cooldown`. */
function sentence(name: string): string {
  const words = name.split('_').map((word) => spelling[word.toLowerCase()] ?? word.toLowerCase())
  const told = words.join(' ')
  return `${told.charAt(0).toUpperCase()}${told.slice(1)}`
}
