import { publicJson } from '@/lib/server/http/answer'
import { defineRoute } from '@/lib/server/http/define-route'
import { giveConsents } from './commands'
import { getConsents } from './queries'
import { NOTICE } from './rules/notice'
import { consentsEndpoint, giveConsentsEndpoint, privacyNoticeEndpoint } from './schema'

const HOUR_SECONDS = 3600

export const consentRoutes = {
  privacyNotice: defineRoute(privacyNoticeEndpoint, async () => publicJson(NOTICE, HOUR_SECONDS)),
  consents: defineRoute(consentsEndpoint, ({ actor }) => getConsents(actor.id)),
  giveConsents: defineRoute(giveConsentsEndpoint, ({ actor, body, address }) =>
    giveConsents(actor, body, address),
  ),
}
