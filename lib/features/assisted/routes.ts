import { checkCodes } from '@/lib/features/catalogue/commands/check-codes'
import { deleteFiling } from '@/lib/features/filing/commands/delete-filing'
import { patchFiling } from '@/lib/features/filing/commands/patch-filing'
import { withdrawFiling } from '@/lib/features/filing/commands/withdraw-filing'
import { defineRoute } from '@/lib/server/http/define-route'
import { fileResponse } from '@/lib/server/http/file-response'
import { printReceipt } from './commands/print-receipt'
import { revealContact } from './commands/reveal-contact'
import { startAssisted } from './commands/start'
import { attachStatement, printStatement } from './commands/statement'
import { submitAssisted } from './commands/submit'
import { uploadAssistedPhoto } from './commands/upload-photo'
import { getAssisted } from './queries/assisted'
import { listAssisted } from './queries/list'
import {
  attachStatementEndpoint,
  checkAssistedCodesEndpoint,
  deleteAssistedEndpoint,
  getAssistedEndpoint,
  listAssistedEndpoint,
  patchAssistedEndpoint,
  printReceiptEndpoint,
  printStatementEndpoint,
  revealContactEndpoint,
  startAssistedEndpoint,
  submitAssistedEndpoint,
  uploadAssistedPhotoEndpoint,
  withdrawAssistedEndpoint,
} from './schema'

const PDF = 'application/pdf'

export const assistedRoutes = {
  startAssisted: defineRoute(startAssistedEndpoint, ({ actor, body }) => startAssisted(actor, body)),
  listAssisted: defineRoute(listAssistedEndpoint, ({ actor, query }) => listAssisted(actor, query)),
  getAssisted: defineRoute(getAssistedEndpoint, ({ actor, params }) => getAssisted(actor, params.id)),
  patchAssisted: defineRoute(patchAssistedEndpoint, ({ actor, params, body }) =>
    patchFiling(actor, params.id, body),
  ),
  deleteAssisted: defineRoute(deleteAssistedEndpoint, ({ actor, params }) => deleteFiling(actor, params.id)),
  uploadPhoto: defineRoute(uploadAssistedPhotoEndpoint, ({ actor, params, file }) =>
    uploadAssistedPhoto(actor, params.id, file.bytes),
  ),
  checkCodes: defineRoute(checkAssistedCodesEndpoint, ({ actor, body }) => checkCodes(actor, body)),
  printStatement: defineRoute(printStatementEndpoint, async ({ actor, params }) => {
    const { pdf, fileName } = await printStatement(actor, params.id)
    return fileResponse(pdf, PDF, fileName)
  }),
  attachStatement: defineRoute(attachStatementEndpoint, ({ actor, params, file }) =>
    attachStatement(actor, params.id, file.bytes),
  ),
  submitAssisted: defineRoute(submitAssistedEndpoint, ({ actor, params }) =>
    submitAssisted(actor, params.id),
  ),
  withdrawAssisted: defineRoute(withdrawAssistedEndpoint, ({ actor, params }) =>
    withdrawFiling(actor, params.id),
  ),
  printReceipt: defineRoute(printReceiptEndpoint, async ({ actor, params }) => {
    const { pdf, fileName } = await printReceipt(actor, params.id)
    return fileResponse(pdf, PDF, fileName)
  }),
  revealContact: defineRoute(revealContactEndpoint, ({ actor, params }) => revealContact(actor, params.id)),
}
