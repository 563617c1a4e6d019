/** `storecast migrate`: brings the database's tables up to date. */
import type { Kernel } from '../kernel/assembly.js'
import type { Command } from '../kernel/command.js'

export const migrateCommand: Command<Kernel> = {
  name: 'migrate',
  summary: 'Bring the tables up to date; safe to run at any time, and by several processes.',
  async run(kernel, _operands, _options, terminal) {
    const ran = await kernel.migrate()
    terminal.say(
      ran.length === 0 ? 'Nothing to do: the tables are up to date.' : `Ran ${ran.length}: ${ran.join(', ')}`,
    )
    terminal.give({ ran })
    return 0
  },
}
