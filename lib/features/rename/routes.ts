import { findFormerNames } from '@/lib/features/former-name/queries'
import { defineRoute } from '@/lib/server/http/define-route'
import { renameUnit } from './commands/rename-unit'
import { findFormerNamesEndpoint, renameUnitEndpoint } from './schema'

export const renameRoutes = {
  renameUnit: defineRoute(renameUnitEndpoint, ({ actor, params, body }) =>
    renameUnit(actor, params.id, body),
  ),
  findFormerNames: defineRoute(findFormerNamesEndpoint, async ({ actor, body }) => ({
    data: await findFormerNames(actor.area, body.name),
  })),
}
