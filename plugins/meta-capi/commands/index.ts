/** The events commands, in the order of the help. */
import { dropCommand, retryCommand } from './again.js'
import { eraseCommand } from './erase.js'
import { listCommand } from './list.js'
import { showCommand } from './show.js'
import { statsCommand } from './stats.js'

export const eventCommands = [listCommand, showCommand, retryCommand, dropCommand, eraseCommand, statsCommand]
