import { defineRoute } from '@/lib/server/http/define-route'
import { checkTable } from './commands/check-table'
import { discardBatch } from './commands/discard'
import { draftBatch } from './commands/draft-rows'
import { getBatch, listBatches } from './queries/batches'
import { batchMendFile } from './queries/mend-file'
import { listBatchRows } from './queries/rows'
import { batchTemplate } from './queries/template'
import {
  batchFaultsEndpoint,
  batchRowsEndpoint,
  batchTemplateEndpoint,
  checkBatchEndpoint,
  discardBatchEndpoint,
  draftBatchEndpoint,
  getBatchEndpoint,
  listBatchesEndpoint,
} from './schema'

export const batchRoutes = {
  batchTemplate: defineRoute(batchTemplateEndpoint, () => batchTemplate()),
  batchRows: defineRoute(batchRowsEndpoint, ({ actor, params, query }) =>
    listBatchRows(actor, params.id, query),
  ),
  batchFaults: defineRoute(batchFaultsEndpoint, ({ actor, params }) => batchMendFile(actor, params.id)),
  draftBatch: defineRoute(draftBatchEndpoint, ({ actor, params }) => draftBatch(actor, params.id)),
  getBatch: defineRoute(getBatchEndpoint, ({ actor, params }) => getBatch(actor, params.id)),
  discardBatch: defineRoute(discardBatchEndpoint, ({ actor, params }) => discardBatch(actor, params.id)),
  listBatches: defineRoute(listBatchesEndpoint, ({ actor, query }) => listBatches(actor, query)),
  checkBatch: defineRoute(checkBatchEndpoint, ({ actor, file }) => checkTable(actor, file)),
}
