/** The switch of all events: whether they are reported, and the button that changes it. */
import { type Action, actionButton, badge, type Html, html, type Visit } from '../../../src/kernel.js'
import { FACEBOOK_CONVERSION } from '../settings.js'
import type { MetaState } from '../state.js'
import type { Situation } from './situation.js'

export function reportingSwitch({ configuration, isSwitchFixed }: Situation, visit: Visit): Html {
  const isOn = configuration.settings.ENABLED
  return html`<section data-region="switch"><h2>Reporting</h2>
<p>${isOn ? badge('good', 'On') : badge('off', 'Off')} ${isOn ? 'What shoppers do is reported to Meta.' : 'Nothing is reported.'}</p>
${visit.role === 'admin' && (isSwitchFixed ? fixed : switchButton(isOn))}</section>`
}

const fixed = html`<p class="hint">The environment sets this (FACEBOOK_CONVERSION__ENABLED); it is changed there.</p>`

function switchButton(isOn: boolean): Html {
  if (!isOn)
    return actionButton({ does: 'report', label: 'Switch events on', kind: 'main', fields: { on: 'true' } })
  return actionButton({
    does: 'report',
    label: 'Switch events off',
    fields: { on: 'false' },
    question: 'Switch events off? What shoppers do meanwhile is not kept, and Meta will not hear of it.',
  })
}

export function switchAction({ host, configurations }: MetaState): Action {
  return {
    async run(visit, form) {
      const on = form.get('on') ?? ''
      await host.registry.set(visit.store, FACEBOOK_CONVERSION.name, 'ENABLED', on, { by: visit.user })
      const { settings } = await configurations.read(visit.store)
      return {
        to: '/events',
        notice: settings.ENABLED ? 'Events are reported from now on.' : 'Events are switched off.',
      }
    },
  }
}
