import { defineRoute } from '@/lib/server/http/define-route'
import { answerCorrection, askCorrection } from './commands'
import { listCorrections, listOwnCorrections } from './queries'
import {
  answerCorrectionEndpoint,
  askCorrectionEndpoint,
  listCorrectionsEndpoint,
  ownCorrectionsEndpoint,
} from './schema'

export const correctionRoutes = {
  askCorrection: defineRoute(askCorrectionEndpoint, ({ actor, body }) => askCorrection(actor, body)),
  ownCorrections: defineRoute(ownCorrectionsEndpoint, ({ actor, query }) => listOwnCorrections(actor, query)),
  listCorrections: defineRoute(listCorrectionsEndpoint, ({ actor, query: { open, ...page } }) =>
    listCorrections(actor, open === 'true', page),
  ),
  answerCorrection: defineRoute(answerCorrectionEndpoint, ({ actor, params, body }) =>
    answerCorrection(actor, params.id, body),
  ),
}
