import { db } from '@/lib/server/database/db'
import { defineRoute } from '@/lib/server/http/define-route'
import { claimChange, claimNextChange, prolongChangeClaim, releaseChange } from './commands/claim'
import { createChange } from './commands/create'
import { approveChange, returnChange } from './commands/decide'
import { deferChangeDecision } from './commands/defer-decision'
import { requestChangeInspection } from './commands/inspect'
import { readChangeFailure, takeBackChangeDecision } from './commands/take-back'
import { sendTransferCode } from './commands/transfer-code'
import { withdrawChange } from './commands/withdraw'
import { getDeskChange } from './queries/desk'
import { listOwnChanges } from './queries/owner'
import { listChangeQueue } from './queries/queue'
import { getDeskChangeEndpoint, listChangeQueueEndpoint } from './schema/console'
import {
  createChangeEndpoint,
  listChangesEndpoint,
  transferCodeEndpoint,
  withdrawChangeEndpoint,
} from './schema/owner'
import {
  approveChangeEndpoint,
  claimChangeEndpoint,
  deferChangeDecisionEndpoint,
  nextChangeEndpoint,
  readChangeFailureEndpoint,
  releaseChangeEndpoint,
  requestChangeInspectionEndpoint,
  returnChangeEndpoint,
  takeBackChangeDecisionEndpoint,
} from './schema/review'

export const changeRoutes = {
  approveChange: defineRoute(approveChangeEndpoint, ({ actor, params, body }) =>
    approveChange(actor, { id: params.id, ...body }),
  ),
  returnChange: defineRoute(returnChangeEndpoint, ({ actor, params, body }) =>
    returnChange(actor, { id: params.id, ...body }),
  ),
  claimChange: defineRoute(claimChangeEndpoint, ({ actor, params }) => claimChange(actor, params.id)),
  nextChange: defineRoute(nextChangeEndpoint, ({ actor }) => claimNextChange(actor)),
  releaseChange: defineRoute(releaseChangeEndpoint, ({ actor, params }) => releaseChange(actor, params.id)),
  deferChangeDecision: defineRoute(deferChangeDecisionEndpoint, ({ actor, params, body }) =>
    deferChangeDecision(actor, { id: params.id, ...body }),
  ),
  takeBackChangeDecision: defineRoute(takeBackChangeDecisionEndpoint, ({ actor, params }) =>
    takeBackChangeDecision(actor, params),
  ),
  readChangeFailure: defineRoute(readChangeFailureEndpoint, ({ actor, params }) =>
    readChangeFailure(actor, params),
  ),
  requestChangeInspection: defineRoute(requestChangeInspectionEndpoint, ({ actor, params }) =>
    requestChangeInspection(actor, params.id),
  ),
  getDeskChange: defineRoute(getDeskChangeEndpoint, async ({ actor, params }) => {
    await prolongChangeClaim(actor, params.id)
    return getDeskChange(db(), actor, params.id)
  }),
  listChangeQueue: defineRoute(listChangeQueueEndpoint, ({ actor, query }) => listChangeQueue(actor, query)),
  withdrawChange: defineRoute(withdrawChangeEndpoint, ({ actor, params }) =>
    withdrawChange(actor, params.id),
  ),
  listChanges: defineRoute(listChangesEndpoint, ({ actor, query }) => listOwnChanges(actor, query)),
  transferCode: defineRoute(transferCodeEndpoint, ({ actor, params, body, address }) =>
    sendTransferCode(actor, params.id, body, address),
  ),
  createChange: defineRoute(createChangeEndpoint, ({ actor, params, body }) =>
    createChange(actor, params.id, body),
  ),
}
