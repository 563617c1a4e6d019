/** The parent's end of a conversation with a child process. */
import type { ChildProcess } from 'node:child_process'

export type Ask = (name: string, order?: unknown) => Promise<unknown>

interface Message {
  readonly id: number
  readonly answer?: unknown
  readonly error?: string
}

/** Resolves when the child says that it is ready; whatever is open rejects when it ends. */
export async function talk(child: ChildProcess): Promise<Ask> {
  let last = 0
  const open = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>()
  const expect = (id: number) =>
    new Promise<unknown>((resolve, reject) => void open.set(id, { resolve, reject }))
  child.on('message', ({ id, answer, error }: Message) => {
    const asked = open.get(id)
    open.delete(id)
    if (error === undefined) asked?.resolve(answer)
    else asked?.reject(new Error(error))
  })
  child.once('close', (code, signal) => {
    for (const { reject } of open.values()) reject(new Error(`A process ended with ${signal ?? code}`))
  })
  await expect(0)
  return (name, order) => {
    const answered = expect(++last)
    child.send({ id: last, name, order })
    return answered
  }
}
