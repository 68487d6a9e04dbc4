import { defineRoute } from '@/lib/server/http/define-route'
import { endAbsence, setAbsence } from './commands'
import { listAbsences } from './queries'
import {
  endAbsenceEndpoint,
  endOwnAbsenceEndpoint,
  listAbsencesEndpoint,
  ownAbsencesEndpoint,
  setAbsenceEndpoint,
  setOwnAbsenceEndpoint,
} from './schema'

export const absenceRoutes = {
  ownAbsences: defineRoute(ownAbsencesEndpoint, ({ actor }) => listAbsences(actor, actor.id)),
  setOwnAbsence: defineRoute(setOwnAbsenceEndpoint, ({ actor, body }) => setAbsence(actor, actor.id, body)),
  endOwnAbsence: defineRoute(endOwnAbsenceEndpoint, ({ actor, params }) =>
    endAbsence(actor, { id: actor.id, ...params }),
  ),
  listAbsences: defineRoute(listAbsencesEndpoint, ({ actor, params }) => listAbsences(actor, params.id)),
  setAbsence: defineRoute(setAbsenceEndpoint, ({ actor, params, body }) =>
    setAbsence(actor, params.id, body),
  ),
  endAbsence: defineRoute(endAbsenceEndpoint, ({ actor, params }) => endAbsence(actor, params)),
}
