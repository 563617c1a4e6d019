/** The processor time of another process, where the system tells it. */
import { readFileSync } from 'node:fs'

// Linux counts it in hundredths of a second whatever the kernel's own clock does.
const tickMs = 10

export function cpuMsOf(pid: number): number | undefined {
  try {
    // Its name, in brackets, may hold blanks.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * tickMs
  } catch {
    return undefined
  }
}
