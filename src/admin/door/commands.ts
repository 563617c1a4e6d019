/** `storecast admin …`: the people of the merchant's pages, from the command line. */
import { storeOf } from '../../kernel/command.js'
import { operator } from '../../kernel/operator.js'
import { AppError, type Command, type Role } from '../../kernel.js'
import type { AdminState } from '../state.js'
import { readName } from './people.js'
import { everyStore } from './schema.js'

type Options = Readonly<Record<string, string | boolean | undefined>>

const mostListed = 10_000
const role = { flags: '--role <role>', description: 'viewer (unless given) or admin' }
const allStores = { flags: '--all-stores', description: 'in every store instead of the one of --store' }

const listing: Command<AdminState> = {
  name: 'admin list',
  summary: 'List who may open the merchant’s pages, and as what.',
  options: [allStores],
  async run({ people }, _operands, options, terminal) {
    const members = await people.members(
      options.allStores === true ? undefined : storeOf(options),
      mostListed,
    )
    for (const { name, role: held, store, isOneTime } of members) {
      const waits = isOneTime ? ' (with a one-time password)' : ''
      terminal.say(`${name}  ${held}  ${store === everyStore ? 'all stores' : store}${waits}`)
    }
    if (members.length === 0) terminal.say('Nobody; the next start of the server makes the first admin.')
    terminal.give(members)
    return 0
  },
}

const adding: Command<AdminState> = {
  name: 'admin add',
  operands: '<name>',
  summary: 'Let somebody in, with a one-time password.',
  options: [role, allStores],
  async run({ people }, operands, options, terminal) {
    const [name, store, held] = [nameOf(operands), placeOf(options), roleOf(options)]
    const password = await people.add({ name, store, role: held, by: operator() })
    terminal.say(
      password === undefined
        ? `${name} is let in as ${held}, with the password that they have.`
        : `${name} is let in as ${held}; the one-time password is ${password}`,
    )
    terminal.give({ name, role: held, store, ...(password !== undefined && { password }) })
    return 0
  },
}

const removing: Command<AdminState> = {
  name: 'admin remove',
  operands: '<name>',
  summary: 'Take somebody’s role away; they are signed out.',
  options: [allStores],
  async run({ people }, operands, options, terminal) {
    const [name, store] = [nameOf(operands), placeOf(options)]
    await people.remove({ name, store, by: operator() })
    terminal.say(`${name} is removed.`)
    terminal.give({ name, store, removed: true })
    return 0
  },
}

const renewing: Command<AdminState> = {
  name: 'admin password',
  operands: '<name>',
  summary: 'Make a new one-time password for somebody who lost theirs, and sign them out.',
  async run({ renewals }, operands, _options, terminal) {
    const name = nameOf(operands)
    const password = await renewals.renew({ name, by: operator() })
    terminal.say(`The one-time password of ${name} is ${password}`)
    terminal.give({ name, password })
    return 0
  },
}

export const adminCommands: readonly Command<AdminState>[] = [listing, adding, removing, renewing]

function nameOf([typed = '']: readonly string[]): string {
  const name = readName(typed)
  if (name !== undefined) return name
  throw new AppError('COMMAND_USAGE', 'invalid', 'A name has up to 64 letters, digits and . _ - + @.')
}

function placeOf(options: Options): string {
  return options.allStores === true ? everyStore : storeOf(options)
}

function roleOf({ role: given = 'viewer' }: Options): Role {
  if (given === 'viewer' || given === 'admin') return given
  throw new AppError('COMMAND_USAGE', 'invalid', '--role takes viewer or admin.')
}
