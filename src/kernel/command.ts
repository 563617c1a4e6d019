/** A command of the `storecast` program, as data. */

/** What a command prints through; `json` is set by `--json`. */
export interface Terminal {
  readonly json: boolean
  /** Whether standard error is a terminal, so that progress may redraw its line. */
  readonly interactive: boolean
  /** A result line for people; dropped under `--json`. */
  say(line: string): void
  /** The result for programs; printed only under `--json`. */
  give(value: unknown): void
  /** A passing note on standard error. */
  note(line: string): void
  /** Redraws one progress line on standard error; silent where nobody watches. */
  progress(line: string): void
}

export interface CommandOption {
  /** As `--out <file>` or `--all`. */
  readonly flags: string
  readonly description: string
}

/** `State` is what a module's `assemble` made; a command is listed without it. */
export interface Command<State = unknown> {
  /** One or two words: `feed build`. */
  readonly name: string
  /** As `[channel]` or `<group> <key>`. */
  readonly operands?: string
  readonly summary: string
  readonly options?: readonly CommandOption[]
  /** Answers the process's exit code; 0 is done, 1 failed, 2 wrong usage, 3 done but something needs attention. */
  run(
    state: State,
    operands: readonly string[],
    options: Readonly<Record<string, string | boolean | undefined>>,
    terminal: Terminal,
  ): Promise<number>
}

/** The store that a command is about. */
export function storeOf({ store }: Readonly<Record<string, unknown>>): string {
  return String(store ?? 'default')
}
