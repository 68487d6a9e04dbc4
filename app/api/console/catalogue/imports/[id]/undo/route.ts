import { undoImport } from '@/lib/features/catalogue/commands/undo-import'
import { undoImportEndpoint } from '@/lib/features/catalogue/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(undoImportEndpoint, ({ actor, params }) => undoImport(actor, params.id))
