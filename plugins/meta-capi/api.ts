/** `cast.meta`: what the events offer a host program. */
import type { Request } from 'express'
import { browserTag } from './browser-tag/index.js'
import { isContext } from './context.js'
import type { Context, MetaApi, Who } from './contract.js'
import { createHooks, createHooksWithin } from './hooks/hooks.js'
import { hashesOf } from './person-hashes.js'
import type { MetaState } from './state.js'

export function metaApi(state: MetaState, store: string): MetaApi {
  const { host, configurations, options } = state
  return {
    ...createHooks(state, store),
    within: (trx) => createHooksWithin(state, store, trx),
    contextOf: (req) => capture(state, store, req),
    browserTag(req, { nonce } = {}) {
      const configuration = configurations.latest(store)
      const account = configuration?.account
      if (!configuration || !account) return ''
      // The pixel is a script of Meta's, and a rehearsal stays on this machine.
      if (configuration.isRehearsal && options.pixelScript === undefined) return ''
      const context = capture(state, store, req)
      if (context.bot !== undefined) return ''
      return browserTag({
        pixelId: account.pixelId,
        events: state.browserEvents.of(req, host.clock.now()),
        consent: context.consent,
        ...(nonce !== undefined && { nonce }),
        ...(options.pixelScript !== undefined && { scriptUrl: options.pixelScript }),
      })
    },
    async decide(who: Who, consent) {
      const { shopper } = isContext(who) ? who : state.shopperOf(who)
      if (shopper === undefined) return 0
      return consent === 'granted' ? host.outbox.release(store, shopper) : host.outbox.refuse(store, shopper)
    },
    erase: (person) => host.outbox.erase(store, hashesOf(person)),
  }
}

/** Nothing is known of a request while events are off: what is captured then says so. */
function capture(state: MetaState, store: string, req: Request): Context {
  const configuration = state.configurations.latest(store)
  if (!configuration?.account)
    return { version: 1, at: Math.floor(state.host.clock.now() / 1_000), consent: 'denied', user: {} }
  return state.contextOf(req, configuration)
}
