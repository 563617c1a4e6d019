/** The channels that a command is about: the one that is named, or those that are enabled. */
import { AppError } from '../../src/kernel.js'
import type { Channel } from '../engine/channel.js'
import type { FeedsState } from '../state.js'

/** A named channel need not be enabled; where none is named and none enabled, all are meant. */
export async function chosenChannels(
  state: Pick<FeedsState, 'channels' | 'enabledChannels'>,
  store: string,
  name: string | undefined,
): Promise<readonly Channel[]> {
  if (name === undefined) {
    const enabled = await state.enabledChannels(store)
    return enabled.length > 0 ? enabled : state.channels
  }
  const named = state.channels.filter((channel) => channel.name === name)
  if (named.length > 0) return named
  const known = state.channels.map((channel) => channel.name).join(', ')
  throw new AppError(
    'FEED_UNKNOWN',
    'missing',
    `There is no channel ${JSON.stringify(name)}; there is ${known}.`,
  )
}
