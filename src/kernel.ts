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
export { AppError, type ErrorCode, type Fault, faults } from './kernel/errors.js'
export type { HttpClient } from './kernel/http/client.js'
export type { HttpResult } from './kernel/http/exchange.js'
export { randomToken, timeOrderedId } from './kernel/ids.js'
export type { Lease, Leases } from './kernel/leases.js'
export type { Log } from './kernel/log.js'
export type { Metrics } from './kernel/metrics.js'
export type { Migration } from './kernel/migration.js'
export {
  type CheckDepth,
  defineModule,
  type Finding,
  type Host,
  type Module,
  type Mount,
} from './kernel/module.js'
export { didYouMean, nearest } from './kernel/near-miss.js'
export { defineOffer, type Offer, type Offered } from './kernel/offers.js'
export type { BacklogCount } from './kernel/outbox/backlog.js'
export type { EntryDetail, EntryFilter, Exchange } from './kernel/outbox/browse.js'
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
export type { EntryLine } from './kernel/outbox/entry-line.js'
export type { EntryPage } from './kernel/outbox/entry-page.js'
export type { Outbox } from './kernel/outbox/outbox.js'
export type { Figures, TallyFigure } from './kernel/outbox/tally-rows.js'
export { beginOf, type Span, spans, type TallyOutcome } from './kernel/outbox/tally-schema.js'
export * from './kernel/pages/index.js'
export type { Problem, Problems, StandingProblem } from './kernel/problems.js'
export { refusalOf, textOfValue } from './kernel/registry/check.js'
export { defineGroup, type Group, type Values } from './kernel/registry/group.js'
export { choice, digits, flag, optionalText, pattern, text, whole } from './kernel/registry/plain-kinds.js'
export type { AuditedChange, Edit, Registry, Resolved } from './kernel/registry/registry.js'
export { secret, signingKeys, tokens } from './kernel/registry/sealed-kinds.js'
export { isAbsent, type Setting } from './kernel/registry/setting.js'
export {
  country,
  currency,
  optionalCountry,
  schedule,
  timeZone,
  webAddress,
} from './kernel/registry/standard-kinds.js'
export { unknownSetting } from './kernel/registry/unknown-setting.js'
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
export { readBody } from './kernel/server/raw-body.js'
export { sendJson } from './kernel/server/respond.js'
export {
  type Access,
  type AdminGate,
  admin,
  type Call,
  type Gate,
  open,
  type Route,
  type SignedGate,
  signed,
  token,
} from './kernel/server/route.js'
export { SHOP } from './kernel/shop.js'
