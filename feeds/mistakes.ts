/** Mistakes in the options of the feeds: what cannot be a catalog, a channel or a price; all of them, none thrown. */
import { type Mistake, tellMistake } from './catalog/mapped/mistake.js'
import { validateMapping } from './catalog/mapped/validate.js'
import { channelMistakes } from './channel-mistakes.js'
import { isLoose } from './loose.js'
import { mappingOf } from './mapped-tables.js'

/** Told in plain words; `value` is whatever a shop wrote. */
function catalogMistakes(value: unknown): readonly Mistake[] {
  const path = ['catalog']
  const takes = 'It takes mapTables({ … }), a catalog, a function from a store’s key to one, "sql" or "demo".'
  if (value === 'sql' || value === 'demo' || typeof value === 'function') return []
  const mapping = mappingOf(value)
  if (mapping !== undefined)
    return validateMapping(mapping).map((mistake) => ({ ...mistake, path: ['catalog', ...mistake.path] }))
  if (!isLoose(value)) return [{ path, message: `is no catalog. ${takes}` }]
  if ('products' in value && !('page' in value))
    return [{ path, message: 'looks like a mapping: write mapTables({ … }) around it.' }]
  return ['page', 'fingerprint']
    .filter((name) => typeof value[name] !== 'function')
    .map((name) => ({ path, message: `has no function ${name}, which every catalog has. ${takes}` }))
}

/** `price` is the shop's own function of a product. */
function priceMistakes(value: unknown): readonly Mistake[] {
  return typeof value === 'function'
    ? []
    : [{ path: ['price'], message: 'must be a function: (product, { channel }) => a price, or nothing.' }]
}

/** Modules are made with `defineModule`, which checks nothing. */
function moduleMistakes(value: unknown): readonly Mistake[] {
  if (!Array.isArray(value)) return [{ path: ['modules'], message: 'must be a list of modules.' }]
  return value.flatMap((module: unknown, at) =>
    isLoose(module) && typeof module.name === 'string' && typeof module.assemble === 'function'
      ? []
      : [{ path: ['modules', at], message: 'is no module: make it with defineModule.' }],
  )
}

const metaFunctions = ['identify', 'consent'] as const

/** What the events are told of shoppers. */
function metaMistakes(value: unknown): readonly Mistake[] {
  if (!isLoose(value)) return [{ path: ['meta'], message: 'must be an object: { identify, consent }.' }]
  return metaFunctions
    .filter((name) => value[name] !== undefined && typeof value[name] !== 'function')
    .map((name) => ({ path: ['meta', name], message: 'must be a function of the request.' }))
}

const looks = {
  catalog: catalogMistakes,
  channels: channelMistakes,
  price: priceMistakes,
  meta: metaMistakes,
  modules: moduleMistakes,
} as const

/** Every mistake in what a shop may configure; an option that is absent has none. */
export function optionMistakes(
  options: Readonly<Partial<Record<keyof typeof looks, unknown>>>,
): readonly Mistake[] {
  return Object.entries(looks).flatMap(([option, look]) => {
    const value = options[option as keyof typeof looks]
    return value === undefined ? [] : look(value)
  })
}

/** `channels[1]: …`; paths begin with the option's name. */
export function tellOption({ path: [option = '', ...path], message }: Mistake): string {
  return tellMistake({ path, message }, String(option))
}

export type { Mistake }
