/** When a breaker opens and how long it waits: given with every call, so that a changed setting holds at once. */

export interface BreakerRules {
  /** Failures in a row that open it. */
  readonly threshold: number
  readonly cooldownMs: number
  /** How many times longer each further cooldown is. */
  readonly multiplier: number
  readonly maxCooldownMs: number
  /** After this a probe that said nothing counts as lost; longer than the longest exchange. */
  readonly probeForMs: number
}
