import { defineRoute } from '@/lib/server/http/define-route'
import { streamedDownload } from '@/lib/server/http/file-response'
import { closeAccount } from './commands/close-account'
import { makeCopy } from './commands/make-copy'
import { getClosing } from './queries/closing'
import { closeAccountEndpoint, closingStateEndpoint, copyEndpoint } from './schema'

export const ownDataRoutes = {
  copy: defineRoute(copyEndpoint, async ({ actor, body }) => {
    const { stream, fileName } = await makeCopy(actor, body.password)
    return streamedDownload(stream, 'application/zip', fileName)
  }),
  closing: defineRoute(closingStateEndpoint, ({ actor }) => getClosing(actor)),
  closeAccount: defineRoute(closeAccountEndpoint, ({ actor, body }) => closeAccount(actor, body)),
}
