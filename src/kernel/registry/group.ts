/** A registry group: flags and settings that belong together, declared by the module that reads them. */
import type { Setting } from './setting.js'

// Settings of different values stand in one group; reading restores each one's own type.
// biome-ignore lint/suspicious/noExplicitAny: variance of Setting's schema leaves no other upper bound
export type Settings = Readonly<Record<string, Setting<any>>>

export interface Group<S extends Settings = Settings> {
  readonly name: string
  readonly settings: S
}

/** What reading a group gives: each key with its own type. */
export type Values<G extends Group> = {
  readonly [K in keyof G['settings']]: G['settings'][K] extends Setting<infer Value> ? Value : never
}

/** Declares a group; names are UPPER_SNAKE, because `GROUP__KEY` is also an environment variable. */
export function defineGroup<const S extends Settings>(name: string, settings: S): Group<S> {
  for (const word of [name, ...Object.keys(settings)]) {
    if (!/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(word))
      throw new TypeError(`${word} is no name for a registry group or key`)
  }
  return { name, settings }
}
