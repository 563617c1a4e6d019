/** `storecast feed build`: builds feeds now, shows how far it is, and can hand out the file. */
import { createWriteStream } from 'node:fs'
import { rename, unlink } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { AppError, type Command } from '../../src/kernel.js'
import { feedsApi } from '../api.js'
import { type Channel, codeOf } from '../engine/channel.js'
import type { Outcome } from '../engine/refresh.js'
import type { Snapshot } from '../engine/snapshots.js'
import type { FeedsState } from '../state.js'
import { progressOf } from './progress.js'

export const buildCommand: Command<FeedsState> = {
  name: 'feed build',
  operands: '[channel]',
  summary: 'Build feeds now and publish them; all enabled channels unless one is named.',
  options: [
    { flags: '--filter <query>', description: 'as in the address: brand=Acme&top=100' },
    { flags: '--out <file>', description: 'also write the XML there (needs a channel)' },
    { flags: '--force', description: 'build even though nothing changed' },
    { flags: '--accept-drop', description: 'publish even though the feed lost more than the guard allows' },
  ],
  async run(state, [channel], options, terminal) {
    const store = String(options.store ?? 'default')
    const out = options.out === undefined ? undefined : String(options.out)
    if (out !== undefined && channel === undefined) {
      throw new AppError(
        'COMMAND_USAGE',
        'invalid',
        '--out needs a channel: storecast feed build facebook-catalog --out feed.xml',
      )
    }
    const names =
      channel === undefined ? (await state.enabledChannels(store)).map(({ name }) => name) : [channel]
    if (names.length === 0) {
      terminal.say(
        `No channel is enabled. Enable one: storecast registry set XML_FEEDS IS_ENABLED_${codes(state.channels)} true`,
      )
      terminal.give([])
      return 3
    }
    const results = []
    for (const name of names) {
      const outcome = await feedsApi(state, store).refresh(name, String(options.filter ?? ''), {
        force: options.force === true,
        acceptDrop: options.acceptDrop === true,
        onProgress: progressOf(name, terminal),
      })
      terminal.progress('')
      terminal.say(`${name}: ${tell(outcome)}`)
      results.push({ channel: name, ...summaryOf(outcome) })
      if (out !== undefined && 'snapshot' in outcome && outcome.state !== 'refused') {
        await writeOut(state, outcome.snapshot, out)
        terminal.say(`${name}: written to ${out}`)
      }
    }
    terminal.give(results)
    return results.every(({ state: end }) => end === 'published' || end === 'unchanged') ? 0 : 3
  },
}

/** The words of the channels, as in `<FACEBOOK|GOOGLE>`; alone where there is one. */
function codes(channels: readonly Channel[]): string {
  const found = channels.map(codeOf)
  return found.length === 1 ? (found[0] ?? '') : `<${found.join('|')}>`
}

function tell(outcome: Outcome): string {
  if (outcome.state === 'busy') return 'another process is building this feed right now; nothing done'
  const { items, leftOut, packedBytes, tookMs } = outcome.snapshot
  const size = `${items} items, ${leftOut} left out, ${Math.ceil(packedBytes / 1024)} KB packed`
  if (outcome.state === 'refused')
    return `REFUSED, what is published stays (${size}). ${outcome.refusal} Publish it all the same with --accept-drop.`
  if (outcome.state === 'unchanged') return `nothing changed (${size}); --force builds all the same`
  return `published (${size}, ${(tookMs / 1000).toFixed(1)} s)`
}

function summaryOf(outcome: Outcome) {
  if (outcome.state === 'busy') return { state: outcome.state }
  const { items, leftOut, packedBytes, plainBytes, sha256, tookMs, refusal, report } = outcome.snapshot
  return { state: outcome.state, items, leftOut, packedBytes, plainBytes, sha256, tookMs, refusal, report }
}

/** Written aside and renamed, so that a reader of `path` never sees half a feed. */
async function writeOut(state: FeedsState, { object }: Snapshot, path: string): Promise<void> {
  const opened = await state.objects.open(object)
  if (!opened)
    throw new AppError('FEED_FILE_MISSING', 'unavailable', 'The built file is gone already; build it again.')
  const aside = `${path}.unfinished`
  try {
    await pipeline(opened.stream(), createGunzip(), createWriteStream(aside))
    await rename(aside, path)
  } catch (cause) {
    await unlink(aside).catch(() => {})
    throw new AppError(
      'OUTPUT_UNWRITABLE',
      'unavailable',
      `${path} cannot be written (${(cause as NodeJS.ErrnoException).code}).`,
      { cause },
    )
  }
}
