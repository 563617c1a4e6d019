/** Cells of the table of results. */

/** Without what is another in every run. */
export const shortened = (address: string): string =>
  address.replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]+/g, '…').replace(/((?:event|order)=)(?!none).+/, '$1…')

export const rowOf = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`

export const told = (isMet: boolean): string => (isMet ? 'met' : 'missed')
export const fine = (value: number): string => value.toFixed(1)
export const kilobytes = (bytes: number): string => (bytes / 1_000).toFixed(1)
export const grouped = (value: number): string => Math.round(value).toLocaleString('en-US')
