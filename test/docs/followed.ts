/** A document's commands, followed as its reader would: bash reads the lines, the commands run here. */
import { execFileSync } from 'node:child_process'
import { Command as Program } from 'commander'
import { assembleStorecast, modulesOf } from '../../src/app.js'
import { builtinCommands } from '../../src/commands/builtin.js'
import type { Kernel } from '../../src/kernel/assembly.js'
import type { Command, Terminal } from '../../src/kernel/command.js'
import { standAloneOptions } from '../../src/stand-alone.js'

export interface Followed {
  /** As it stands in the document, once bash has read it. */
  readonly line: string
  readonly code: number
  readonly said: string
}

/** Each `storecast` prints its words and the exported environment, one after the other, instead of running. */
const shell = `set -eu
storecast() { printf '%s\\0' "$@" ''; env -0; printf '\\0'; }
npx() { shift; storecast "$@"; }
`

interface Call {
  readonly words: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

function callsOf(script: string, environment: Readonly<Record<string, string>>): readonly Call[] {
  // Servers of an example run beside each other, and their lines must not.
  const inTurn = script.replaceAll(' & ', '; ').replace(/ &$/gm, '')
  const path = process.env.PATH ?? ''
  const printed = execFileSync('bash', ['--norc', '-c', shell + inTurn], {
    env: { PATH: path, ...environment },
    encoding: 'utf8',
  })
  const parts = printed.split('\0\0').filter((part) => part !== '')
  return Array.from({ length: parts.length / 2 }, (_, at) => ({
    words: (parts[at * 2] ?? '').split('\0'),
    environment: Object.fromEntries(
      (parts[at * 2 + 1] ?? '')
        .split('\0')
        .map((pair) => [pair.split('=', 1)[0] ?? '', pair.slice(pair.indexOf('=') + 1)]),
    ),
  }))
}

/** Runs every `storecast` of the script in turn, each in the environment that the script has made by then. */
export async function follow(
  script: string,
  environment: Readonly<Record<string, string>>,
): Promise<readonly Followed[]> {
  const done: Followed[] = []
  for (const { words, environment: own } of callsOf(script, environment)) {
    const said: string[] = []
    const kernel = await assembleStorecast({
      ...(await standAloneOptions(own)),
      environment: own,
      ownsProcess: true,
      logLevel: 'silent',
    })
    try {
      await kernel.migrate()
      done.push({ line: words.join(' '), code: await run(kernel, words, said), said: said.join('\n') })
    } finally {
      await kernel.close()
    }
  }
  return done
}

async function run(kernel: Kernel, words: readonly string[], said: string[]): Promise<number> {
  // That it serves, and ends, is shown by tests of the program.
  if (words[0] === 'serve') {
    said.push(...(await kernel.welcome()))
    return 0
  }
  const terminal: Terminal = {
    json: false,
    interactive: false,
    say: (line) => said.push(line),
    give: () => {},
    note: (line) => said.push(line),
    progress: () => {},
  }
  let code = Number.NaN
  const program = new Program().exitOverride().option('--json').option('--store <key>', '', 'default')
  const add = <State>(command: Command<State>, state: State) => {
    const [group = '', verb] = command.name.split(' ')
    const parent =
      verb === undefined
        ? program
        : (program.commands.find((each) => each.name() === group) ?? program.command(group))
    const own = parent.command([verb ?? group, command.operands].filter(Boolean).join(' '))
    for (const { flags, description } of command.options ?? []) own.option(flags, description)
    own.exitOverride().action(async (...given: unknown[]) => {
      const self = given.at(-1) as Program
      code = await command.run(state, self.args, self.optsWithGlobals(), terminal)
    })
  }
  for (const command of builtinCommands) add(command, kernel)
  for (const { name, commands = [] } of modulesOf({ catalog: 'sql' }))
    for (const command of commands) add(command, kernel.state(name))
  await program.parseAsync(words, { from: 'user' })
  return code
}
