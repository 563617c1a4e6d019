/** Registry group ADMIN: the merchant's pages, and how long one stays signed in; read for the default store. */
import { defineGroup, flag, whole } from '../kernel.js'

export const ADMIN = defineGroup('ADMIN', {
  ENABLED: flag('The merchant’s pages under /admin; off, their addresses are not found.', true),
  IDLE_MINUTES: whole('Minutes without a page or a form after which one must sign in again.', 30, 1, 10_080),
  SESSION_HOURS: whole('Hours after which one must sign in again, however busy.', 12, 1, 720),
})
