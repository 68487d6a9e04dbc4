import { defineRoute } from '@/lib/server/http/define-route'
import { changePhone, sendNewPhoneCode } from './commands/at-counter'
import { changeOwnPhone } from './commands/own'
import { changeOwnPhoneEndpoint, changePhoneEndpoint, sendNewPhoneCodeEndpoint } from './schema'

export const phoneChangeRoutes = {
  sendNewPhoneCode: defineRoute(sendNewPhoneCodeEndpoint, ({ actor, params, body, address }) =>
    sendNewPhoneCode(actor, params.id, body, address),
  ),
  changePhone: defineRoute(changePhoneEndpoint, ({ actor, params, body }) =>
    changePhone(actor, params.id, body),
  ),
  changeOwnPhone: defineRoute(changeOwnPhoneEndpoint, ({ actor, body }) => changeOwnPhone(actor, body)),
}
