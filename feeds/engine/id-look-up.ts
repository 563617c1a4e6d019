/** Looking ids up in a feed's list: a few reads of its file, however long it is. */
import { IdHash } from './id-hash.js'
import { hashBytes, listBytes, listMark } from './id-list.js'
import type { OpenObject } from './objects/object-store.js'

interface Wanted {
  readonly id: string
  readonly first: number
  readonly second: number
}

// At a million ids the place that the hash itself tells is at most about 2,000 off, and one read in the middle of
// as many on both sides finds it.
const usualWindow = 8_192

/** Which of these ids the list holds; undefined where the object is no whole list of `count` ids. */
export async function standingIn(
  object: OpenObject,
  count: number,
  ids: readonly string[],
  windowHashes = usualWindow,
): Promise<ReadonlySet<string> | undefined> {
  if (!(await isList(object, count))) return undefined
  const window = new Window(object, count, windowHashes)
  const standing = new Set<string>()
  // In the order of the list: most then stand in the window of the one before.
  for (const wanted of inOrder(ids)) if (await window.find(wanted)) standing.add(wanted.id)
  return standing
}

async function isList({ bytes, read }: OpenObject, count: number): Promise<boolean> {
  const mark = Buffer.alloc(listMark.length)
  if (bytes !== listBytes(count)) return false
  return (await read(mark, 0)) === mark.length && mark.equals(listMark)
}

function inOrder(ids: readonly string[]): Wanted[] {
  const hash = new IdHash()
  return [...new Set(ids)]
    .map((id) => {
      hash.of(id)
      return { id, first: hash.first, second: hash.second }
    })
    .sort((a, b) => a.second - b.second || a.first - b.first)
}

/** A part of the list in memory, moved to where it is needed. */
class Window {
  private readonly object: OpenObject
  private readonly count: number
  private readonly bytes: DataView<ArrayBuffer>
  private from = 0
  private to = 0

  constructor(object: OpenObject, count: number, hashes: number) {
    this.object = object
    this.count = count
    this.bytes = new DataView(new ArrayBuffer(Math.min(hashes, count) * hashBytes))
  }

  async find(wanted: Wanted): Promise<boolean> {
    const size = this.bytes.byteLength / hashBytes
    let [low, high] = [0, this.count]
    // Hashes are spread evenly.
    let middle = Math.floor((wanted.second / 2 ** 32) * this.count)
    while (low < high) {
      if (!this.covers(wanted)) {
        const from = Math.min(Math.max(middle - (size >> 1), low), Math.max(high - size, low))
        await this.move(from, Math.min(from + size, high))
      }
      if (this.order(wanted, this.from) < 0) high = this.from
      else if (this.order(wanted, this.to - 1) > 0) low = this.to
      else return this.holds(wanted)
      middle = (low + high) >>> 1
    }
    return false
  }

  private covers(wanted: Wanted): boolean {
    return this.from < this.to && this.order(wanted, this.from) >= 0 && this.order(wanted, this.to - 1) <= 0
  }

  private holds(wanted: Wanted): boolean {
    let [low, high] = [this.from, this.to - 1]
    while (low <= high) {
      const middle = (low + high) >>> 1
      const order = this.order(wanted, middle)
      if (order === 0) return true
      if (order < 0) high = middle - 1
      else low = middle + 1
    }
    return false
  }

  /** Below 0 where it stands before the hash at this place of the list, 0 where it is that one. */
  private order({ first, second }: Wanted, place: number): number {
    const at = (place - this.from) * hashBytes
    return second - this.bytes.getUint32(at) || first - this.bytes.getUint32(at + 4)
  }

  private async move(from: number, to: number): Promise<void> {
    const into = new Uint8Array(this.bytes.buffer, 0, (to - from) * hashBytes)
    const bytes = await this.object.read(into, listMark.length + from * hashBytes)
    if (bytes < into.length) throw new RangeError('A list of ids ended before its end')
    this.from = from
    this.to = to
  }
}
