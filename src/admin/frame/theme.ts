/** Light or dark: the reader's system decides, unless the reader has. */
import { type AdminGate, admin, type Call, type Route } from '../../kernel.js'
import { readForm } from './form.js'

export const themes = ['auto', 'light', 'dark'] as const

export type Theme = (typeof themes)[number]

const cookieName = 'storecast_theme'
const keptSeconds = 400 * 86_400

export function themeOf({ req }: Pick<Call, 'req'>): Theme {
  const [, chosen] = new RegExp(`(?:^|;) *${cookieName}=(\\w+)`).exec(req.headers.cookie ?? '') ?? []
  return themes.find((theme) => theme === chosen) ?? 'auto'
}

/** Chooses, and goes back to where the reader was. */
export function themeRoute(gate: AdminGate): Route {
  return {
    method: 'POST',
    path: '/admin/theme',
    summary: 'Chooses the light or the dark look.',
    access: admin('viewer', gate),
    scope: 'process',
    bodyLimitBytes: 4_096,
    async handle(call) {
      const form = await readForm(call)
      const theme = themes.find((each) => each === form.get('theme')) ?? 'auto'
      const age = theme === 'auto' ? 0 : keptSeconds
      call.res.appendHeader(
        'set-cookie',
        `${cookieName}=${theme}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax`,
      )
      call.res.statusCode = 303
      call.res.setHeader('location', backTo(form.get('back')))
      call.res.setHeader('cache-control', 'no-store')
      call.res.end()
    },
  }
}

/** Where the form stood, as a way from here; never out of the admin. */
function backTo(back: string | null): string {
  return back !== null &&
    /^(\.\.\/)?(s\/[a-z0-9-]+\/)?admin(\/[\w%./:=-]*)?(\?[\w%.&=+*:-]*)?$/.test(back) &&
    !back.includes('/..')
    ? back.startsWith('../')
      ? back
      : `../${back}`
    : '../admin'
}
