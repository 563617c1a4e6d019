/** Sound options: what is wrong in them is told and left out, so that a start names every mistake at once. */
import { soundChannels } from '../../feeds/channel-mistakes.js'
import { type Mistake, optionMistakes, tellOption } from '../../feeds/mistakes.js'
import type { ProgramOptions } from './options.js'

/** The rest can be read, and its mistakes told with those that were found here. */
export function withoutMistakes(options: ProgramOptions): ProgramOptions {
  const found = [...optionMistakes(options), ...adminMistakes(options.admin)]
  if (found.length === 0) return options
  const isWrong = (option: string) => found.some(({ path }) => path[0] === option)
  const { catalog, channels: chosen, price, meta, modules, admin, ...rest } = options
  const tell = options.origin?.tell ?? tellOption
  return {
    ...rest,
    ...(catalog !== undefined && !isWrong('catalog') && { catalog }),
    ...(chosen !== undefined && { channels: soundChannels(chosen) }),
    ...(price !== undefined && !isWrong('price') && { price }),
    ...(meta !== undefined && !isWrong('meta') && { meta }),
    ...(modules !== undefined && !isWrong('modules') && { modules }),
    ...(admin !== undefined && !isWrong('admin') && { admin }),
    mistakes: [...(options.mistakes ?? []), ...found.map((mistake) => tell(mistake))],
  }
}

function adminMistakes(value: unknown): readonly Mistake[] {
  return value === undefined || typeof value === 'boolean'
    ? []
    : [{ path: ['admin'], message: 'must be true or false.' }]
}
