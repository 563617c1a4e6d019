/** The door: all that feeds and plugins may import from the kernel. */

export { CIRCUIT_BREAKER } from './kernel/breaker/settings.js'
export { type Cache, createCache } from './kernel/cache.js'
export type { Clock } from './kernel/clock.js'
export type { Command, CommandOption, Terminal } from './kernel/command.js'
export { databaseAway } from './kernel/database/away.js'
export { createTable, keyColumn } from './kernel/database/columns.js'
export type { Database } from './kernel/database/database.js'
export { openDatabase } from './kernel/database/open-database.js'
export type { Deferred, Task } from './kernel/deferred/deferred.js'
export { AppError, type ErrorCode, type Fault } from './kernel/errors.js'
export type { HttpClient, HttpResult } from './kernel/http-client.js'
export { randomToken, timeOrderedId } from './kernel/ids.js'
export type { Lease, Leases } from './kernel/leases.js'
export type { Log } from './kernel/log.js'
export type { Metrics } from './kernel/metrics.js'
export type { Migration } from './kernel/migration.js'
export { type CheckDepth, defineModule, type Finding, type Host, type Module } from './kernel/module.js'
export { didYouMean, nearest } from './kernel/near-miss.js'
export type { EntryDetail, EntryFilter, EntryLine } from './kernel/outbox/browse.js'
export type {
  Courier,
  Delivery,
  Destination,
  Errand,
  Readiness,
  SendRecord,
  Verdict,
} from './kernel/outbox/courier.js'
export {
  type Entry,
  type EntryState,
  type NewEntry,
  type Outcome,
  states as entryStates,
} from './kernel/outbox/entry.js'
export type { Outbox } from './kernel/outbox/outbox.js'
export type { Problem, Problems } from './kernel/problems.js'
export { defineGroup, type Group, type Values } from './kernel/registry/group.js'
export type { Registry } from './kernel/registry/registry.js'
export {
  choice,
  country,
  currency,
  digits,
  flag,
  optionalCountry,
  optionalText,
  pattern,
  type Setting,
  schedule,
  secret,
  signingKeys,
  text,
  timeZone,
  tokens,
  webAddress,
  whole,
} from './kernel/registry/setting.js'
export type { Schedule } from './kernel/scheduler.js'
export { placeOfError, withoutValues } from './kernel/security/describe-error.js'
export {
  createIdempotency,
  type Idempotency,
  idempotencyConflict,
  idempotencyKeyOf,
  idempotencyMigrations,
  type KeyedRequest,
  type Remembered,
} from './kernel/server/idempotency.js'
export { queryOf } from './kernel/server/query.js'
export { sendJson } from './kernel/server/respond.js'
export {
  type Access,
  type Call,
  type Gate,
  open,
  type Route,
  type SignedGate,
  signed,
  token,
} from './kernel/server/route.js'
export { SHOP } from './kernel/shop.js'
