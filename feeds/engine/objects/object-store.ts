/** Where built feed files are kept: immutable objects, named by their content, behind four verbs. */
import type { Readable } from 'node:stream'

export interface StoredObject {
  /** `<folder>/<sha256 of the bytes>`. */
  readonly name: string
  readonly sha256: string
  readonly bytes: number
}

export interface OpenObject {
  readonly bytes: number
  /** The bytes from `position` on, as many as `into` takes; answers how many that were, fewer only at the end. */
  read(into: Uint8Array, position: number): Promise<number>
  /** The bytes, once; ending or destroying it closes the object. */
  stream(): Readable
  close(): Promise<void>
}

export interface ObjectStore {
  /** Keeps what the chunks hold; when it resolves, the object survives a crash. Nothing is left of a failed one. */
  put(folder: string, chunks: AsyncIterable<Uint8Array>): Promise<StoredObject>
  /** Undefined when it is not there. An object stays readable while open, even if it is deleted meanwhile. */
  open(name: string): Promise<OpenObject | undefined>
  /** Deletes every object of a folder but those named, and whatever an interrupted `put` left there. */
  keepOnly(folder: string, names: readonly string[]): Promise<void>
}
