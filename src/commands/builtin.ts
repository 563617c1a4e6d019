/** The kernel's own commands that work on an opened Storecast, in the order of the help. */
import type { Kernel } from '../kernel/assembly.js'
import type { Command } from '../kernel/command.js'
import { doctorCommand } from './doctor.js'
import { migrateCommand } from './migrate.js'
import { registryCommands } from './registry.js'

export const builtinCommands: readonly Command<Kernel>[] = [
  migrateCommand,
  doctorCommand,
  ...registryCommands,
]
