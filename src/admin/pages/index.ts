/** The admin's own pages: whether all is well, what is set, and who changed it. */
import type { Page } from '../../kernel.js'
import { auditPage } from './audit/audit-page.js'
import { overviewPage } from './overview/overview-page.js'
import type { PagesParts } from './parts.js'
import { groupPage } from './settings/group-page.js'
import { groupsPage } from './settings/groups-page.js'

export type { AccessChange, PagesParts } from './parts.js'

export function adminPages(parts: PagesParts): readonly Page[] {
  return [overviewPage(parts), groupsPage(parts), groupPage(parts), auditPage(parts)]
}
