/** Who may fetch a channel's feed right now: flag, protection and tokens, and what is wrong when none is set. */
import { AppError, type Gate, type Host } from '../src/kernel.js'
import { keysOf, readChannel } from './channel-settings.js'
import type { Channel } from './engine/channel.js'

/** The gate of one channel, per store; a change of the flags is seen within seconds. */
export function createGate({ registry, problems }: Pick<Host, 'registry' | 'problems'>, channel: Channel) {
  const { name, title } = channel
  const told = new Map<string, boolean>()

  /** Raises the problem once, not on every fetch, and settles it when a token is there. */
  async function tell(store: string, lacksToken: boolean): Promise<void> {
    if (told.get(store) === lacksToken) return
    told.set(store, lacksToken)
    const code = 'FEED_TOKEN_MISSING'
    if (!lacksToken) return problems.settle(store, code, name)
    const keys = keysOf(channel)
    return problems.raise({
      store,
      code,
      subject: name,
      message: `The ${title} feed is protected, but no token is set, so nobody can fetch it.`,
      advice: `Set one: storecast registry set XML_FEEDS ${keys.tokens} --generate. Or open the feed to everyone: storecast registry set XML_FEEDS ${keys.isProtected} false`,
    })
  }

  return async (store: string): Promise<Gate> => {
    const settings = await readChannel(registry, store, channel)
    if (!settings.isEnabled) return { state: 'closed', why: disabled(title) }
    const lacksToken = settings.isProtected && settings.tokens.length === 0
    await tell(store, lacksToken)
    if (lacksToken) return { state: 'closed', why: withoutToken(title) }
    return settings.isProtected ? { state: 'guarded', tokens: settings.tokens } : { state: 'open' }
  }
}

function disabled(title: string): AppError {
  return new AppError('FEED_DISABLED', 'forbidden', `The ${title} feed is switched off.`)
}

function withoutToken(title: string): AppError {
  return new AppError(
    'FEED_TOKEN_MISSING',
    'forbidden',
    `The ${title} feed is protected, and no token is set yet.`,
  )
}
