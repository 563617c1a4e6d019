/** Writes docs/settings.md from what the kernel and the modules declare: `npm run docs:settings`. */
import { writeFile } from 'node:fs/promises'
import { settingsDoc } from './settings-doc.js'

await writeFile(new URL('../docs/settings.md', import.meta.url), settingsDoc())
