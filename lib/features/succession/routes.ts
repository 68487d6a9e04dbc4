import { defineRoute } from '@/lib/server/http/define-route'
import { completeSuccession, rejectSuccession, withdrawSuccession } from './commands/decide'
import { fileSuccession } from './commands/file'
import { objectToSuccession, recordObjection } from './commands/object'
import { uploadEvidence, uploadObjection } from './commands/photos'
import { getSuccessionForm } from './queries/form'
import { listSuccessions, openSuccession } from './queries/successions'
import {
  completeSuccessionEndpoint,
  fileSuccessionEndpoint,
  getSuccessionEndpoint,
  listSuccessionsEndpoint,
  recordObjectionEndpoint,
  rejectSuccessionEndpoint,
  successionFormEndpoint,
  uploadEvidenceEndpoint,
  uploadObjectionEndpoint,
  withdrawSuccessionEndpoint,
} from './schema/office'
import { objectEndpoint } from './schema/owner'

export const successionRoutes = {
  successionForm: defineRoute(successionFormEndpoint, ({ actor, params }) =>
    getSuccessionForm(actor, params.id),
  ),
  uploadEvidence: defineRoute(uploadEvidenceEndpoint, ({ actor, params, file }) =>
    uploadEvidence(actor, params, file.bytes),
  ),
  fileSuccession: defineRoute(fileSuccessionEndpoint, ({ actor, params, body }) =>
    fileSuccession(actor, params.id, body),
  ),
  listSuccessions: defineRoute(listSuccessionsEndpoint, ({ actor, query }) => listSuccessions(actor, query)),
  getSuccession: defineRoute(getSuccessionEndpoint, ({ actor, params }) => openSuccession(actor, params.id)),
  uploadObjection: defineRoute(uploadObjectionEndpoint, ({ actor, params, file }) =>
    uploadObjection(actor, params.id, file.bytes),
  ),
  recordObjection: defineRoute(recordObjectionEndpoint, ({ actor, params, body }) =>
    recordObjection(actor, params.id, body),
  ),
  completeSuccession: defineRoute(completeSuccessionEndpoint, ({ actor, params, body }) =>
    completeSuccession(actor, params.id, body),
  ),
  rejectSuccession: defineRoute(rejectSuccessionEndpoint, ({ actor, params, body }) =>
    rejectSuccession(actor, params.id, body.reason),
  ),
  withdrawSuccession: defineRoute(withdrawSuccessionEndpoint, ({ actor, params, body }) =>
    withdrawSuccession(actor, params.id, body.reason),
  ),
  objectToSuccession: defineRoute(objectEndpoint, ({ actor, params, body }) =>
    objectToSuccession(actor, params.id, body),
  ),
}
