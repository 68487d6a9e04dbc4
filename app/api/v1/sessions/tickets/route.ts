import { issueTicket } from '@/lib/features/account/commands/session-tickets'
import { issueTicketEndpoint } from '@/lib/features/account/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(issueTicketEndpoint, ({ actor }) => issueTicket(actor))
