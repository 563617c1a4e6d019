/** The start-up text: what runs, where, and what to open next. */
import type { Kernel } from '../kernel/assembly.js'
import type { Terminal } from '../kernel/command.js'

export async function welcome(kernel: Kernel, terminal: Terminal): Promise<void> {
  const { config, database, modules } = kernel
  const lines = await kernel.welcome()
  terminal.say('')
  terminal.say(
    `Storecast is running at ${config.publicUrl} (port ${config.port}), database ${database.place}`,
  )
  for (const line of lines) terminal.say(`  ${line}`)
  terminal.say('  Ctrl+C stops it.\n')
  terminal.give({
    address: config.publicUrl,
    port: config.port,
    modules: modules.map(({ name }) => name),
    stores: config.stores,
    lines,
  })
}
