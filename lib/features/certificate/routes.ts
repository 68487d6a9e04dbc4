import { defineRoute } from '@/lib/server/http/define-route'
import { fileResponse } from '@/lib/server/http/file-response'
import { issueCertificate } from './commands/issue'
import { printCertificate } from './commands/print'
import { withdrawCertificate } from './commands/withdraw'
import { checkCertificate } from './queries/check'
import { listCertificates } from './queries/own'
import {
  certificateCheckEndpoint,
  certificatePdfEndpoint,
  issueCertificateEndpoint,
  listCertificatesEndpoint,
  withdrawCertificateEndpoint,
} from './schema'

export const certificateRoutes = {
  issueCertificate: defineRoute(issueCertificateEndpoint, ({ actor, body }) => issueCertificate(actor, body)),
  listCertificates: defineRoute(listCertificatesEndpoint, ({ actor, query }) =>
    listCertificates(actor, query),
  ),
  certificatePdf: defineRoute(certificatePdfEndpoint, async ({ actor, params }) => {
    const { pdf, fileName } = await printCertificate(actor, params.id)
    return fileResponse(pdf, 'application/pdf', fileName)
  }),
  withdrawCertificate: defineRoute(withdrawCertificateEndpoint, ({ actor, params }) =>
    withdrawCertificate(actor, params.id),
  ),
  certificateCheck: defineRoute(certificateCheckEndpoint, ({ params }) => checkCertificate(params.token)),
}
