import { defineRoute } from '@/lib/server/http/define-route'
import { addListItem, orderList, updateListItem } from './commands/lists'
import { clearRule, setRule } from './commands/rules'
import { listsForAdministrator } from './queries/lists'
import { getRules } from './queries/settings'
import {
  addListItemEndpoint,
  clearRuleEndpoint,
  getRulesEndpoint,
  listSettingListsEndpoint,
  orderListEndpoint,
  setRuleEndpoint,
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
  setRule: defineRoute(setRuleEndpoint, ({ actor, params, body }) => setRule(actor, params.key, body.value)),
  clearRule: defineRoute(clearRuleEndpoint, ({ actor, params }) => clearRule(actor, params.key)),
  getRules: defineRoute(getRulesEndpoint, ({ actor }) => getRules(actor)),
}
