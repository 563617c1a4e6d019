import { expect, test } from 'vitest'
import type { Admission } from '../../../src/kernel/breaker/breaker.js'
import { describeEachDatabase } from '../../support/databases.js'
import fc from '../../support/property.js'
import { type Admitted, pass, rules, type Watched, watched } from './breakers.js'

type Verdict = 'succeeded' | 'failed' | 'abandoned'

/** What a breaker is, in a few words and one process: the whole promise, without a database. */
class Model {
  now = 0
  round = 0
  isOpen = false
  failures = 0
  cooldownMs = 0
  retryAt = 0
  probe: { id: number; until: number } | undefined
  #calls = 0

  admit() {
    if (!this.isOpen) return { id: ++this.#calls, isProbe: false, round: this.round, seen: this.failures }
    if (this.now < this.retryAt || (this.probe && this.now < this.probe.until)) return undefined
    const id = ++this.#calls
    this.probe = { id, until: this.now + rules.probeForMs }
    return { id, isProbe: true, round: this.round, seen: this.failures }
  }

  hear(call: NonNullable<ReturnType<Model['admit']>>, verdict: Verdict): void {
    if (call.round !== this.round) return
    if (call.isProbe) this.#hearProbe(call.id, verdict)
    else if (verdict === 'succeeded' && call.seen > 0) this.failures = 0
    else if (verdict === 'failed' && ++this.failures === rules.threshold) this.#open(rules.cooldownMs)
  }

  #hearProbe(id: number, verdict: Verdict): void {
    if (this.probe?.id !== id) return
    this.probe = undefined
    if (verdict === 'abandoned') return
    if (verdict === 'failed') {
      this.failures += 1
      this.#open(Math.min(this.cooldownMs * rules.multiplier, rules.maxCooldownMs))
    } else {
      this.isOpen = false
      this.failures = 0
      this.round += 1
    }
  }

  #open(cooldownMs: number): void {
    this.isOpen = true
    this.round += 1
    this.cooldownMs = cooldownMs
    this.retryAt = this.now + cooldownMs
  }
}

interface Real {
  readonly sides: readonly [Watched, Watched]
  readonly name: string
  readonly calls: { real: Admitted; model: NonNullable<ReturnType<Model['admit']>>; isSettled: boolean }[]
}

type Step = fc.AsyncCommand<Model, Real>

class Admit implements Step {
  readonly side: 0 | 1
  constructor(side: 0 | 1) {
    this.side = side
  }
  check = () => true
  async run(model: Model, { sides, name, calls }: Real) {
    const admission: Admission = await sides[this.side].breakers.admit(name, rules)
    const expected = model.admit()
    expect(admission.state).toBe(expected ? 'admitted' : 'refused')
    if (admission.state === 'refused' || !expected) return
    expect(admission.isProbe).toBe(expected.isProbe)
    calls.push({ real: admission, model: expected, isSettled: false })
  }
  toString = () => `admit(${this.side})`
}

class Hear implements Step {
  readonly nth: number
  readonly verdict: Verdict
  constructor(nth: number, verdict: Verdict) {
    this.nth = nth
    this.verdict = verdict
  }
  check = () => true
  async run(model: Model, { calls }: Real) {
    const open = calls.filter(({ isSettled }) => !isSettled)
    const call = open[this.nth % Math.max(1, open.length)]
    if (!call) return
    call.isSettled = true
    await call.real[this.verdict]()
    model.hear(call.model, this.verdict)
  }
  toString = () => `${this.verdict}(${this.nth})`
}

// Never within ten seconds of the end of a cooldown or a probe, all of which are such sums: real time goes by as well.
const stepMs = 30_000

class Pass implements Step {
  readonly steps: number
  constructor(steps: number) {
    this.steps = steps
  }
  check = () => true
  async run(model: Model, { sides, name }: Real) {
    await pass(sides[0].database, this.steps * stepMs, name)
    model.now += this.steps * stepMs
  }
  toString = () => `pass(${this.steps})`
}

class Look implements Step {
  check = () => true
  async run(model: Model, { sides, name }: Real) {
    for (const { breakers } of sides) {
      const { state, failures } = await breakers.stateOf(name)
      expect(failures).toBe(model.failures)
      expect(state).toBe(!model.isOpen ? 'closed' : model.now < model.retryAt ? 'open' : 'halfOpen')
    }
  }
  toString = () => 'look'
}

const commands = [
  fc.constantFrom<0 | 1>(0, 1).map((side) => new Admit(side)),
  fc.constantFrom<0 | 1>(0, 1).map((side) => new Admit(side)),
  fc
    .tuple(
      fc.nat(5),
      fc.oneof(
        { weight: 4, arbitrary: fc.constant<Verdict>('failed') },
        { weight: 2, arbitrary: fc.constant<Verdict>('succeeded') },
        { weight: 1, arbitrary: fc.constant<Verdict>('abandoned') },
      ),
    )
    .map(([nth, verdict]) => new Hear(nth, verdict)),
  fc.integer({ min: 1, max: 20 }).map((steps) => new Pass(steps)),
  fc.constant(new Look()),
]

describeEachDatabase('breakers of two processes', (fresh) => {
  test('are one breaker, in whatever order they ask, hear and wait', { timeout: 120_000 }, async () => {
    const { url } = await fresh()
    const sides = [await watched(url), await watched(url)] as const
    const reached = { probes: 0, opened: 0 }
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 60, size: 'max' }), async (steps) => {
        const real: Real = { sides, name: `run ${++run}`, calls: [] }
        const model = new Model()
        await fc.asyncModelRun(() => ({ model, real }), steps)
        await new Look().run(model, real)
        reached.probes += real.calls.filter((call) => call.model.isProbe).length
        reached.opened += model.round > 0 ? 1 : 0
      }),
      { numRuns: 60 },
    )
    // The walk is worth nothing where it never comes to a probe.
    expect(reached.opened).toBeGreaterThan(10)
    expect(reached.probes).toBeGreaterThan(10)
  })
})
