import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { isSecurityRule, SECURITY_RULES, SETTINGS, type SecurityRule, type SettingKey } from './settings'

/** Rules of an area: /api/console/settings/rules of its administrator, …/security-rules of its security administrator. */

const auth = 'staff' as const
const keys = Object.keys(SETTINGS) as [SettingKey, ...SettingKey[]]
type OrdinaryRule = Exclude<SettingKey, SecurityRule | 'retention'>

/** Retention has calls of its own, which show before they delete. */
export const isOrdinaryRule = (key: SettingKey): key is OrdinaryRule =>
  key !== 'retention' && !isSecurityRule(key)

export const ruleDto = z.object({
  key: z.enum(keys),
  value: z.unknown(),
  /** Origin of the value: this division, a wider one, or null for the default. */
  setBy: z.string().nullable(),
})

function endpointsOf<K extends SettingKey>(
  path: string,
  name: string,
  action: 'security.manage' | 'setting.manage',
  of: readonly [K, ...K[]],
) {
  const params = z.object({ key: z.enum(of) })
  return {
    get: endpoint({
      method: 'GET',
      path,
      summary: `本辖区现行${name}`,
      auth,
      action,
      response: z.object({ divisionCode: z.string(), data: z.array(ruleDto) }),
    }),
    set: endpoint({
      method: 'PUT',
      path: `${path}/{key}`,
      summary: `设定本辖区${name}`,
      auth,
      action,
      params,
      body: z.object({ value: z.json() }),
      response: ruleDto,
    }),
    clear: endpoint({
      method: 'DELETE',
      path: `${path}/{key}`,
      summary: `取消本辖区${name}，改用上级规则`,
      auth,
      action,
      params,
      response: ruleDto,
    }),
  }
}

const [first = 'calendar', ...others] = keys.filter(isOrdinaryRule)

export const ruleEndpoints = endpointsOf('/api/console/settings/rules', '规则', 'setting.manage', [
  first,
  ...others,
])
export const securityRuleEndpoints = endpointsOf(
  '/api/console/settings/security-rules',
  '安全规则',
  'security.manage',
  SECURITY_RULES,
)
