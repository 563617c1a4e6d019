#!/usr/bin/env node
/** The `storecast` command. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command as Program } from 'commander'
import { pino } from 'pino'
import { assembleStorecast, modulesOf, type ProgramOptions } from './app.js'
import { builtinCommands } from './commands/builtin.js'
import { serve } from './commands/serve.js'
import { reportFailure } from './failure.js'
import type { Kernel } from './kernel/assembly.js'
import type { Command } from './kernel/command.js'
import { AppError } from './kernel/errors.js'
import type { Module } from './kernel/module.js'
import { standAloneOptions } from './stand-alone.js'
import { createTerminal } from './terminal.js'

type Given = Readonly<Record<string, string | boolean | undefined>>

const program = new Program('storecast')
  .description('Casts a shop’s catalog to Meta and Google, and shows what went out.')
  .option('--json', 'print the result as JSON')
  .option('--store <key>', 'the store it is about', 'default')
  .version(versionOfPackage(), '--version', 'print the version of Storecast')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .showHelpAfterError('(storecast --help shows every command)')
  .addHelpText(
    'after',
    '\nExit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 done but something needs attention.',
  )

// A file that cannot be run must not keep the help from being read: it fails the commands.
const configured = await standAloneOptions(process.env).catch((error: unknown) => ({ failed: error }))

addServing(
  'serve',
  'Serve feeds over HTTP; with nothing configured, those of a made-up demo shop.',
  configuredOptions,
)
addServing('demo', 'Serve the made-up demo shop, whatever catalog is configured.', () => ({
  ...configuredOptions(),
  catalog: 'demo',
}))
for (const command of builtinCommands)
  add(command, (kernel) => kernel, command.name !== 'doctor' && command.name !== 'migrate')
for (const module of modulesOf({ catalog: 'sql', modules: configuredModules(), admin: hasAdmin() })) {
  for (const command of module.commands ?? []) add(command, (kernel) => kernel.state(module.name), true)
}

for (const group of program.commands.filter(({ commands }) => commands.length > 0)) {
  group.description(
    `${group.commands.map((each) => each.name()).join(', ')}: storecast ${group.name()} --help`,
  )
}

await program.parseAsync()

function configuredOptions(): ProgramOptions {
  if ('failed' in configured) throw configured.failed
  return configured
}

/** Their commands are listed; what is wrong with them is told when one runs. */
function configuredModules(): readonly Module[] {
  const modules = 'failed' in configured ? [] : configured.modules
  return Array.isArray(modules) ? modules.filter((each) => typeof each?.name === 'string') : []
}

function hasAdmin(): boolean {
  return 'failed' in configured || configured.admin !== false
}

function versionOfPackage(): string {
  const path = fileURLToPath(import.meta.resolve('storecast/package.json'))
  return JSON.parse(readFileSync(path, 'utf8')).version
}

function addServing(name: string, summary: string, choice: () => ProgramOptions): void {
  parentOf(name)
    .command(name)
    .description(summary)
    .action(async (_options, self: Program) => {
      const terminal = terminalOf(self)
      try {
        process.exitCode = await serve(choice(), terminal)
      } catch (error) {
        process.exitCode = reportFailure(error, terminal)
      }
    })
}

function add<State>(
  command: Command<State>,
  stateOf: (kernel: Kernel) => State,
  migratesFirst: boolean,
): void {
  const own = parentOf(command.name)
    .command([command.name.split(' ').at(-1), command.operands].filter(Boolean).join(' '))
    .description(command.summary)
  for (const { flags, description } of command.options ?? []) own.option(flags, description)
  own.action(async (...given: unknown[]) => {
    const self = given.at(-1) as Program
    const terminal = terminalOf(self)
    process.exitCode = await run(
      async (kernel) => {
        if (migratesFirst) await kernel.migrate()
        return command.run(stateOf(kernel), self.args, self.optsWithGlobals<Given>(), terminal)
      },
      self.optsWithGlobals<Given>(),
      terminal,
    )
  })
}

async function run(
  work: (kernel: Kernel) => Promise<number>,
  options: Given,
  terminal: ReturnType<typeof createTerminal>,
) {
  let kernel: Kernel | undefined
  try {
    // Standard output belongs to the command's result.
    const logDestination = pino.destination({ dest: 2, sync: true })
    kernel = await assembleStorecast({
      ...configuredOptions(),
      ownsProcess: true,
      logDestination,
      logLevel: process.env.LOG_LEVEL ?? 'error',
    })
    const store = String(options.store)
    if (!kernel.config.stores.includes(store)) {
      throw new AppError(
        'STORE_UNKNOWN',
        'missing',
        `There is no store ${store}; STORECAST_STORES names ${kernel.config.stores.join(', ')}.`,
      )
    }
    return await work(kernel)
  } catch (error) {
    return reportFailure(error, terminal)
  } finally {
    await kernel?.close()
  }
}

/** `feed build` stands under `feed`, which is made when its first command comes. */
function parentOf(name: string): Program {
  const [group, verb] = name.split(' ')
  if (verb === undefined) return program
  return program.commands.find((each) => each.name() === group) ?? program.command(group ?? '')
}

function terminalOf(self: Program) {
  return createTerminal(self.optsWithGlobals<Given>().json === true)
}
