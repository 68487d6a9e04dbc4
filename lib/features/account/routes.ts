import { createAccount } from './commands/create-account'
import { createAccountEndpoint, endSessionEndpoint, issueTicketEndpoint, meEndpoint, openSessionEndpoint, refreshSessionEndpoint, resetPasswordEndpoint, sendCodeEndpoint, unlinkWechatEndpoint } from './schema'
import { defineRoute } from '@/lib/server/http/define-route'
import { getMe } from './queries'
import { unlinkWechat } from './commands/wechat-link'
import { resetPassword } from './commands/reset-password'
import { refreshSession } from './commands/refresh-session'
import { endSession } from './commands/end-session'
import { openSession } from './commands/open-session'
import { issueTicket } from './commands/session-tickets'
import { sendCode } from './commands/send-code'

export const accountRoutes = {
  createAccount: defineRoute(createAccountEndpoint, ({ actor, body }) => createAccount(actor, body)),
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
  sendCode: defineRoute(sendCodeEndpoint, ({ actor, body }) => sendCode(actor, body)),
}
