/** Waiting for something that another process does, with an end. */
import { setTimeout as pause } from 'node:timers/promises'

/** Asks again and again until it holds; throws when it has not within `limitMs`. */
export async function eventually(holds: () => Promise<boolean>, limitMs: number): Promise<void> {
  const deadline = performance.now() + limitMs
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`It did not come about within ${limitMs} ms`)
    await pause(50)
  }
}
