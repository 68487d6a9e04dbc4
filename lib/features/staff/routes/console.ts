import { defineRoute } from '@/lib/server/http/define-route'
import { staffSessionCookie } from '@/lib/server/session/staff-session'
import { createStaff, updateStaff } from '../commands/edit'
import { changeOwnPassword, disableTotp, enableTotp, startTotp } from '../commands/own-account'
import { disableStaff, enableStaff, resetStaffPassword, unlockStaff } from '../commands/standing'
import { getMe, listStaff } from '../queries'
import {
  changePasswordEndpoint,
  createStaffEndpoint,
  disableStaffEndpoint,
  disableTotpEndpoint,
  enableStaffEndpoint,
  enableTotpEndpoint,
  getMeEndpoint,
  listStaffEndpoint,
  resetStaffPasswordEndpoint,
  startTotpEndpoint,
  unlockStaffEndpoint,
  updateStaffEndpoint,
} from '../schema'

export const staffConsoleRoutes = {
  changePassword: defineRoute(changePasswordEndpoint, async ({ actor, body }) => {
    const epoch = await changeOwnPassword(actor, body)
    return new Response(null, {
      status: 204,
      headers: { 'set-cookie': await staffSessionCookie(actor.id, epoch), 'cache-control': 'no-store' },
    })
  }),
  getMe: defineRoute(getMeEndpoint, ({ actor }) => getMe(actor)),
  disableTotp: defineRoute(disableTotpEndpoint, ({ actor, body }) => disableTotp(actor, body)),
  startTotp: defineRoute(startTotpEndpoint, ({ actor }) => startTotp(actor)),
  enableTotp: defineRoute(enableTotpEndpoint, ({ actor, body }) => enableTotp(actor, body)),
  disableStaff: defineRoute(disableStaffEndpoint, ({ actor, params }) => disableStaff(actor, params.id)),
  enableStaff: defineRoute(enableStaffEndpoint, ({ actor, params }) => enableStaff(actor, params.id)),
  resetStaffPassword: defineRoute(resetStaffPasswordEndpoint, ({ actor, params }) =>
    resetStaffPassword(actor, params.id),
  ),
  updateStaff: defineRoute(updateStaffEndpoint, ({ actor, params, body }) =>
    updateStaff(actor, params.id, body),
  ),
  unlockStaff: defineRoute(unlockStaffEndpoint, ({ actor, params }) => unlockStaff(actor, params.id)),
  listStaff: defineRoute(listStaffEndpoint, ({ actor, query }) => listStaff(actor, query)),
  createStaff: defineRoute(createStaffEndpoint, ({ actor, body }) => createStaff(actor, body)),
}
