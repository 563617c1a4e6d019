/** The mounted modules of one kernel, each with the state that its `assemble` made: what is asked of all, in turn. */
import type { CheckDepth, Finding, Module } from './module.js'

export interface Mounted {
  readonly module: Module
  readonly state: unknown
}

export type MountedModules = ReturnType<typeof createMountedModules>

export function createMountedModules() {
  const all: Mounted[] = []

  async function askAll<T>(
    ask: (mounted: Mounted) => Promise<readonly T[]> | undefined,
  ): Promise<readonly T[]> {
    return (await Promise.all(all.map((mounted) => ask(mounted) ?? []))).flat()
  }

  return {
    /** In the order in which they start; it grows until the kernel is assembled. */
    all: all as readonly Mounted[],
    add(module: Module, state: unknown): void {
      all.push({ module, state })
    },
    /** What each of them gives, in one list. */
    gather: <T>(give: (module: Module, state: unknown) => readonly T[] | undefined): readonly T[] =>
      all.flatMap(({ module, state }) => give(module, state) ?? []),
    state: (name: string): unknown => all.find(({ module }) => module.name === name)?.state,
    api(name: string, store: string): object {
      const found = all.find(({ module }) => module.name === name)
      return found?.module.api?.(found.state, store) ?? {}
    },
    findings: (store: string, depth: CheckDepth): Promise<readonly Finding[]> =>
      askAll(({ module, state }) => module.checks?.(state, store, depth)),
    welcome: (): Promise<readonly string[]> => askAll(({ module, state }) => module.welcome?.(state)),
    async prepare(): Promise<void> {
      for (const { module, state } of all) await module.prepare?.(state)
    },
    async start(): Promise<void> {
      for (const { module, state } of all) await module.start?.(state)
    },
    /** The last one first: a module may lean on those before it. */
    async stop(): Promise<void> {
      for (const { module, state } of [...all].reverse()) await module.stop?.(state)
    },
  }
}
