/** `storecast events erase`: removes what is stored of a person. */
import { AppError, type Command } from '../../../src/kernel.js'
import type { Person } from '../contract.js'
import { hashesOf } from '../person-hashes.js'
import type { MetaState } from '../state.js'
import { type Options, storeOf } from './options.js'

export const eraseCommand: Command<MetaState> = {
  name: 'events erase',
  summary: 'Erase every stored event of a person; what Meta has already must be erased at Meta.',
  options: [
    { flags: '--external-id <id>', description: 'the person’s id in the shop, or its SHA-256' },
    { flags: '--email <address>', description: 'the person’s mail address, or its SHA-256' },
    { flags: '--all-stores', description: 'in every store instead of the one of --store' },
  ],
  async run({ host }, _operands, options, terminal) {
    const hashes = hashesGiven(options)
    const erased: Record<string, number> = {}
    for (const store of options.allStores === true ? host.stores : [storeOf(options)]) {
      const count = await host.outbox.erase(store, hashes)
      erased[store] = count
      terminal.say(`${store}: ${count} ${count === 1 ? 'event' : 'events'} erased.`)
    }
    for (const line of whatStays) terminal.say(line)
    terminal.give({ erased })
    return 0
  },
}

const whatStays = [
  'What Meta has already must be erased at Meta. The send log stays: it knows events and orders, and no person.',
  'A server that runs may still write what it took in the last minute: then run this again.',
]

function hashesGiven(options: Options): readonly string[] {
  const hashes = [
    ...hashesOfOne(options, 'externalId', '--external-id takes an id that is not empty, or its SHA-256.'),
    ...hashesOfOne(options, 'email', '--email takes a mail address, or the SHA-256 of one.'),
  ]
  if (hashes.length > 0) return hashes
  throw new AppError('COMMAND_USAGE', 'invalid', 'Give --external-id, --email, or both.')
}

/** What can be hashed in no way would find nobody: that must not look as if nothing were stored. */
function hashesOfOne(options: Options, key: keyof Person, why: string): readonly string[] {
  if (options[key] === undefined) return []
  const hashes = hashesOf({ [key]: String(options[key]) })
  if (hashes.length > 0) return hashes
  throw new AppError('COMMAND_USAGE', 'invalid', why)
}
