import { defineRoute } from '@/lib/server/http/define-route'
import { createAccount } from './commands/create-account'
import { endSession } from './commands/end-session'
import { issueHumanCheck } from './commands/human-check'
import { openSession } from './commands/open-session'
import { refreshSession } from './commands/refresh-session'
import { resetPassword } from './commands/reset-password'
import { sendCode } from './commands/send-code'
import { issueTicket } from './commands/session-tickets'
import { unlinkWechat } from './commands/wechat-link'
import { findTicketHolder, getMe } from './queries'
import {
  createAccountEndpoint,
  endSessionEndpoint,
  humanCheckEndpoint,
  issueTicketEndpoint,
  lookAtTicketEndpoint,
  meEndpoint,
  openSessionEndpoint,
  refreshSessionEndpoint,
  resetPasswordEndpoint,
  sendCodeEndpoint,
  unlinkWechatEndpoint,
} from './schema'

export const accountRoutes = {
  createAccount: defineRoute(createAccountEndpoint, ({ actor, body, address }) =>
    createAccount(actor, body, address),
  ),
  me: defineRoute(meEndpoint, ({ actor }) => getMe(actor)),
  unlinkWechat: defineRoute(unlinkWechatEndpoint, ({ actor }) => unlinkWechat(actor)),
  resetPassword: defineRoute(resetPasswordEndpoint, ({ actor, body }) => resetPassword(actor, body)),
  refreshSession: defineRoute(refreshSessionEndpoint, ({ actor, body }) =>
    refreshSession(actor, body.refreshToken),
  ),
  openSession: defineRoute(openSessionEndpoint, ({ actor, body }) => openSession(actor, body)),
  endSession: defineRoute(endSessionEndpoint, ({ actor, query }) =>
    endSession(actor, query.everywhere === 'true'),
  ),
  issueTicket: defineRoute(issueTicketEndpoint, ({ actor }) => issueTicket(actor)),
  lookAtTicket: defineRoute(lookAtTicketEndpoint, ({ body }) => findTicketHolder(body.ticket)),
  issueHumanCheck: defineRoute(humanCheckEndpoint, async ({ body }) => issueHumanCheck(body)),
  sendCode: defineRoute(sendCodeEndpoint, ({ actor, body, address }) => sendCode(actor, body, address)),
}
