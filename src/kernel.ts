/** The door: all that feeds and plugins may import from the kernel. */

export { type Cache, createCache } from './kernel/cache.js'
export type { Clock } from './kernel/clock.js'
export type { Command, CommandOption, Terminal } from './kernel/command.js'
export { databaseAway } from './kernel/database/away.js'
export { createTable, keyColumn } from './kernel/database/columns.js'
export type { Database } from './kernel/database/database.js'
export { openDatabase } from './kernel/database/open-database.js'
export { AppError, type ErrorCode, type Fault } from './kernel/errors.js'
export { randomToken, timeOrderedId } from './kernel/ids.js'
export type { Lease, Leases } from './kernel/leases.js'
export type { Log } from './kernel/log.js'
export type { Metrics } from './kernel/metrics.js'
export type { Migration } from './kernel/migration.js'
export { defineModule, type Finding, type Host, type Module } from './kernel/module.js'
export { didYouMean, nearest } from './kernel/near-miss.js'
export type { Problem, Problems } from './kernel/problems.js'
export { defineGroup, type Group, type Values } from './kernel/registry/group.js'
export type { Registry } from './kernel/registry/registry.js'
export {
  country,
  currency,
  flag,
  optionalText,
  type Setting,
  schedule,
  text,
  timeZone,
  tokens,
  webAddress,
  whole,
} from './kernel/registry/setting.js'
export type { Schedule } from './kernel/scheduler.js'
export { queryOf } from './kernel/server/query.js'
export { type Access, type Call, type Gate, open, type Route, token } from './kernel/server/route.js'
export { SHOP } from './kernel/shop.js'
