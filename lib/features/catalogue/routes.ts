import { defineRoute } from '@/lib/server/http/define-route'
import { checkCodes } from './commands/check-codes'
import { startImport } from './commands/run-import'
import { discardImport, undoImport } from './commands/undo-import'
import { uploadImport } from './commands/upload-import'
import { getImportDetail, listImportFaults, listImports } from './queries/imports'
import { getCatalogueRow, searchCatalogue } from './queries/search'
import { importTemplate } from './queries/template'
import {
  checkCatalogueEndpoint,
  discardImportEndpoint,
  getCatalogueRowEndpoint,
  getImportEndpoint,
  importTemplateEndpoint,
  listImportFaultsEndpoint,
  listImportsEndpoint,
  runImportEndpoint,
  searchCatalogueEndpoint,
  undoImportEndpoint,
  uploadImportEndpoint,
} from './schema'

export const catalogueRoutes = {
  getCatalogueRow: defineRoute(getCatalogueRowEndpoint, ({ actor, params }) =>
    getCatalogueRow(actor, params.id),
  ),
  listImportFaults: defineRoute(listImportFaultsEndpoint, ({ actor, params, query }) =>
    listImportFaults(actor, params.id, query),
  ),
  getImport: defineRoute(getImportEndpoint, ({ actor, params }) => getImportDetail(actor, params.id)),
  discardImport: defineRoute(discardImportEndpoint, ({ actor, params }) => discardImport(actor, params.id)),
  runImport: defineRoute(runImportEndpoint, ({ actor, params }) => startImport(actor, params.id)),
  undoImport: defineRoute(undoImportEndpoint, ({ actor, params }) => undoImport(actor, params.id)),
  listImports: defineRoute(listImportsEndpoint, ({ actor, query }) => listImports(actor, query)),
  uploadImport: defineRoute(uploadImportEndpoint, ({ actor, file }) => uploadImport(actor, file)),
  searchCatalogue: defineRoute(searchCatalogueEndpoint, ({ actor, query }) => searchCatalogue(actor, query)),
  importTemplate: defineRoute(importTemplateEndpoint, ({ params }) => importTemplate(params.file)),
  checkCatalogue: defineRoute(checkCatalogueEndpoint, ({ actor, body }) => checkCodes(actor, body)),
}
