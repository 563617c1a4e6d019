/** `storecast registry …`: reading and changing flags and settings from the command line. */
import type { Kernel } from '../kernel/assembly.js'
import { type Command, storeOf } from '../kernel/command.js'
import { AppError } from '../kernel/errors.js'
import { randomToken } from '../kernel/ids.js'
import { operator } from '../kernel/operator.js'
import type { Registry, Resolved } from '../kernel/registry/registry.js'
import { unknownSetting } from '../kernel/registry/unknown-setting.js'

const overlapHoursUnlessGiven = 72

const listing: Command<Kernel> = {
  name: 'registry list',
  operands: '[group]',
  summary: 'List every flag and setting, its value, and where the value comes from.',
  async run({ registry }, [group], options, terminal) {
    const entries = (await registry.list(storeOf(options))).filter((entry) => !group || entry.group === group)
    if (group && entries.length === 0) throw unknownSetting(registry.groups, group)
    let last = ''
    for (const entry of entries) {
      if (entry.group !== last) terminal.say(`${last ? '\n' : ''}${entry.group}`)
      last = entry.group
      terminal.say(`  ${entry.key} = ${shown(entry, false)}  (${entry.source})`)
      terminal.say(`      ${entry.setting.description}`)
    }
    terminal.give(entries.map((entry) => summaryOf(entry, false)))
    return 0
  },
}

const getting: Command<Kernel> = {
  name: 'registry get',
  operands: '<group> <key>',
  summary: 'Show one value.',
  options: [{ flags: '--reveal', description: 'show a secret in the clear' }],
  async run({ registry }, [group = '', key = ''], options, terminal) {
    const entry = (await registry.list(storeOf(options))).find(
      (each) => each.group === group && each.key === key,
    )
    if (!entry) throw unknownSetting(registry.groups, group, key)
    terminal.say(shown(entry, options.reveal === true))
    terminal.give(summaryOf(entry, options.reveal === true))
    return 0
  },
}

const setting: Command<Kernel> = {
  name: 'registry set',
  operands: '<group> <key> [value]',
  summary: 'Change one value; running processes see it within seconds.',
  options: [
    { flags: '--generate', description: 'make a random token and set it' },
    {
      flags: '--overlap-hours <hours>',
      description: `how long a replaced token stays valid (${overlapHoursUnlessGiven}; 0 ends it now)`,
    },
    { flags: '--unset', description: 'take the value back to its default' },
  ],
  async run({ registry }, [group = '', key = '', value], options, terminal) {
    const store = storeOf(options)
    if (
      [value !== undefined, options.generate === true, options.unset === true].filter(Boolean).length !== 1
    ) {
      throw new AppError('COMMAND_USAGE', 'invalid', 'Give one of: a value, --generate, or --unset.')
    }
    if (options.unset === true) {
      await registry.unset(store, group, key, operator())
      terminal.say(`${group}.${key} is back to its default.`)
      terminal.give({ group, key, unset: true })
      return 0
    }
    if (value === undefined && isMadeElsewhere(registry, group, key)) {
      throw new AppError(
        'COMMAND_USAGE',
        'invalid',
        `${group}.${key} takes no made-up token: give the value it is to have.`,
      )
    }
    const text = value ?? randomToken()
    const overlapHours = overlapOf(options)
    await registry.set(store, group, key, text, { by: operator(), overlapMs: overlapHours * 3_600_000 })
    terminal.say(`${group}.${key} is set${value === undefined ? ` to ${text}` : ''}.`)
    const both = (await registry.list(store)).find((each) => each.group === group && each.key === key)?.value
    if (Array.isArray(both) && both.length > 1 && overlapHours > 0) {
      terminal.say(
        `The one before it holds for ${overlapHours} hours more; --overlap-hours 0 would have ended it now.`,
      )
    }
    terminal.give({ group, key, ...(value === undefined && { value: text }) })
    return 0
  },
}

const resealing: Command<Kernel> = {
  name: 'registry reseal',
  summary: 'Seal every secret again with the first secret of STORECAST_SECRET, after it was replaced.',
  async run({ registry, config }, _operands, _options, terminal) {
    let count = 0
    for (const store of config.stores) count += await registry.reseal(store)
    terminal.say(`${count} sealed again.`)
    terminal.give({ resealed: count })
    return 0
  },
}

export const registryCommands: readonly Command<Kernel>[] = [listing, getting, setting, resealing]

function overlapOf({ overlapHours }: Readonly<Record<string, unknown>>): number {
  if (overlapHours === undefined) return overlapHoursUnlessGiven
  const hours = Number(overlapHours)
  if (hours >= 0 && hours <= 24 * 365) return hours
  throw new AppError('COMMAND_USAGE', 'invalid', '--overlap-hours takes a number from 0 to 8760.')
}

// Only what the outside shows to us, to be let in, can be made up here.
function isMadeElsewhere({ groups }: Registry, group: string, key: string): boolean {
  return groups.find(({ name }) => name === group)?.settings[key]?.rotates === false
}

function shown({ setting: { sealed }, value, source }: Resolved, reveal: boolean): string {
  if (source === 'default' && (value === undefined || (Array.isArray(value) && value.length === 0)))
    return '(not set)'
  if (sealed && !reveal) return '(set, hidden)'
  return Array.isArray(value) ? value.join('\n') : String(value)
}

function summaryOf(entry: Resolved, reveal: boolean) {
  const {
    group,
    key,
    source,
    setting: { kind, description, sealed },
  } = entry
  return {
    group,
    key,
    kind,
    description,
    source,
    value: sealed && !reveal ? shown(entry, false) : (entry.value ?? null),
  }
}
