/** What an app or a conversation tells beside its event: Meta's app_data and messaging_channel. */
import type { Envelope } from '../contract.js'
import { plain } from './custom-data.js'
import type { Reader } from './reader.js'

// Meta reads what it says of the device by its place in the list.
const extinfoPlaces = 16
const channels: readonly unknown[] = ['messenger', 'whatsapp', 'instagram'] satisfies NonNullable<
  Envelope['messagingChannel']
>[]

export function messagingChannelOf({ messagingChannel: told }: Envelope, reader: Reader): unknown {
  if (told === undefined || told === null) return undefined
  return channels.includes(told) ? told : reader.leaveOut('messagingChannel')
}

/** Undefined where nothing of it can be told. */
export function appDataOf({ appData: told }: Envelope, reader: Reader): Record<string, unknown> | undefined {
  if (told === undefined || told === null) return undefined
  if (typeof told !== 'object' || Array.isArray(told)) return reader.leaveOut('appData')
  const made: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(told)) {
    if (value === undefined || value === null) continue
    const read =
      name === 'extinfo' ? extinfoOf(value) : /^[a-z]\w{0,99}$/i.test(name) ? plain(name, value) : undefined
    if (read === undefined) reader.leaveOut('appData')
    else made[name] = read
  }
  return Object.keys(made).length > 0 ? made : undefined
}

function extinfoOf(list: unknown): readonly unknown[] | undefined {
  if (!Array.isArray(list) || list.length > extinfoPlaces) return undefined
  return list.every((each) => typeof each === 'string')
    ? list.map((each) => plain('extinfo', each))
    : undefined
}
