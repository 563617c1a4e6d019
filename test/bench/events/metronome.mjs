/** A thread that sleeps to each instant and then says its number: whoever is measured has the processors meanwhile. */
import { parentPort } from 'node:worker_threads'

const nobody = new Int32Array(new SharedArrayBuffer(4))
const nowMs = () => Number(process.hrtime.bigint()) / 1e6

// Timers of an event loop come up to a millisecond late, and waiting for the clock in a loop takes a processor.
parentPort.on('message', ({ beginsMs, everyMs, count }) => {
  for (let each = 0; each < count; each++) {
    const leftMs = beginsMs + each * everyMs - nowMs()
    if (leftMs > 0) Atomics.wait(nobody, 0, 0, leftMs)
    parentPort.postMessage(each)
  }
})
