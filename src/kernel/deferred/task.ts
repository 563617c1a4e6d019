/** A deferred task: work that no shopper waits for. */

export interface Task {
  /** As `meta.purchase`. A label of metrics: never made of what a request brought. */
  readonly name: string
  /** Higher ones run first: CRITICAL 100, NORMAL 50, LOW 10. From 100 on none is skipped for want of time. */
  readonly priority: number
  /** The longest it takes; one that takes longer is told by its signal and waited for no more. */
  readonly maxCostSeconds: number
  /** Whose settings hold; the default store unless given. The first task of a request decides for all of them. */
  readonly store?: string
  run(signal: AbortSignal): Promise<void> | void
  /** Called instead of `run` when the task no longer fits into the budget. */
  onSkip?(): Promise<void> | void
}

/** What holds for the tasks of one request. */
export interface DeferralRules {
  readonly isEnabled: boolean
  /** Counted from the end of the response. */
  readonly budgetMs: number
}

export const criticalPriority = 100
