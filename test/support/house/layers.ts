/** The house as a table: which layer a file belongs to, and which layers that one may import. */

interface Layer {
  readonly name: string
  /** Paths of its files; the first layer that fits is the file's. */
  readonly files: RegExp
  /** Itself is always allowed; for plugins that means the same plugin. */
  readonly mayImport: readonly string[]
}

export const layers: readonly Layer[] = [
  { name: 'kernel', files: /^src\/kernel\//, mayImport: [] },
  { name: 'door', files: /^src\/kernel\.ts$/, mayImport: ['kernel'] },
  { name: 'admin', files: /^src\/admin\//, mayImport: ['kernel', 'door'] },
  // The only layer that names feeds and plugins.
  {
    name: 'app',
    files: /^src\/app(\/[^/]+)?\.ts$/,
    mayImport: [
      'kernel',
      'door',
      'admin',
      'contract',
      'catalog',
      'channels',
      'feeds contract',
      'feeds',
      'plugin contract',
      'plugin',
    ],
  },
  { name: 'faces', files: /^src\/(commands\/)?[^/]+\.ts$/, mayImport: ['kernel', 'door', 'admin', 'app'] },
  {
    name: 'contract',
    files: /^feeds\/catalog\/(product|contract|attributes|currency|money)\.ts$/,
    mayImport: ['door'],
  },
  { name: 'catalog', files: /^feeds\/catalog\//, mayImport: ['contract', 'door'] },
  { name: 'engine', files: /^feeds\/engine\//, mayImport: ['contract', 'door'] },
  { name: 'channels', files: /^feeds\/channels\//, mayImport: ['engine'] },
  { name: 'feeds contract', files: /^feeds\/contract\.ts$/, mayImport: ['engine', 'contract', 'door'] },
  {
    name: 'feeds',
    files: /^feeds\/(commands\/|pages\/)?[^/]+\.ts$/,
    mayImport: ['channels', 'engine', 'catalog', 'contract', 'feeds contract', 'door'],
  },
  {
    name: 'plugin contract',
    files: /^plugins\/[^/]+\/contract\.ts$/,
    mayImport: ['door', 'feeds contract', 'plugin contract'],
  },
  { name: 'plugin', files: /^plugins\/[^/]+\//, mayImport: ['door', 'feeds contract', 'plugin contract'] },
]

/** The layer of a file, undefined where the house has no room for it. */
export function layerOf(path: string): Layer | undefined {
  return layers.find(({ files }) => files.test(path))
}

/** Whether the table lets one file import the other. */
export function mayImport(from: string, to: string): boolean {
  const [own, other] = [layerOf(from), layerOf(to)]
  if (!own || !other) return false
  const plugins = own.name.startsWith('plugin') && other.name.startsWith('plugin')
  if (plugins && pluginOf(from) === pluginOf(to)) return true
  if (own === other && own.name !== 'plugin') return true
  return own.mayImport.includes(other.name)
}

function pluginOf(path: string): string | undefined {
  return path.split('/')[1]
}
