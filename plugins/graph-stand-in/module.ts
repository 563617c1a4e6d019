/** The module of the stand-in: takes the demo's events in Meta's place, and shows them to the merchant. */
import { defineModule, type Module } from '../../src/kernel.js'
import { STAND_IN } from './contract.js'
import { createLateStandIn, type LateStandIn } from './late.js'
import { receivedEventPage } from './pages/received-event.js'
import { receivedEventsPage } from './pages/received-events.js'

/** `pixel` is the one whose events are shown, in the first store. */
export function standInModule(pixel: string): Module<LateStandIn> {
  return defineModule<LateStandIn, object>({
    name: 'stand-in',
    summary: 'Stands in for Meta’s Graph API on this machine, so that a demo has no outside.',
    assemble: ({ clock }) => createLateStandIn(clock),
    offers: (standIn) => [STAND_IN.as(standIn)],
    pages: (standIn) => [receivedEventsPage(standIn, pixel), receivedEventPage(standIn, pixel)],
    stop: (standIn) => standIn.close(),
  })
}
