import { changeOwnPassword } from '@/lib/features/staff/commands/own-account'
import { changePasswordEndpoint } from '@/lib/features/staff/schema'
import { defineRoute } from '@/lib/server/http/define-route'
import { staffSessionCookie } from '@/lib/server/session/staff-session'

export const PUT = defineRoute(changePasswordEndpoint, async ({ actor, body }) => {
  const epoch = await changeOwnPassword(actor, body)
  return new Response(null, {
    status: 204,
    headers: { 'set-cookie': await staffSessionCookie(actor.id, epoch), 'cache-control': 'no-store' },
  })
})
