import { db } from '@/lib/server/database/db'
import { defineRoute } from '@/lib/server/http/define-route'
import { addNote } from './commands/add-note'
import { approveFiling } from './commands/approve'
import { claimFiling, claimNext, prolongClaim } from './commands/claim'
import { sendConsentCode } from './commands/consent-code'
import { copyFiling } from './commands/copy-filing'
import { createFiling } from './commands/create-filing'
import { declineFiling } from './commands/decline'
import { deferDecision } from './commands/defer-decision'
import { deleteFiling } from './commands/delete-filing'
import { dismissDuplicate, undoDismissal } from './commands/dismiss-duplicate'
import { giveConsent } from './commands/give-consent'
import { passFiling, passFilings } from './commands/pass'
import { patchFiling } from './commands/patch-filing'
import { leaveFiling, visitFiling } from './commands/presence'
import { releaseFiling, releaseFilings } from './commands/release'
import { returnFiling } from './commands/return'
import { revealParty } from './commands/reveal'
import { submitFiling } from './commands/submit-filing'
import { readFailure, takeBackDecision } from './commands/take-back'
import { takeBackConsent } from './commands/take-back-consent'
import { transferFiling } from './commands/transfer'
import { withdrawFiling } from './commands/withdraw-filing'
import { listColleagues } from './queries/colleagues'
import { previewDeadlines } from './queries/deadline-moves'
import { getDesk } from './queries/desk'
import { peekNext } from './queries/next-waiting'
import { listOwnDecisions } from './queries/own-decisions'
import { listOwnPickups } from './queries/own-pickups'
import { getOwnFiling, listOwnFilings } from './queries/owner'
import { countQueues } from './queries/queue-counts'
import { listQueue } from './queries/queue-list'
import { listReviewers } from './queries/reviewers'
import { getDeskFilingEndpoint, listQueueEndpoint, queuesEndpoint } from './schema/console'
import { previewDeadlinesEndpoint } from './schema/deadline'
import {
  deferDecisionEndpoint,
  ownDecisionsEndpoint,
  readFailureEndpoint,
  takeBackDecisionEndpoint,
} from './schema/deferred'
import { dismissDuplicateEndpoint, undoDismissalEndpoint } from './schema/duplicate'
import { addNoteEndpoint } from './schema/note'
import { listOwnPickupsEndpoint } from './schema/own-pickups'
import {
  consentCodeEndpoint,
  copyFilingEndpoint,
  createFilingEndpoint,
  deleteFilingEndpoint,
  getFilingEndpoint,
  listFilingsEndpoint,
  ownerConsentEndpoint,
  patchFilingEndpoint,
  submitFilingEndpoint,
  takeBackConsentEndpoint,
  withdrawFilingEndpoint,
} from './schema/owner'
import {
  colleaguesEndpoint,
  passFilingEndpoint,
  passFilingsEndpoint,
  releaseFilingsEndpoint,
  reviewersEndpoint,
} from './schema/pass'
import { leaveFilingEndpoint, visitFilingEndpoint } from './schema/presence'
import {
  approveFilingEndpoint,
  claimFilingEndpoint,
  declineFilingEndpoint,
  nextFilingEndpoint,
  peekNextFilingEndpoint,
  releaseFilingEndpoint,
  returnFilingEndpoint,
  revealPartyEndpoint,
  transferFilingEndpoint,
} from './schema/review'

export const filingRoutes = {
  addNote: defineRoute(addNoteEndpoint, ({ actor, params, body }) =>
    addNote(actor, { id: params.id, ...body }),
  ),
  visitFiling: defineRoute(visitFilingEndpoint, ({ actor, params }) => visitFiling(actor, params.id)),
  leaveFiling: defineRoute(leaveFilingEndpoint, ({ actor, params }) => leaveFiling(actor, params.id)),
  approveFiling: defineRoute(approveFilingEndpoint, ({ actor, params, body }) =>
    approveFiling(actor, { id: params.id, ...body }),
  ),
  claimFiling: defineRoute(claimFilingEndpoint, ({ actor, params }) => claimFiling(actor, params.id)),
  declineFiling: defineRoute(declineFilingEndpoint, ({ actor, params, body }) =>
    declineFiling(actor, { id: params.id, ...body }),
  ),
  deferDecision: defineRoute(deferDecisionEndpoint, ({ actor, params, body }) =>
    deferDecision(actor, { id: params.id, ...body }),
  ),
  takeBackDecision: defineRoute(takeBackDecisionEndpoint, ({ actor, params }) =>
    takeBackDecision(actor, params),
  ),
  readFailure: defineRoute(readFailureEndpoint, ({ actor, params }) => readFailure(actor, params)),
  ownDecisions: defineRoute(ownDecisionsEndpoint, ({ actor }) => listOwnDecisions(actor)),
  dismissDuplicate: defineRoute(dismissDuplicateEndpoint, ({ actor, params, body }) =>
    dismissDuplicate(actor, { id: params.id, ...body }),
  ),
  undoDismissal: defineRoute(undoDismissalEndpoint, ({ actor, params, body }) =>
    undoDismissal(actor, params.id, body.dismissalId),
  ),
  releaseFiling: defineRoute(releaseFilingEndpoint, ({ actor, params }) => releaseFiling(actor, params.id)),
  releaseFilings: defineRoute(releaseFilingsEndpoint, ({ actor, params, body }) =>
    releaseFilings(actor, { fromId: params.id, ...body }),
  ),
  colleagues: defineRoute(colleaguesEndpoint, ({ actor, params, query }) =>
    listColleagues(actor, [params.id, ...(query.with?.split(',') ?? [])]),
  ),
  passFiling: defineRoute(passFilingEndpoint, ({ actor, params, body }) =>
    passFiling(actor, { id: params.id, ...body }),
  ),
  passFilings: defineRoute(passFilingsEndpoint, ({ actor, params, body }) =>
    passFilings(actor, { fromId: params.id, ...body }),
  ),
  reviewers: defineRoute(reviewersEndpoint, ({ actor }) => listReviewers(actor)),
  returnFiling: defineRoute(returnFilingEndpoint, ({ actor, params, body }) =>
    returnFiling(actor, { id: params.id, ...body }),
  ),
  revealParty: defineRoute(revealPartyEndpoint, ({ actor, params, body }) =>
    revealParty(actor, params.id, body),
  ),
  getDeskFiling: defineRoute(getDeskFilingEndpoint, async ({ actor, params }) => {
    await prolongClaim(actor, params.id)
    return getDesk(db(), actor, params.id)
  }),
  transferFiling: defineRoute(transferFilingEndpoint, ({ actor, params, body }) =>
    transferFiling(actor, { id: params.id, ...body }),
  ),
  nextFiling: defineRoute(nextFilingEndpoint, ({ actor }) => claimNext(actor)),
  peekNextFiling: defineRoute(peekNextFilingEndpoint, ({ actor }) => peekNext(db(), actor)),
  listQueue: defineRoute(listQueueEndpoint, ({ actor, query }) => listQueue(actor, query)),
  listOwnPickups: defineRoute(listOwnPickupsEndpoint, ({ actor, query }) => listOwnPickups(actor, query)),
  queues: defineRoute(queuesEndpoint, ({ actor }) => countQueues(actor)),
  previewDeadlines: defineRoute(previewDeadlinesEndpoint, ({ actor, params, body }) =>
    previewDeadlines(actor, params.key, body.value),
  ),
  consentCode: defineRoute(consentCodeEndpoint, ({ actor, params, body, address }) =>
    sendConsentCode(actor, params.id, body, address),
  ),
  takeBackConsent: defineRoute(takeBackConsentEndpoint, ({ actor, params }) =>
    takeBackConsent(actor, params.id),
  ),
  ownerConsent: defineRoute(ownerConsentEndpoint, ({ actor, params, body }) =>
    giveConsent(actor, params.id, body),
  ),
  getFiling: defineRoute(getFilingEndpoint, ({ actor, params }) => getOwnFiling(actor, params.id)),
  patchFiling: defineRoute(patchFilingEndpoint, ({ actor, params, body }) =>
    patchFiling(actor, params.id, body),
  ),
  deleteFiling: defineRoute(deleteFilingEndpoint, ({ actor, params }) => deleteFiling(actor, params.id)),
  submitFiling: defineRoute(submitFilingEndpoint, ({ actor, params }) => submitFiling(actor, params.id)),
  copyFiling: defineRoute(copyFilingEndpoint, ({ actor, params }) => copyFiling(actor, params.id)),
  withdrawFiling: defineRoute(withdrawFilingEndpoint, ({ actor, params }) =>
    withdrawFiling(actor, params.id),
  ),
  listFilings: defineRoute(listFilingsEndpoint, ({ actor, query }) => listOwnFilings(actor, query)),
  createFiling: defineRoute(createFilingEndpoint, ({ actor, body }) => createFiling(actor, body)),
}
