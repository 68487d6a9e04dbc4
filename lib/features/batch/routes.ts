import { defineRoute } from '@/lib/server/http/define-route'
import { addArchive } from './commands/add-archive'
import { checkTable } from './commands/check-table'
import { deleteDrafts } from './commands/delete-drafts'
import { discardBatch } from './commands/discard'
import { draftBatch } from './commands/draft-rows'
import { submitBatch } from './commands/submit-rows'
import { listArchives, listPhotosLeft } from './queries/archives'
import { getBatch, listBatches } from './queries/batches'
import { batchMendFile } from './queries/mend-file'
import { batchMissingFile } from './queries/missing-file'
import { listBatchRows } from './queries/rows'
import { batchTemplate } from './queries/template'
import {
  addArchiveEndpoint,
  batchArchivesEndpoint,
  batchFaultsEndpoint,
  batchMissingEndpoint,
  batchPhotosEndpoint,
  batchRowsEndpoint,
  batchTemplateEndpoint,
  checkBatchEndpoint,
  deleteDraftsEndpoint,
  discardBatchEndpoint,
  draftBatchEndpoint,
  getBatchEndpoint,
  listBatchesEndpoint,
  submitBatchEndpoint,
} from './schema'

export const batchRoutes = {
  batchTemplate: defineRoute(batchTemplateEndpoint, () => batchTemplate()),
  batchRows: defineRoute(batchRowsEndpoint, ({ actor, params, query }) =>
    listBatchRows(actor, params.id, query),
  ),
  batchFaults: defineRoute(batchFaultsEndpoint, ({ actor, params }) => batchMendFile(actor, params.id)),
  batchMissing: defineRoute(batchMissingEndpoint, ({ actor, params }) => batchMissingFile(actor, params.id)),
  deleteDrafts: defineRoute(deleteDraftsEndpoint, ({ actor, params, body }) =>
    deleteDrafts(actor, params.id, body),
  ),
  draftBatch: defineRoute(draftBatchEndpoint, ({ actor, params }) => draftBatch(actor, params.id)),
  submitBatch: defineRoute(submitBatchEndpoint, ({ actor, params, body }) =>
    submitBatch(actor, params.id, body),
  ),
  addArchive: defineRoute(addArchiveEndpoint, ({ actor, params, file }) =>
    addArchive(actor, params.id, file),
  ),
  batchArchives: defineRoute(batchArchivesEndpoint, ({ actor, params, query }) =>
    listArchives(actor, params.id, query),
  ),
  batchPhotos: defineRoute(batchPhotosEndpoint, ({ actor, params, query }) =>
    listPhotosLeft(actor, params.id, query),
  ),
  getBatch: defineRoute(getBatchEndpoint, ({ actor, params }) => getBatch(actor, params.id)),
  discardBatch: defineRoute(discardBatchEndpoint, ({ actor, params }) => discardBatch(actor, params.id)),
  listBatches: defineRoute(listBatchesEndpoint, ({ actor, query }) => listBatches(actor, query)),
  checkBatch: defineRoute(checkBatchEndpoint, ({ actor, file }) => checkTable(actor, file)),
}
