import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { areaChain, WHOLE_COUNTRY } from '@/lib/core/area'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'
import { listItems } from '../queries/lists'
import { ruleFor } from '../queries/settings'
import { checkedSetting } from '../rules/checked-setting'
import { looserFields } from '../rules/strictest'
import { isStrictRule, SETTINGS, type SettingKey, type StrictRule } from '../schema/settings'
import { stageDates } from '../schema/stage-dates'
import { isDeadlineSetting, lockDeadlineRules, moveDeadlinesOf } from './deadlines'

type Rule = Awaited<ReturnType<typeof ruleFor>>

/**
 * Sets a rule for the actor's own division; it applies there and below, unless a narrower division has its own.
 * @param value validated by the setting's schema
 * @throws AppError INVALID with every error under `value.…`, also for a rule of security that demands less than the wider area's; FORBIDDEN for a rule of the whole country
 */
export function setRule(actor: StaffActor, key: SettingKey, value: unknown): Promise<Rule> {
  const { divisionCode } = actor
  requireNational(actor, key)
  const checked: Prisma.InputJsonObject = checkedSetting(key, value)
  return transact(async (tx) => {
    if (isDeadlineSetting(key)) await lockDeadlineRules(tx, true)
    const before = await ruleFor(tx, key, divisionCode)
    if (isStrictRule(key)) await refuseLooser(tx, key, divisionCode, checked)
    if (key === 'stage-dates') await refuseUnknownFuels(tx, checked)
    await tx.setting.upsert({
      where: { key_divisionCode: { key, divisionCode } },
      create: { key, divisionCode, value: checked },
      update: { value: checked },
    })
    await auditRule(tx, actor, 'set-rule', key, divisionCode, {
      before: asJson(before.value),
      after: checked,
    })
    if (isDeadlineSetting(key)) await moveDeadlinesOf(tx, divisionCode)
    return ruleFor(tx, key, divisionCode)
  })
}

/** A row of a narrower division would never apply. */
function requireNational({ divisionCode }: StaffActor, key: SettingKey): void {
  const setting = SETTINGS[key]
  if ('national' in setting && setting.national && divisionCode !== WHOLE_COUNTRY)
    throw new AppError('FORBIDDEN', { detail: `“${setting.label}”在全国统一设定，请联系全国管理员` })
}

/** A rule of security may demand more than that of the wider area, not less. */
async function refuseLooser(tx: Tx, key: StrictRule, divisionCode: string, value: unknown): Promise<void> {
  const [, wider] = areaChain(divisionCode)
  if (divisionCode === WHOLE_COUNTRY) return
  const { value: demanded } = await ruleFor(tx, key, wider ?? WHOLE_COUNTRY)
  const message = '不能低于上级的要求'
  const looser = looserFields(key, demanded, SETTINGS[key].schema.parse(value))
  const errors = looser.map((field) => ({ path: `value.${field}`, code: 'LOOSER_THAN_WIDER', message }))
  if (errors.length > 0)
    throw new AppError('INVALID', { detail: '安全规则只能比上级更严，标出的几项低于上级的要求', errors })
}

/** A row for a fuel that is not in the list would never apply. */
async function refuseUnknownFuels(tx: Tx, value: unknown): Promise<void> {
  const fuels = new Set((await listItems(tx, 'FUEL', { withDisabled: true })).map(({ code }) => code))
  const errors = stageDates.parse(value).rows.flatMap(({ fuel }, index) =>
    fuels.has(fuel)
      ? []
      : [
          {
            path: `value.rows.${index}.fuel`,
            code: 'NOT_IN_LIST',
            message: `第 ${index + 1} 行：燃料种类不在列表中`,
          },
        ],
  )
  if (errors.length > 0) throw new AppError('INVALID', { detail: errors[0]?.message, errors })
}

/** Removes the division's own rule, so that the wider area's rule applies again. */
export function clearRule(actor: StaffActor, key: SettingKey): Promise<Rule> {
  const { divisionCode } = actor
  return transact(async (tx) => {
    if (isDeadlineSetting(key)) await lockDeadlineRules(tx, true)
    const before = await ruleFor(tx, key, divisionCode)
    const { count } = await tx.setting.deleteMany({ where: { key, divisionCode } })
    if (count > 0) {
      await auditRule(tx, actor, 'clear-rule', key, divisionCode, { before: asJson(before.value) })
      if (isDeadlineSetting(key)) await moveDeadlinesOf(tx, divisionCode)
    }
    return ruleFor(tx, key, divisionCode)
  })
}

function asJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value))
}

function auditRule(
  tx: Tx,
  actor: StaffActor,
  verb: 'clear-rule' | 'set-rule',
  key: SettingKey,
  divisionCode: string,
  details: Prisma.InputJsonObject,
): Promise<void> {
  return audit(tx, actor, {
    action: `setting.${verb}`,
    subjectType: 'setting',
    subjectId: `${key}/${divisionCode}`,
    districtCode: divisionCode,
    details,
  })
}
