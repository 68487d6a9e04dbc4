import { defineRoute } from '@/lib/server/http/define-route'
import { addListItem, orderList, updateListItem } from './commands/lists'
import { clearRule, setRule } from './commands/rules'
import { listsForAdministrator } from './queries/lists'
import { getRules } from './queries/settings'
import { isOrdinaryRule, ruleEndpoints, securityRuleEndpoints } from './schema/rules'
import {
  addListItemEndpoint,
  isSecurityRule,
  listSettingListsEndpoint,
  orderListEndpoint,
  updateListItemEndpoint,
} from './schema/settings'

export const settingRoutes = {
  updateListItem: defineRoute(updateListItemEndpoint, ({ actor, params, body }) =>
    updateListItem(actor, params.list, params.code, body),
  ),
  addListItem: defineRoute(addListItemEndpoint, ({ actor, params, body }) =>
    addListItem(actor, params.list, body),
  ),
  orderList: defineRoute(orderListEndpoint, ({ actor, params, body }) =>
    orderList(actor, params.list, body.codes),
  ),
  listSettingLists: defineRoute(listSettingListsEndpoint, () => listsForAdministrator()),
  setRule: defineRoute(ruleEndpoints.set, ({ actor, params, body }) =>
    setRule(actor, params.key, body.value),
  ),
  clearRule: defineRoute(ruleEndpoints.clear, ({ actor, params }) => clearRule(actor, params.key)),
  getRules: defineRoute(ruleEndpoints.get, ({ actor }) => getRules(actor, isOrdinaryRule)),
  setSecurityRule: defineRoute(securityRuleEndpoints.set, ({ actor, params, body }) =>
    setRule(actor, params.key, body.value),
  ),
  clearSecurityRule: defineRoute(securityRuleEndpoints.clear, ({ actor, params }) =>
    clearRule(actor, params.key),
  ),
  getSecurityRules: defineRoute(securityRuleEndpoints.get, ({ actor }) => getRules(actor, isSecurityRule)),
}
