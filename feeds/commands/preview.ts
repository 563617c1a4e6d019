/** `storecast feed preview`: one product as each channel tells it, and why where it does not. */
import { AppError, type Command, type Terminal } from '../../src/kernel.js'
import type { Channel } from '../engine/channel.js'
import { type Preview, previewIn, spellingsOf } from '../preview.js'
import { XML_FEEDS } from '../settings.js'
import type { FeedsState } from '../state.js'
import { chosenChannels } from './chosen-channels.js'
import { explained, findingLine, printable } from './finding-lines.js'
import { lookUp } from './look-up.js'

export const previewCommand: Command<FeedsState> = {
  name: 'feed preview',
  operands: '<id>',
  summary:
    'Show one product as each feed tells it, read from the catalog now; only feed check compares it with other products.',
  options: [{ flags: '--channel <name>', description: 'only this one, enabled or not' }],
  async run(state, [id = ''], options, terminal) {
    if (id === '')
      throw new AppError('COMMAND_USAGE', 'invalid', 'An id is needed: storecast feed preview SKU-1')
    const store = String(options.store ?? 'default')
    const named = options.channel === undefined ? undefined : String(options.channel)
    const channels = await chosenChannels(state, store, named)
    const { PAGE_LIMIT_SECONDS } = await state.host.registry.read(XML_FEEDS, store)
    const walking = { pageLimitMs: PAGE_LIMIT_SECONDS * 1_000, signal: state.host.closing }
    const ids = await spellingsOf(state, store, id)
    const { product, alike } = await lookUp(state.catalog(store), ids, walking)
    if (product === undefined) return tellMissing(id, alike, terminal)
    const previews = []
    for (const channel of channels) {
      const feed = await state.feedFrom(store, channel.name, new URLSearchParams())
      const preview = await previewIn(state, feed, product, walking)
      show(channel, preview, terminal)
      previews.push({
        channel: channel.name,
        item: preview.item ?? null,
        findings: preview.findings.map(explained),
      })
    }
    terminal.give({ id: product.id, channels: previews })
    return previews.every(({ item }) => item !== null) ? 0 : 3
  },
}

function show({ name }: Channel, { item, findings }: Preview, terminal: Terminal): void {
  terminal.say(name)
  if (item === undefined) terminal.say('  There is no item of it.')
  else for (const line of item.trimEnd().split('\n')) terminal.say(printable(line))
  for (const finding of findings) terminal.say(`  ${findingLine(finding)}`)
  if (findings.length === 0) terminal.say('  Nothing to remark.')
}

function tellMissing(id: string, alike: readonly string[], terminal: Terminal): number {
  const guess = alike.length > 0 ? ` Did you mean ${alike.join(', ')}?` : ''
  const message = `The catalog has no product with the id ${JSON.stringify(id)}.${guess}`
  terminal.note(printable(message))
  terminal.give({ id, channels: [], message, alike })
  return 1
}
