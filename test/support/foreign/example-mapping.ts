/** The mapping inside the example configuration, for readers that need no more of it. */
import { readFileSync } from 'node:fs'
import type { Mapping } from '../../../feeds/catalog/mapped/mapping.js'

export const examplePath = new URL('storecast.config.js', import.meta.url)

/** Needs no compiled package: what the file imports only marks what it is given. */
export async function exampleMapping(database: string): Promise<Mapping> {
  const marks = 'const defineConfig = (config) => config, mapTables = (mapping) => mapping\n'
  const source = marks + readFileSync(examplePath, 'utf8').replace(/^import .*$/m, '')
  const { default: config } = await import(`data:text/javascript,${encodeURIComponent(source)}`)
  return { ...(config as { catalog: Mapping }).catalog, database }
}
