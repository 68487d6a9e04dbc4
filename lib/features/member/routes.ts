import { defineRoute } from '@/lib/server/http/define-route'
import { actFor } from './commands/act-for'
import { acceptInvitation, declineInvitation } from './commands/answer-invitation'
import { invite, withdrawInvitation } from './commands/invite'
import { changeRole, leaveUnit, removeMember } from './commands/places'
import { acceptRequest, askToJoin, refuseRequest, withdrawRequest } from './commands/requests'
import { getOwnUnits } from './queries/own-units'
import { listPeople } from './queries/people'
import {
  acceptInvitationEndpoint,
  acceptRequestEndpoint,
  actForEndpoint,
  askToJoinEndpoint,
  changeRoleEndpoint,
  declineInvitationEndpoint,
  inviteEndpoint,
  leaveUnitEndpoint,
  ownUnitsEndpoint,
  peopleEndpoint,
  refuseRequestEndpoint,
  removeMemberEndpoint,
  withdrawInvitationEndpoint,
  withdrawRequestEndpoint,
} from './schema'

export const memberRoutes = {
  people: defineRoute(peopleEndpoint, ({ actor }) => listPeople(actor)),
  invite: defineRoute(inviteEndpoint, ({ actor, body, address }) => invite(actor, { ...body, address })),
  withdrawInvitation: defineRoute(withdrawInvitationEndpoint, ({ actor, params }) =>
    withdrawInvitation(actor, params.id),
  ),
  acceptRequest: defineRoute(acceptRequestEndpoint, ({ actor, params, body }) =>
    acceptRequest(actor, params.id, body.role),
  ),
  refuseRequest: defineRoute(refuseRequestEndpoint, ({ actor, params }) => refuseRequest(actor, params.id)),
  changeRole: defineRoute(changeRoleEndpoint, ({ actor, params, body }) =>
    changeRole(actor, params.id, body.role),
  ),
  removeMember: defineRoute(removeMemberEndpoint, ({ actor, params }) => removeMember(actor, params.id)),
  ownUnits: defineRoute(ownUnitsEndpoint, ({ actor }) => getOwnUnits(actor)),
  acceptInvitation: defineRoute(acceptInvitationEndpoint, ({ actor, params }) =>
    acceptInvitation(actor, params.id),
  ),
  declineInvitation: defineRoute(declineInvitationEndpoint, ({ actor, params }) =>
    declineInvitation(actor, params.id),
  ),
  askToJoin: defineRoute(askToJoinEndpoint, ({ actor, body }) => askToJoin(actor, body.unitCode)),
  withdrawRequest: defineRoute(withdrawRequestEndpoint, ({ actor, params }) =>
    withdrawRequest(actor, params.id),
  ),
  leaveUnit: defineRoute(leaveUnitEndpoint, ({ actor, params }) => leaveUnit(actor, params.id)),
  actFor: defineRoute(actForEndpoint, ({ actor, body }) => actFor(actor, body.unitId)),
}
