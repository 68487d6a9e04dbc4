import { clearRule, setRule } from '@/lib/features/setting/commands/rules'
import { clearRuleEndpoint, setRuleEndpoint } from '@/lib/features/setting/schema/settings'
import { defineRoute } from '@/lib/server/http/define-route'

export const PUT = defineRoute(setRuleEndpoint, ({ actor, params, body }) =>
  setRule(actor, params.key, body.value),
)
export const DELETE = defineRoute(clearRuleEndpoint, ({ actor, params }) => clearRule(actor, params.key))
