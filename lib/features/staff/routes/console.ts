import { defineRoute } from '@/lib/server/http/define-route'
import { createStaff, updateStaff } from '../commands/edit'
import { endOtherSessions, endOwnSession, endStaffSessions } from '../commands/end-sessions'
import { issueActivation } from '../commands/issue-activation'
import { changeOwnPassword, disableTotp, enableTotp, startTotp } from '../commands/own-account'
import { addKey, removeKey, startKey } from '../commands/security-keys'
import { disableStaff, enableStaff, resetStaffPassword, unlockStaff } from '../commands/standing'
import { listKeys } from '../queries/security-keys'
import { listOwnSessions, listStaffSessions } from '../queries/sessions'
import { getMe, listStaff } from '../queries/staff'
import { issueActivationEndpoint } from '../schema/activation'
import {
  changePasswordEndpoint,
  disableTotpEndpoint,
  enableTotpEndpoint,
  getMeEndpoint,
  startTotpEndpoint,
} from '../schema/own-account'
import { addKeyEndpoint, listKeysEndpoint, removeKeyEndpoint, startKeyEndpoint } from '../schema/security-key'
import {
  endOtherSessionsEndpoint,
  endOwnSessionEndpoint,
  endStaffSessionEndpoint,
  endStaffSessionsEndpoint,
  listOwnSessionsEndpoint,
  listStaffSessionsEndpoint,
} from '../schema/session'
import {
  createStaffEndpoint,
  disableStaffEndpoint,
  enableStaffEndpoint,
  listStaffEndpoint,
  resetStaffPasswordEndpoint,
  unlockStaffEndpoint,
  updateStaffEndpoint,
} from '../schema/staff'

export const staffConsoleRoutes = {
  changePassword: defineRoute(changePasswordEndpoint, ({ actor, body }) => changeOwnPassword(actor, body)),
  getMe: defineRoute(getMeEndpoint, ({ actor }) => getMe(actor)),
  disableTotp: defineRoute(disableTotpEndpoint, ({ actor, body }) => disableTotp(actor, body)),
  startTotp: defineRoute(startTotpEndpoint, ({ actor }) => startTotp(actor)),
  enableTotp: defineRoute(enableTotpEndpoint, ({ actor, body }) => enableTotp(actor, body)),
  listKeys: defineRoute(listKeysEndpoint, ({ actor }) => listKeys(actor)),
  startKey: defineRoute(startKeyEndpoint, ({ actor }) => startKey(actor)),
  addKey: defineRoute(addKeyEndpoint, ({ actor, body }) => addKey(actor, body)),
  removeKey: defineRoute(removeKeyEndpoint, ({ actor, params }) => removeKey(actor, params.keyId)),
  disableStaff: defineRoute(disableStaffEndpoint, ({ actor, params }) => disableStaff(actor, params.id)),
  enableStaff: defineRoute(enableStaffEndpoint, ({ actor, params }) => enableStaff(actor, params.id)),
  resetStaffPassword: defineRoute(resetStaffPasswordEndpoint, ({ actor, params }) =>
    resetStaffPassword(actor, params.id),
  ),
  updateStaff: defineRoute(updateStaffEndpoint, ({ actor, params, body }) =>
    updateStaff(actor, params.id, body),
  ),
  issueActivation: defineRoute(issueActivationEndpoint, ({ actor, params }) =>
    issueActivation(actor, params.id),
  ),
  unlockStaff: defineRoute(unlockStaffEndpoint, ({ actor, params }) => unlockStaff(actor, params.id)),
  listStaff: defineRoute(listStaffEndpoint, ({ actor, query }) => listStaff(actor, query)),
  createStaff: defineRoute(createStaffEndpoint, ({ actor, body }) => createStaff(actor, body)),
  listOwnSessions: defineRoute(listOwnSessionsEndpoint, ({ actor }) => listOwnSessions(actor)),
  endOwnSession: defineRoute(endOwnSessionEndpoint, ({ actor, params }) =>
    endOwnSession(actor, params.sessionId),
  ),
  endOtherSessions: defineRoute(endOtherSessionsEndpoint, ({ actor }) => endOtherSessions(actor)),
  listStaffSessions: defineRoute(listStaffSessionsEndpoint, ({ actor, params }) =>
    listStaffSessions(actor, params.id),
  ),
  endStaffSession: defineRoute(endStaffSessionEndpoint, ({ actor, params }) =>
    endStaffSessions(actor, params.id, params.sessionId),
  ),
  endStaffSessions: defineRoute(endStaffSessionsEndpoint, ({ actor, params }) =>
    endStaffSessions(actor, params.id),
  ),
}
