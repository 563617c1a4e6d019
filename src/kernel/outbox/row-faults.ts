/** Faults of a row: errors that the same row meets every time, however well the database is. */

// 1406 too long, 1366 and 1292 wrong value, 1264 and 1690 out of range, 1048 null, 3819 and 4025 checks.
const mysqlNumbers: ReadonlySet<unknown> = new Set([1406, 1366, 1292, 1264, 1690, 1048, 3819, 4025])
const sqliteCodes = /^SQLITE_(CONSTRAINT|TOOBIG$|MISMATCH$)/

/** Everything else passes with time: a full disk, a server that takes no writes, a lock. */
export function isRowFault(error: unknown): boolean {
  const { errno, code } = (error ?? {}) as { readonly errno?: unknown; readonly code?: unknown }
  return mysqlNumbers.has(errno) || sqliteCodes.test(String(code))
}
