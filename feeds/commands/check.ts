/** `storecast feed check`: what each feed would leave out or tell otherwise, and what to do about it; nothing is built. */
import { AppError, type Command, type Terminal } from '../../src/kernel.js'
import type { Channel } from '../engine/channel.js'
import { type Effect, effects } from '../engine/effects.js'
import type { Finding } from '../engine/finding.js'
import { survey } from '../engine/survey.js'
import type { Tally } from '../engine/tally.js'
import type { FeedsState } from '../state.js'
import { chosenChannels } from './chosen-channels.js'
import { countLines, explained, findingLine, printable } from './finding-lines.js'
import { progressOf } from './progress.js'

/** A document for programs stands in memory as a whole. */
const mostUnlessGiven = 10_000

interface Wishes {
  readonly only: ReadonlySet<Effect>
  readonly most: number
}

export const checkCommand: Command<FeedsState> = {
  name: 'feed check',
  operands: '[channel]',
  summary: 'Read the catalog now and say what each feed leaves out or tells otherwise; nothing is built.',
  options: [
    { flags: '--filter <query>', description: 'as in the address: brand=Acme&top=100' },
    { flags: '--only <effects>', description: `list these alone: ${effects.join(',')}` },
    {
      flags: '--most <count>',
      description: 'list so many findings per channel; all unless given, 10000 with --json',
    },
    { flags: '--strict', description: 'exit code 3 for any finding, not only where a product is left out' },
  ],
  async run(state, [name], options, terminal) {
    const store = String(options.store ?? 'default')
    const wishes = readWishes(options, terminal.json)
    const query = new URLSearchParams(String(options.filter ?? ''))
    const channels = []
    let attention = false
    for (const channel of await chosenChannels(state, store, name)) {
      const feed = await state.feedFrom(store, channel.name, query)
      await state.vet(feed)
      const recipe = await state.recipeOf(feed, state.host.closing)
      const listing = createListing(channel, wishes, terminal)
      const tally = await survey({
        feed,
        recipe,
        signal: state.host.closing,
        onFindings: ({ id }, findings) => listing.add(id, findings),
        onProgress: progressOf(channel.name, terminal),
      })
      terminal.progress('')
      channels.push(listing.end(tally))
      attention ||=
        tally.items < tally.products || (options.strict === true && tally.report.counts.length > 0)
    }
    terminal.give({ channels })
    return attention ? 3 : 0
  },
}

/** What is listed of one channel: for people as it comes, for programs at the end. */
function createListing({ name }: Channel, { only, most }: Wishes, terminal: Terminal) {
  const kept: Finding[] = []
  let listed = 0
  let more = 0
  terminal.say(name)
  return {
    add(productId: string, findings: readonly Finding[]): void {
      let lines = ''
      for (const finding of findings) {
        if (!only.has(finding.effect)) continue
        if (listed === most) {
          more++
          continue
        }
        listed++
        if (terminal.json) kept.push(finding)
        else lines += `\n    ${findingLine(finding)}`
      }
      if (lines !== '') terminal.say(`  ${printable(productId) || '(no id)'}${lines}`)
    },
    end({ products, items, report }: Tally) {
      if (more > 0) terminal.say(`  … and ${more} more findings; --most lists more of them`)
      terminal.say(`${name}: ${products} products, ${items} items`)
      for (const line of countLines(report.counts)) terminal.say(`  ${line}`)
      const counts = report.counts.map(explained)
      return { channel: name, products, items, counts, findings: kept, more }
    },
  }
}

function readWishes({ only, most }: Readonly<Record<string, unknown>>, json: boolean): Wishes {
  const wanted =
    only === undefined
      ? effects
      : String(only)
          .split(',')
          .map((effect) => effect.trim())
  const unknown = wanted.find((effect) => !effects.includes(effect as Effect))
  if (unknown !== undefined) {
    throw new AppError(
      'COMMAND_USAGE',
      'invalid',
      `--only takes ${effects.join(', ')}, with commas between them; ${JSON.stringify(unknown)} is none of them.`,
    )
  }
  if (most !== undefined && !/^\d{1,9}$/.test(String(most))) {
    throw new AppError('COMMAND_USAGE', 'invalid', '--most takes a whole number, as 500.')
  }
  const unlessGiven = json ? mostUnlessGiven : Number.POSITIVE_INFINITY
  return {
    only: new Set(wanted as Effect[]),
    most: most === undefined ? unlessGiven : Number(most),
  }
}
