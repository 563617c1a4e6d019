/** Seeded chance: the same seed and index give the same choices, in any order and on any machine. */

export interface Random {
  /** At least 0, below 1. */
  next(): number
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number
  pick<T>(list: readonly T[]): T
  /** True so often in a thousand. */
  inThousand(often: number): boolean
  /** From the standard normal distribution. */
  normal(): number
}

/** Chance of its own for one index, so that a row can be made again without the rows before it. */
export function randomOf(seed: number, index: number): Random {
  let state = scramble(Math.imul(seed, 0x9e3779b1) ^ scramble(index + 0x6d2b79f5))
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    return (scramble(state) >>> 0) / 2 ** 32
  }
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    whole,
    pick(list) {
      const found = list[whole(0, list.length - 1)]
      if (found === undefined) throw new RangeError('Nothing to pick from')
      return found
    },
    inThousand: (often) => next() * 1_000 < often,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  }
}

function scramble(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
