import { defineRoute } from '@/lib/server/http/define-route'
import { actFor } from './commands/act-for'
import { acceptInvitation, declineInvitation } from './commands/answer-invitation'
import { invite, withdrawInvitation } from './commands/invite'
import { changeRole, leaveUnit, removeMember } from './commands/places'
import { acceptRequest, askToJoin, refuseRequest, withdrawRequest } from './commands/requests'
import { ofUnit } from './commands/unit'
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
  people: defineRoute(peopleEndpoint, ({ actor, params }) => listPeople(ofUnit(actor, params))),
  invite: defineRoute(inviteEndpoint, ({ actor, params, body, address }) =>
    invite(ofUnit(actor, params), { ...body, address }),
  ),
  withdrawInvitation: defineRoute(withdrawInvitationEndpoint, ({ actor, params }) =>
    withdrawInvitation(ofUnit(actor, params), params.id),
  ),
  acceptRequest: defineRoute(acceptRequestEndpoint, ({ actor, params, body }) =>
    acceptRequest(ofUnit(actor, params), params.id, body.role),
  ),
  refuseRequest: defineRoute(refuseRequestEndpoint, ({ actor, params }) =>
    refuseRequest(ofUnit(actor, params), params.id),
  ),
  changeRole: defineRoute(changeRoleEndpoint, ({ actor, params, body }) =>
    changeRole(ofUnit(actor, params), params.id, body.role),
  ),
  removeMember: defineRoute(removeMemberEndpoint, ({ actor, params }) =>
    removeMember(ofUnit(actor, params), params.id),
  ),
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
