import { uploadImport } from '@/lib/features/catalogue/commands/upload-import'
import { listImports } from '@/lib/features/catalogue/queries/imports'
import { listImportsEndpoint, uploadImportEndpoint } from '@/lib/features/catalogue/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listImportsEndpoint, ({ actor, query }) => listImports(actor, query))
export const POST = defineRoute(uploadImportEndpoint, ({ actor, file }) => uploadImport(actor, file))
