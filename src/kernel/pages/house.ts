/** The house: what all modules bring to the merchant's pages, gathered when it is asked for. */
import type { Log } from '../log.js'
import type { Module } from '../module.js'
import type { Mounted } from '../mounted.js'
import type { Card, House } from './page.js'

/** `mounted` may still grow until the first page is asked for. */
export function createHouse(mounted: readonly Mounted[], log: Log): House {
  return {
    pages: () => mounted.flatMap(({ module, state }) => module.pages?.(state) ?? []),
    async cards(visit) {
      const lists = await Promise.all(
        mounted.map(async ({ module, state }) => {
          try {
            return (await module.cards?.(state, visit)) ?? []
          } catch (err) {
            log.error({ err, module: module.name }, 'a module could not tell how it is')
            return [unknown(module)]
          }
        }),
      )
      return lists.flat()
    },
  }
}

const unknown = ({ name }: Module): Card => ({
  title: name,
  state: 'bad',
  summary: 'How it is cannot be told right now; the log tells why.',
  path: '/',
})
